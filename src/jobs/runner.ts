import type { Model } from '../models/index.ts';
import { failureOf, optimize } from '../optimizer/index.ts';
import { isKept, type JobEvent } from './events.ts';
import { sha256 } from './fingerprint.ts';
import type { LiveJob } from './live-job.ts';
import type { JobStore } from './store.ts';

/** What a run needs besides the job. */
export interface RunOptions {
  readonly model: Model;
  readonly store: JobStore;
  readonly segmentWords: number;
  readonly now: () => number;
  /** Is told of an error that is a bug. */
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * Runs a job to its end: hands every event to the store, where it is kept, and then to the state. Resolves once the job
 * has ended, however it did; rejects only where the store fails.
 */
export async function runJob(live: LiveJob, options: RunOptions): Promise<void> {
  const { store, now } = options;
  const { job } = live.state;
  const { documents, optimizationType, instructions, audience, protectedTerms } = job.input;

  async function record(event: JobEvent): Promise<void> {
    const entry = { version: live.state.version + 1, at: now(), event };
    if (isKept(event)) {
      await store.append(job.id, entry);
    }
    live.apply(entry);
  }

  await record({ type: 'jobStarted' });
  try {
    const task = { optimizationType, instructions, audience, protectedTerms, userId: sha256(job.caller), ...options };
    for await (const event of optimize(documents, task, options.model, live.signal)) {
      await record(event);
    }
  } catch (error) {
    options.onUnexpected(error);
    await record({ type: 'jobFailed', failure: failureOf(error) });
  }
  await record({ type: 'jobEnded', isCancelled: live.signal.aborted });
}
