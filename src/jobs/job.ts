import type { OptimizationType } from '../models/index.ts';
import type { SourceDocument } from '../optimizer/index.ts';

/** What becomes of a job that nobody follows any more. The values are the public contract's. */
export type OnDisconnect = 'CANCEL' | 'CONTINUE';

/** What a job is to do, checked. */
export interface JobInput {
  readonly documents: readonly SourceDocument[];
  readonly optimizationType: OptimizationType;
  /** The model's id; the server's default when absent. */
  readonly model: string | undefined;
  readonly instructions: string | undefined;
  readonly audience: string | undefined;
  readonly protectedTerms: readonly string[];
  /** Headings are locked when absent. */
  readonly rewriteHeadings?: boolean | undefined;
  readonly onDisconnect: OnDisconnect;
}

/** One request to optimize, as it was accepted. Never changes. */
export interface Job {
  readonly id: string;
  readonly caller: string;
  readonly idempotencyKey: string | undefined;
  /** What the caller's next request finds the job by: its idempotency key, or without one its input. */
  readonly claim: string;
  /** A hash of the input: the same for the same input. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The id of the model that was chosen. */
  readonly model: string;
  /** Words of prose per segment: the plan of a document is the same whenever it is made. */
  readonly segmentWords: number;
  readonly input: JobInput;
}
