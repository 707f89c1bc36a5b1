import { randomUUID } from 'node:crypto';
import { CopydeskError } from '../errors.ts';
import { type Cursor, invalidCursor, standingIn } from './cursor.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type OptimizeRequest, readInput } from './input.ts';
import type { Job, JobInput } from './job.ts';
import { isRecent, joined, requireSame } from './join.ts';
import type { LiveJob } from './live-job.ts';
import { createLocks } from './locks.ts';
import type { DeskOptions } from './options.ts';
import type { Runs } from './runs.ts';

/** A job that a request started or joined, and what its first chunk tells a person. */
export interface TakenIn {
  readonly live: LiveJob;
  readonly greeting: string;
}

/** Where requests come in. */
export interface Intake {
  /**
   * Starts the job that a request asks for, or joins the one that it already started; with a cursor only that. Throws a
   * CopydeskError where the request is refused: nothing runs then.
   */
  startOrJoin(request: OptimizeRequest, cursor: Cursor | undefined, caller: string): Promise<TakenIn>;
}

/** Who asks for what, as the store knows it. */
type Claimant = Pick<Job, 'caller' | 'idempotencyKey' | 'claim' | 'fingerprint'>;

/** An intake whose jobs are run by `runs`. */
export function createIntake({ models, limits, store, now, segmentWords }: DeskOptions, runs: Runs): Intake {
  const claims = createLocks();

  /** Starts a job that takes a claim, or joins the one that holds it. Never run twice at once for a claim. */
  async function take(claimant: Claimant, input: JobInput, model: string): Promise<TakenIn> {
    const { caller, claim, idempotencyKey, fingerprint } = claimant;
    const job: Job = { ...claimant, id: randomUUID(), createdAt: now(), model, segmentWords, input };
    let holder = runs.holderOf(caller, claim);
    if (holder === undefined) {
      // Most claims are new: to ask the store first who holds one would be a way to the disk and back for nothing.
      const [started] = await Promise.allSettled([runs.start(job, undefined)]);
      if (started.status === 'fulfilled' && started.value) {
        return begun(started.value);
      }
      holder = await store.holderOf(caller, claim);
      if (holder === undefined) {
        throw started.status === 'rejected' ? started.reason : takenMeanwhile();
      }
    }
    const held = await runs.find(holder);
    if (idempotencyKey !== undefined) {
      return joined(requireSame(held, fingerprint));
    }
    if (held && isRecent(held.state, now())) {
      return joined(held);
    }
    const live = await runs.start(job, holder);
    if (!live) {
      throw takenMeanwhile();
    }
    return begun(live);
  }

  async function rejoin(cursor: Cursor, { caller, claim, fingerprint }: Claimant): Promise<TakenIn> {
    const live = await runs.find(cursor.jobId);
    if (!live) {
      throw new CopydeskError(
        'JOB_EXPIRED',
        'The job that `after` stands in is no longer kept. Leave `after` out to start anew.',
        { field: 'after' },
      );
    }
    const { job } = live.state;
    if (job.caller !== caller || job.claim !== claim || job.fingerprint !== fingerprint) {
      throw invalidCursor('belongs to another job than this input');
    }
    standingIn(live.state, cursor);
    return { live, greeting: 'Joined the job again' };
  }

  return {
    async startOrJoin(request, cursor, caller) {
      const model = models.get(request.model ?? undefined);
      const input = await readInput(request, model, limits);
      const fingerprint = await fingerprintOf(input);
      const idempotencyKey = request.idempotencyKey ?? undefined;
      const claim = idempotencyKey === undefined ? `input:${fingerprint}` : `key:${idempotencyKey}`;
      const claimant = { caller, idempotencyKey, claim, fingerprint };
      return cursor
        ? rejoin(cursor, claimant)
        : claims.run(JSON.stringify([caller, claim]), () => take(claimant, input, model.id));
    },
  };
}

function begun(live: LiveJob): TakenIn {
  const { length } = live.state.documents;
  return { live, greeting: `Started the optimization of ${length} ${length === 1 ? 'document' : 'documents'}` };
}

function takenMeanwhile(): CopydeskError {
  return new CopydeskError('RATE_LIMITED', 'The same input was sent to another server just now. Send it again.');
}
