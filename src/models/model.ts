import type { Price } from './price.ts';

/** What a rewrite is to improve. The values are the public contract's `OptimizationType`. */
export const optimizationTypes = [
  'CLARITY',
  'STYLE',
  'GRAMMAR',
  'CONCISENESS',
  'SIMPLICITY',
  'FORMALITY',
  'NEUTRALITY',
  'CUSTOM',
] as const;

/** One of `optimizationTypes`. */
export type OptimizationType = (typeof optimizationTypes)[number];

/** One text to rewrite: in words for a language model, and as data for a model that follows rules. */
export interface RewriteRequest {
  readonly optimizationType: OptimizationType;
  /** The text to rewrite, without white space around it. */
  readonly text: string;
  /** The document that it is of: the same object for all of its texts. */
  readonly document: { readonly content: string };
  readonly protectedTerms: readonly string[];
  /** The whole prompt; `user` ends with the text in its frame. Made anew where it is asked for again, as it is as long as the text. */
  readonly prompt: Prompt;
  /** A hash that tells the endpoint's abuse control one caller from another. */
  readonly userId: string;
  /** Where many calls wait, those of different turns go by turns: the job's id, so that a big one starves no small one. */
  readonly turn: string;
  /**
   * Where it is there, a call is made ready before it resolves, and sent then. It never rejects: where nothing is to be sent, the
   * signal has aborted.
   */
  readonly accepted?: Promise<unknown> | undefined;
}

/** What a language model is told: who it is, and what to do with which text. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/**
 * What happens in a rewrite. It is `queued` where other calls are before it, until it is `started`. It is `answering` once the
 * endpoint has taken the call: text may follow. A `restart` takes back
 * all text before it. A `usage` says what one call cost, also one that failed.
 */
export type RewriteEvent =
  | { readonly type: 'queued' }
  | { readonly type: 'started' }
  | { readonly type: 'answering' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'restart' }
  | { readonly type: 'usage'; readonly usage: Usage };

/** How a rewrite came that is complete. */
export interface RewriteEnd {
  /** False where the whole text came at once. */
  readonly streamed: boolean;
  /** What changed, in order, where the model can account for it: applied to the request's text they give the rewrite. */
  readonly edits?: readonly RuleEdit[];
  /** What it would leave to the writer, in code units of the request's text, none touching an edit. */
  readonly suggestions?: readonly Suggestion[];
}

/** One change by a rule: the text from `start` to `end` (UTF-16, in the text it was found in) becomes `replacement`. */
export interface RuleEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The id of the rule that asked for it. */
  readonly rule: string;
  /** Why, in one sentence for the writer. */
  readonly explanation: string;
}

/** Something that only the writer can decide on: from `start` to `end` (UTF-16) of the text it was found in. */
export interface Suggestion {
  readonly start: number;
  readonly end: number;
  /** The id of the rule that found it. */
  readonly rule: string;
  /** What is to be thought about, in a sentence or two for the writer. */
  readonly explanation: string;
  /** What could stand there instead, the likeliest first; none where a sentence has to be written anew. */
  readonly replacements: readonly string[];
}

/** Tokens that were paid for, as the endpoint counted them; estimated where it did not say. */
export interface Usage {
  readonly promptTokens: number;
  readonly cachedPromptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number;
  readonly totalTokens: number;
  readonly isEstimated: boolean;
  /** Null where the model's price is not known. */
  readonly costUsd: number | null;
  /** Calls made, retries included. */
  readonly modelCalls: number;
}

/** Whatever rewrites text. */
export interface Model {
  readonly id: string;
  readonly isBuiltin: boolean;
  /** Calls that can be under way at a time; more wait. */
  readonly concurrency: number;
  /** Undefined where it is not known. */
  readonly price: Price | undefined;
  /**
   * Tries once to rewrite one text, and tells `emit` of it as it comes: a call for each token, where a generator would
   * cost several times what the token does. Resolves once the rewrite is complete, and never otherwise: an incomplete one
   * rejects with a CopydeskError with a MODEL_ code, behind the `usage` of its calls. Once `signal` aborts, the call is
   * closed upstream and the signal's reason is thrown.
   */
  rewrite(request: RewriteRequest, signal: AbortSignal, emit: (event: RewriteEvent) => void): Promise<RewriteEnd>;
}
