import { CopydeskError } from '../errors.ts';
import type { LiveJob } from './live-job.ts';
import type { JobState } from './state.ts';

/** Clients re-send by themselves: within this time, input without a key joins the job that it already started. */
export const REJOIN_WINDOW_MS = 60_000;

/** The job that holds an idempotency key, if it ran this input. Throws JOB_EXPIRED or IDEMPOTENCY_KEY_REUSED. */
export function requireSame(live: LiveJob | undefined, fingerprint: string): LiveJob {
  if (!live) {
    throw new CopydeskError(
      'JOB_EXPIRED',
      'The job of this `idempotencyKey` is no longer kept. Use a new key to run it again.',
      { field: 'idempotencyKey' },
    );
  }
  if (live.state.job.fingerprint !== fingerprint) {
    throw new CopydeskError(
      'IDEMPOTENCY_KEY_REUSED',
      'This `idempotencyKey` was used with other input. Use a new key for each input.',
      { field: 'idempotencyKey' },
    );
  }
  return live;
}

/** Whether input without a key joins this job. Of one that was cancelled there is nothing to be had. */
export function isRecent({ status, endedAt }: JobState, now: number): boolean {
  return endedAt === undefined || (now - endedAt < REJOIN_WINDOW_MS && status !== 'CANCELLED');
}

/** A job that is joined, and what its first chunk tells a person. */
export function joined(live: LiveJob) {
  const greeting =
    live.state.endedAt === undefined
      ? 'Joined the job that this input already started'
      : 'Joined the job that this input already ran. To run it again, send another idempotencyKey';
  return { live, greeting };
}
