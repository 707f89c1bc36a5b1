import { setTimeout as sleep } from 'node:timers/promises';
import { CopydeskError } from '../errors.ts';
import type { Job } from './job.ts';
import { REJOIN_WINDOW_MS } from './join.ts';
import { LiveJob, type LiveJobOptions } from './live-job.ts';
import { createLocks } from './locks.ts';
import type { DeskOptions } from './options.ts';
import { createPlaces, type Places } from './places.ts';
import { type Reason, type RunOptions, runJob } from './runner.ts';
import { apply, isUnfinished, newState, rebuild } from './state.ts';

/** How far a new job is on its way to the store. */
type Keeping = Pick<RunOptions, 'accepted' | 'isCertain'>;

/** That of a job that is there already. */
const kept: Keeping = { accepted: Promise.resolve(true), isCertain: true };

/** The jobs in work, and for a moment those that have ended: each is there once, for all who ask for it. */
export class Runs {
  readonly #options: DeskOptions;
  readonly #liveOptions: LiveJobOptions;
  readonly #places: Places;
  readonly #live = new Map<string, LiveJob>();
  /** The ids of those that were started here, by their claims. */
  readonly #holders = new Map<string, string>();
  readonly #ends = new Set<Promise<void>>();
  readonly #retries = createLocks();
  #isDraining = false;

  constructor(options: DeskOptions) {
    const { limits, now, flushIntervalMs, disconnectGraceMs } = options;
    this.#options = options;
    this.#places = createPlaces(limits, now);
    this.#liveOptions = { flushIntervalMs, disconnectGraceMs };
  }

  /** Whether new jobs are taken. */
  get isOpen(): boolean {
    return !this.#isDraining;
  }

  /** The job of this id: as it runs, or as the store has kept it since it ended. */
  async find(jobId: string): Promise<LiveJob | undefined> {
    const live = this.#live.get(jobId);
    if (live) {
      return live;
    }
    const stored = await this.#options.store.read(jobId);
    const state = stored && (await rebuild(stored));
    if (state?.endedAt !== undefined) {
      return new LiveJob(state, this.#liveOptions);
    }
    // It is being run again this moment.
    return state && this.#retries.run(jobId, async () => this.#live.get(jobId));
  }

  /** The id of the job here that holds a caller's claim. Where there is none, only the store knows. */
  holderOf(caller: string, claim: string): string | undefined {
    const live = this.#live.get(this.#holders.get(claim) ?? '');
    return live?.state.job.caller === caller ? live.state.job.id : undefined;
  }

  /** Keeps a new job and runs it; undefined where another job than `replaced` holds its claim. */
  async start(job: Job, replaced: string | undefined): Promise<LiveJob | undefined> {
    const { store, onEvent } = this.#options;
    const leave = this.#enter(job);
    const live = new LiveJob(newState(job), this.#liveOptions);
    const withdraw = () => {
      live.stop();
      leave();
      this.#forget(live);
    };
    const isCertain = replaced === undefined && store.willTake(job.caller, job.claim);
    const accepted = store.insert(job, replaced).then(
      (isTaken) => {
        if (isTaken) {
          this.#holders.set(job.claim, job.id);
          onEvent({ type: 'jobAccepted', job });
        } else {
          withdraw();
        }
        return isTaken;
      },
      (error) => {
        withdraw();
        throw error;
      },
    );
    // While the job is on its way to the disk, its first calls are made ready, and go out where it is certain to be taken.
    this.#run(live, 'new', leave, { accepted: accepted.catch(() => false), isCertain });
    return (await accepted) ? live : undefined;
  }

  /** Runs what failed of a job that has ended, and what kept the source's text; gives any other job as it is. */
  retry(ended: LiveJob): Promise<LiveJob> {
    const { job } = ended.state;
    return this.#retries.run(job.id, async () => {
      const live = this.#live.get(job.id) ?? ended;
      if (live.state.endedAt === undefined || !live.state.documents.some(isUnfinished)) {
        return live;
      }
      const leave = this.#enter(job);
      try {
        return this.#run(await this.#open(job.id, 'jobRetried', live.state.version), 'retried', leave);
      } catch (error) {
        leave();
        throw error;
      }
    });
  }

  /** Goes on with the jobs that another process left unfinished. */
  async recover(): Promise<void> {
    const ids = await this.#options.store.unfinished();
    await Promise.all(ids.map((id) => this.#takeUp(id)));
  }

  /** Takes no more jobs and begins no more calls; gives those under way some time to end, and leaves all jobs as they are. */
  async drain(): Promise<void> {
    const { models, drainTimeoutMs } = this.#options;
    this.#isDraining = true;
    for (const live of this.#live.values()) {
      // Who followed it was cut off by the server itself.
      live.spare();
    }
    const timeout = new AbortController();
    await Promise.race([models.close(), sleep(drainTimeoutMs, undefined, { signal: timeout.signal })]);
    timeout.abort();
    for (const live of this.#live.values()) {
      live.stop();
    }
    await Promise.all(this.#ends);
  }

  async #takeUp(id: string): Promise<void> {
    try {
      const live = await this.#open(id, 'jobRecovered', 0);
      this.#run(live, 'recovered', this.#places.occupy(live.state.job));
    } catch (error) {
      // One that cannot be read is left alone, and holds up no other; a disk that cannot be written is no place to start.
      if (error instanceof CopydeskError) {
        throw error;
      }
      this.#unexpected(error);
    }
  }

  /** A job that the store has, in work again. Those who still read how it ended before are left with that. */
  async #open(id: string, type: 'jobRecovered' | 'jobRetried', toldVersion: number): Promise<LiveJob> {
    const { store, now } = this.#options;
    const stored = await store.read(id);
    if (!stored) {
      throw new CopydeskError('JOB_EXPIRED', 'The job of this `id` is no longer kept.', { field: 'id' });
    }
    const state = await rebuild(stored);
    const entry = { version: Math.max(state.version, toldVersion) + 1, at: now(), event: { type } } as const;
    await store.append(id, entry);
    apply(state, entry);
    return new LiveJob(state, this.#liveOptions);
  }

  #run(live: LiveJob, reason: Reason, leave: () => void, keeping: Keeping = kept): LiveJob {
    const { models, onEvent } = this.#options;
    const { id, model } = live.state.job;
    const options = { ...this.#options, ...keeping, models: () => models.chain(model), onUnexpected: this.#unexpected };
    this.#live.set(id, live);
    const end = runJob(live, reason, options)
      .then((isKept) => {
        if (!live.isStopped) {
          onEvent({ type: 'jobEnded', state: live.state });
        }
        if (isKept) {
          // Whoever was cut off at the end goes on where it stood: the store has no memory of how the text grew.
          setTimeout(() => this.#forget(live), REJOIN_WINDOW_MS).unref();
        }
      })
      .catch(this.#unexpected)
      .finally(() => {
        this.#ends.delete(end);
        leave();
      });
    this.#ends.add(end);
    return live;
  }

  #forget(live: LiveJob): void {
    const { id, claim } = live.state.job;
    if (this.#live.get(id) === live) {
      this.#live.delete(id);
      if (this.#holders.get(claim) === id) {
        this.#holders.delete(claim);
      }
    }
  }

  #enter(job: Job): () => void {
    if (this.#isDraining) {
      throw new CopydeskError('RATE_LIMITED', 'The server is shutting down. Send the same request again soon.');
    }
    return this.#places.enter(job);
  }

  readonly #unexpected = (error: unknown) => this.#options.onEvent({ type: 'unexpected', error });
}
