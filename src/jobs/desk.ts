import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CopydeskError } from '../errors.ts';
import type { Models } from '../models/index.ts';
import type { RetryLimits } from '../optimizer/index.ts';
import type { Chunk } from './chunk.ts';
import { type Cursor, invalidCursor, parseCursor, standingIn } from './cursor.ts';
import { type Estimate, estimate } from './estimate.ts';
import { fingerprintOf } from './fingerprint.ts';
import { follow, waitForEnd } from './follow.ts';
import { type InputLimits, type OptimizeRequest, readInput } from './input.ts';
import type { Job, JobInput } from './job.ts';
import { isRecent, joined, REJOIN_WINDOW_MS, requireSame } from './join.ts';
import { LiveJob } from './live-job.ts';
import { createLocks } from './locks.ts';
import { runJob } from './runner.ts';
import { type JobState, newState, rebuild } from './state.ts';
import type { JobStore } from './store.ts';
import { createTicker } from './ticker.ts';

const EXPIRY_INTERVAL_MS = 60_000;

/** What a desk works with. Times in milliseconds. */
export interface DeskOptions extends RetryLimits {
  readonly models: Models;
  readonly store: JobStore;
  readonly limits: InputLimits & { readonly concurrentJobs: number };
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

/** Who asks. */
export interface Caller {
  readonly id: string;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

/** Who asks for what, as the store knows it. */
type Claimant = Pick<Job, 'caller' | 'idempotencyKey' | 'claim' | 'fingerprint'>;

/** Takes in jobs, runs them and lets callers follow them. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #live = new Map<string, LiveJob>();
  readonly #liveOptions;
  readonly #expiry: NodeJS.Timeout;
  readonly #claims = createLocks();
  readonly #runs = new Set<Promise<void>>();
  #running = 0;
  #isDraining = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#liveOptions = {
      ticker: createTicker(options.flushIntervalMs),
      disconnectGraceMs: options.disconnectGraceMs,
    };
    this.#expiry = setInterval(() => this.#expire().catch(this.#unexpected), EXPIRY_INTERVAL_MS).unref();
  }

  /** Whether new jobs are taken. */
  get isOpen(): boolean {
    return !this.#isDraining;
  }

