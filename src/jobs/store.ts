import type { Entry, JobStatus } from './events.ts';
import type { Job } from './job.ts';

/** A job and what happened to it, as far as that is kept: enough to rebuild its state. */
export interface StoredJob {
  readonly job: Job;
  readonly entries: readonly Entry[];
}

/** Which of a caller's jobs are asked for. */
export interface JobQuery {
  readonly caller: string;
  /** All when absent. */
  readonly status: JobStatus | undefined;
  /** The id of the job behind which to go on. */
  readonly after: string | undefined;
  readonly first: number;
}

/** Keeps jobs. What a promise here resolved for is kept, whatever happens next. */
export interface JobStore {
  /**
   * Keeps a new job under its caller's claim. False, and nothing is kept, where another job than `replaced` holds the
   * claim.
   */
  insert(job: Job, replaced: string | undefined): Promise<boolean>;
  /** Whether it is certain at once that `insert` takes a job under a caller's claim that is handed in now. Where not, only `insert` tells. */
  willTake(caller: string, claim: string): boolean;
  /** Adds to what happened to a job. It may take a moment where the event need not be kept at once. */
  append(jobId: string, entry: Entry): Promise<void>;
  /** The id of the job that holds a caller's claim, also after the job itself has expired. */
  holderOf(caller: string, claim: string): Promise<string | undefined>;
  /** The job of this id; undefined where there is none or it has expired. */
  read(jobId: string): Promise<StoredJob | undefined>;
  /** The ids of a caller's jobs, the newest first; undefined where the caller has no job `after`. */
  list(query: JobQuery): Promise<readonly string[] | undefined>;
  /** Whether a caller's idempotency key is still held for a job of this id. */
  holds(caller: string, jobId: string): Promise<boolean>;
  /** The ids of the jobs that have not ended, the oldest first. */
  unfinished(): Promise<readonly string[]>;
  /**
   * Lets go of jobs that ended before `endedBefore`, and of idempotency keys, which stay held beyond that, of jobs that ended
   * before `forgottenBefore`; both in milliseconds since the epoch. True where there is more to let go: ask again.
   */
  expire(endedBefore: number, forgottenBefore: number): Promise<boolean>;
  /** Resolves once all that was given is kept, and what the store uses is let go. */
  close(): Promise<void>;
}
