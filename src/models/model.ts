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

export type OptimizationType = (typeof optimizationTypes)[number];

/** One text to rewrite: in words for a language model, and as data for a model that follows rules. */
export interface RewriteRequest {
  readonly optimizationType: OptimizationType;
  /** The text to rewrite, without white space around it. */
  readonly text: string;
  readonly protectedTerms: readonly string[];
  /** The whole prompt; `user` ends with the text in its frame. */
  readonly prompt: Prompt;
  /** A hash that tells the endpoint's abuse control one caller from another. */
  readonly userId: string;
}

export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** What a call to a model gives, in order: any number of `text`, then one `end`. */
export type RewriteEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly usage: Usage; readonly streamed: boolean };

/** Tokens that were paid for, as the endpoint counted them; estimated where it did not say. */
export interface Usage {
  readonly promptTokens: number;
  readonly cachedPromptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number;
  readonly totalTokens: number;
  readonly isEstimated: boolean;
  /** Calls made, retries included. */
  readonly modelCalls: number;
}

/** Whatever rewrites text. */
export interface Model {
  readonly id: string;
  readonly isBuiltin: boolean;
  /**
   * Rewrites one text. Ends with an `end` event once the rewrite is complete, and never otherwise: an incomplete
   * one throws a CopydeskError with a MODEL_ code. Once `signal` aborts, the call is closed upstream and the
   * signal's reason is thrown.
   */
  rewrite(request: RewriteRequest, signal: AbortSignal): AsyncGenerator<RewriteEvent, void>;
}