  /**
   * Starts the job that `request` asks for, or joins the one that it already started, and follows it from behind `after`.
   * Throws a CopydeskError where the request is refused.
   */
  async stream(
    request: OptimizeRequest,
    after: string | undefined,
    caller: Caller,
  ): Promise<AsyncGenerator<Chunk, void>> {
    const cursor = after === undefined ? undefined : parseCursor(after);
    const { live, greeting } = await this.#startOrJoin(request, cursor, caller);
    const start = cursor ? standingIn(live.state, cursor) : { version: 0, partial: undefined };
    return follow(live, { after: start, greeting, signal: caller.signal, now: this.#options.now });
  }

  /** Starts or joins a job, waits for its end and gives its state then. Throws where the request is refused. */
  async complete(request: OptimizeRequest, caller: Caller): Promise<JobState> {
    const { live } = await this.#startOrJoin(request, undefined, caller);
    await waitForEnd(live, caller.signal);
    return live.state;
  }

  /** What a request would take and cost. Starts nothing and calls no model. Throws where the request is refused. */
  async estimate(request: OptimizeRequest, caller: Caller): Promise<Estimate> {
    const { models, limits, segmentWords } = this.#options;
    const model = models.get(request.model ?? undefined);
    const input = await readInput(request, model, limits);
    return estimate(input.documents, { ...input, segmentWords }, model, caller.signal);
  }

  /** Whether nothing follows behind a cursor: it stands at the end of a job of the caller's that has ended. */
  async isAtEnd(after: string, caller: Pick<Caller, 'id'>): Promise<boolean> {
    const cursor = parseCursor(after);
    const state = (await this.#find(cursor.jobId))?.state;
    const isEnd =
      state?.endedAt !== undefined &&
      state.version === cursor.version &&
      state.epoch === cursor.epoch &&
      !cursor.partial;
    return isEnd && state.job.caller === caller.id;
  }

  /** Goes on with the jobs that another process left unfinished. */
  async recover(): Promise<void> {
    const { store } = this.#options;
    for (const id of await store.unfinished()) {
      const stored = await store.read(id);
      if (stored) {
        this.#run(new LiveJob(rebuild(stored), this.#liveOptions), this.#occupy());
      }
    }
  }

  /**
   * Takes no more jobs and begins no more calls; gives those under way some time to end, and leaves all jobs as they are
   * then: the next process goes on with them, where the store keeps them.
   */
  async drain(): Promise<void> {
    const { models, store, drainTimeoutMs } = this.#options;
    this.#isDraining = true;
    clearInterval(this.#expiry);
    const timeout = new AbortController();
    await Promise.race([models.close(), sleep(drainTimeoutMs, undefined, { signal: timeout.signal })]);
    timeout.abort();
    for (const live of this.#live.values()) {
      live.stop();
    }
    await Promise.all(this.#runs);
    await store.close();
  }

  async #startOrJoin(request: OptimizeRequest, cursor: Cursor | undefined, caller: Caller) {
    const { models, limits } = this.#options;
    const model = models.get(request.model ?? undefined);
    const input = await readInput(request, model, limits);
    const fingerprint = fingerprintOf(input);
    const idempotencyKey = request.idempotencyKey ?? undefined;
    const claim = idempotencyKey === undefined ? `input:${fingerprint}` : `key:${idempotencyKey}`;
    const claimant = { caller: caller.id, idempotencyKey, claim, fingerprint };
    if (cursor) {
      return { live: await this.#rejoin(cursor, claimant), greeting: 'Joined the job again' };
    }
    return this.#claims.run(JSON.stringify([caller.id, claim]), () => this.#take(claimant, input, model.id));
  }

  /** Joins the job that holds a claim, or starts one that takes it. Never run twice at once for a claim. */
  async #take(claimant: Claimant, input: JobInput, model: string) {
    const { store, now, segmentWords } = this.#options;
    const { caller, claim, idempotencyKey, fingerprint } = claimant;
    const holder = await store.holderOf(caller, claim);
    const live = holder === undefined ? undefined : await this.#find(holder);
    if (holder !== undefined && idempotencyKey !== undefined) {
      return joined(requireSame(live, fingerprint));
    }
    if (live && isRecent(live.state, now())) {
      return joined(live);
    }
    const leave = this.#enter();
    try {
      const job: Job = { ...claimant, id: randomUUID(), createdAt: now(), model, segmentWords, input };
      if (!(await store.insert(job, holder))) {
        throw new CopydeskError('RATE_LIMITED', 'The same input was sent to another server just now. Send it again.');
      }
      const count = input.documents.length;
      const greeting = `Started the optimization of ${count} ${count === 1 ? 'document' : 'documents'}`;
      return { live: this.#start(job, leave), greeting };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async #rejoin(cursor: Cursor, { caller, claim, fingerprint }: Claimant): Promise<LiveJob> {
    const live = await this.#find(cursor.jobId);
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
    return live;
  }

  /** The job of this id: as it runs, or as the store has kept it since it ended. */
  async #find(jobId: string): Promise<LiveJob | undefined> {
    const live = this.#live.get(jobId);
    if (live) {
      return live;
    }
    const stored = await this.#options.store.read(jobId);
    const state = stored && rebuild(stored);
    return state?.endedAt === undefined ? undefined : new LiveJob(state, this.#liveOptions);
  }

  #start(job: Job, leave: () => void): LiveJob {
    const live = new LiveJob(newState(job), this.#liveOptions);
    this.#options.onEvent({ type: 'jobAccepted', job });
    this.#run(live, leave);
    return live;
  }

  #run(live: LiveJob, leave: () => void): void {
    const { models, onEvent } = this.#options;
    const { id, model } = live.state.job;
    this.#live.set(id, live);
    const run = runJob(live, { ...this.#options, models: () => models.chain(model), onUnexpected: this.#unexpected })
      .catch(this.#unexpected)
      .finally(() => {
        this.#runs.delete(run);
        leave();
        if (!live.isStopped) {
          onEvent({ type: 'jobEnded', state: live.state });
        }
        // Whoever was cut off at the end goes on where it stood: the store has no memory of how the text grew.
        setTimeout(() => this.#live.delete(id), REJOIN_WINDOW_MS).unref();
      });
    this.#runs.add(run);
  }

  async #expire(): Promise<void> {
    const { store, now, resultRetentionMs, keyRetentionMs } = this.#options;
    while (await store.expire(now() - resultRetentionMs, now() - keyRetentionMs)) {
      // A little at a time, so that what jobs have to keep does not wait.
    }
  }

  /** Takes a place among the jobs in work, until what is given is called. */
  #enter(): () => void {
    if (this.#isDraining) {
      throw new CopydeskError('RATE_LIMITED', 'The server is shutting down. Send the same request again soon.');
    }
    const { concurrentJobs } = this.#options.limits;
    if (this.#running >= concurrentJobs) {
      throw new CopydeskError(
        'RATE_LIMITED',
        `${concurrentJobs} jobs are in work, as many as MAX_CONCURRENT_JOBS allows. Try again in a moment.`,
      );
    }
    return this.#occupy();
  }

  #occupy(): () => void {
    this.#running += 1;
    let isInside = true;
    return () => {
      this.#running -= isInside ? 1 : 0;
      isInside = false;
    };
  }

  readonly #unexpected = (error: unknown) => this.#options.onEvent({ type: 'unexpected', error });
}
