import type { OptimizationType } from '../model.ts';
import type { Guard } from './guards.ts';

/** Phrases that have a plainer or shorter form. */
export interface Phrase {
  readonly id: string;
  /** What stands for what, in small letters. */
  readonly swaps: Readonly<Record<string, string>>;
  readonly types: readonly OptimizationType[];
  readonly reason: string;
  /** What the context must be besides. */
  readonly when?: Guard;
}

/** The types that a long phrase, a rare one, a rare word, and a doubled one are swapped for. */
export const wordy = ['CONCISENESS', 'CLARITY', 'SIMPLICITY', 'STYLE'] as const;
export const plain = ['CLARITY', 'SIMPLICITY', 'STYLE'] as const;
export const simple = ['SIMPLICITY'] as const;
export const redundant = ['CONCISENESS', 'CLARITY', 'STYLE'] as const;

/** Reasons, for the writer. */
export const shorter = 'Says the same in fewer words.';
export const everyday = 'An everyday word reads faster.';
export const twice = 'The phrase says the same thing twice.';
export const verb = 'A verb says it more directly than a noun.';
