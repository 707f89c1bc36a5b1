import type { DocumentFormat } from '../documents/index.ts';
import type { OptimizationType } from '../models/index.ts';
import type { RetryLimits } from './retry.ts';

/** A document as it was handed in. */
export interface SourceDocument {
  readonly name: string;
  /** What kind of text it is, for the prompt: `report`, `email`. */
  readonly type: string;
  readonly format: DocumentFormat;
  readonly content: string;
}

/** What was done of a document before, by another process: only the rest of it is optimized. */
export interface DocumentSoFar {
  /** It has ended, however it did. */
  readonly isEnded: boolean;
  /** Its segments; none where it was not planned yet. */
  readonly segments: readonly { readonly start: number; readonly end: number; readonly isDone: boolean }[];
}

/** What is to be done with all documents of a job. */
export interface Task {
  readonly optimizationType: OptimizationType;
  readonly instructions: string | undefined;
  readonly audience: string | undefined;
  readonly protectedTerms: readonly string[];
  /** Headings are locked when absent. */
  readonly rewriteHeadings?: boolean | undefined;
  readonly segmentWords: number;
}

/** How all documents of a job are optimized. */
export interface OptimizeOptions extends Task, RetryLimits {
  /** A hash that tells the endpoint's abuse control one caller from another. */
  readonly userId: string;
  /** Whose turn the calls take: the job's id. */
  readonly turn: string;
  /** Where it is there, no endpoint is called before it resolves. It never rejects: the signal aborts. */
  readonly accepted?: Promise<unknown> | undefined;
  /** The clock: milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told of an error that is a bug. The user is told INTERNAL. */
  readonly onUnexpected: (error: unknown) => void;
}
