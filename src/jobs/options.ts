import type { Models } from '../models/index.ts';
import type { RetryLimits } from '../optimizer/index.ts';
import type { InputLimits } from './input.ts';
import type { Job } from './job.ts';
import type { PlaceLimits } from './places.ts';
import type { JobState } from './state.ts';
import type { JobStore } from './store.ts';

/** What a desk works with. Times in milliseconds. */
export interface DeskOptions extends RetryLimits {
  readonly models: Models;
  readonly store: JobStore;
  readonly limits: InputLimits & PlaceLimits;
  readonly segmentWords: number;
  readonly flushIntervalMs: number;
  readonly disconnectGraceMs: number;
  /** How long a job is kept after its end. */
  readonly resultRetentionMs: number;
  /** How long the idempotency key of one is held. */
  readonly keyRetentionMs: number;
  readonly recoveryAttempts: number;
  /** What is given to calls under way when the server shuts down. */
  readonly drainTimeoutMs: number;
  readonly now: () => number;
  readonly onEvent: (event: DeskEvent) => void;
}

/** What an operator may want to know: no document, name or prompt is in it. */
export type DeskEvent =
  | { readonly type: 'jobAccepted'; readonly job: Job }
  | { readonly type: 'jobEnded'; readonly state: JobState }
  | { readonly type: 'unexpected'; readonly error: unknown };
