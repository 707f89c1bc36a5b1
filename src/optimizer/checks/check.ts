import type { MaskKind } from '../../documents/index.ts';
import type { OptimizationType } from '../../models/index.ts';

/** A rewrite beside its source, as the model saw and wrote it: block by block, masks as `⟦n⟧`. */
export interface Rewritten {
  /** One text per block, as it was shown to the model, without its label. */
  readonly source: readonly string[];
  /** The same blocks as the model wrote them, and as many. */
  readonly rewrite: readonly string[];
  readonly optimizationType: OptimizationType;
  readonly protectedTerms: readonly string[];
  readonly instructions: string | undefined;
  /** What each mask stands for. */
  readonly masks: readonly { readonly number: number; readonly kind: MaskKind; readonly source: string }[];
}

/** What a rewrite can fail to preserve. The values are the public contract's `PreservationKind`. */
export const preservationKinds = [
  'NUMBER',
  'URL',
  'CODE',
  'PLACEHOLDER',
  'PROTECTED_TERM',
  'STRUCTURE',
  'LENGTH',
  'LANGUAGE',
  'PREAMBLE',
] as const;

/** One of `preservationKinds`. */
export type PreservationKind = (typeof preservationKinds)[number];

/** What a check found. */
export interface Finding {
  readonly kind: PreservationKind;
  /** For a person, and for the model that tries again: what is wrong and what to do. */
  readonly message: string;
  /** What the source has and the rewrite has not, at most 20. */
  readonly lost: readonly string[];
  /** What came from nowhere, at most 20. */
  readonly added: readonly string[];
}

/** Looks for one way to damage a text. Pure, and linear in the text. No finding where the rewrite equals its source. */
export type Check = (rewritten: Rewritten) => readonly Finding[];
