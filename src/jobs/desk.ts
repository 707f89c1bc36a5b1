import { CopydeskError } from '../errors.ts';
import type { Chunk } from './chunk.ts';
import { type Cursor, invalidCursor, parseCursor, standingIn } from './cursor.ts';
import { type Estimate, estimate } from './estimate.ts';
import type { JobStatus } from './events.ts';
import { follow, waitForEnd } from './follow.ts';
import { type OptimizeRequest, readInput } from './input.ts';
import { createIntake, type Intake } from './intake.ts';
import type { LiveJob } from './live-job.ts';
import type { DeskOptions } from './options.ts';
import { Runs } from './runs.ts';
import type { JobState } from './state.ts';

const EXPIRY_INTERVAL_MS = 60_000;

/** Jobs that a page may hold. */
const PAGE_LIMIT = 100;

/** Who asks. */
export interface Caller {
  readonly id: string;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

/** Which of a caller's jobs are asked for: `first` behind the job of the id `after`, in this status. */
export interface JobsRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly status?: JobStatus | null | undefined;
}

/** Some of a caller's jobs, the newest first. */
export interface JobPage {
  readonly jobs: readonly JobState[];
  readonly hasNextPage: boolean;
}

/** Takes in jobs, and lets callers follow, look up, cancel and retry them. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #runs: Runs;
  readonly #intake: Intake;
  readonly #expiry: NodeJS.Timeout;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#runs = new Runs(options);
    this.#intake = createIntake(options, this.#runs);
    const onFailure = (error: unknown) => options.onEvent({ type: 'unexpected', error });
    this.#expiry = setInterval(() => this.#expire().catch(onFailure), EXPIRY_INTERVAL_MS).unref();
  }

  /** Whether new jobs are taken. */
  get isOpen(): boolean {
    return this.#runs.isOpen;
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
    const { live, greeting } = await this.#intake.startOrJoin(request, cursor, caller.id);
    return this.#follow(live, cursor, greeting, caller);
  }

  /** Follows a job of the caller's from behind `after`. Throws a CopydeskError where there is none, or no such place in it. */
  async follow(id: string, after: string | undefined, caller: Caller): Promise<AsyncGenerator<Chunk, void>> {
    const cursor = after === undefined ? undefined : parseCursor(after);
    const live = await this.#require(id, caller);
    if (cursor && cursor.jobId !== id) {
      throw invalidCursor('belongs to another job than `id`');
    }
    return this.#follow(live, cursor, cursor ? 'Joined the job again' : 'Joined the job', caller);
  }

  /** Starts or joins a job, waits for its end and gives its state then. Throws where the request is refused. */
  async complete(request: OptimizeRequest, caller: Caller): Promise<JobState> {
    const { live } = await this.#intake.startOrJoin(request, undefined, caller.id);
    await waitForEnd(live, caller.signal);
    return live.state;
  }

  /** Starts or joins a job and gives its state at once. Throws where the request is refused. */
  async start(request: OptimizeRequest, caller: Caller): Promise<JobState> {
    const { live } = await this.#intake.startOrJoin(request, undefined, caller.id);
    live.touch();
    return live.state;
  }

  /** A job of the caller's as it is now. Who asks for one that runs keeps it running for another grace period. */
  async job(id: string, caller: Pick<Caller, 'id'>): Promise<JobState | undefined> {
    const live = await this.#find(id, caller);
    live?.touch();
    return live?.state;
  }

  /** The caller's jobs, the newest first. Throws where `first` or `after` is not as it must be. */
  async jobs({ first, after, status }: JobsRequest, caller: Pick<Caller, 'id'>): Promise<JobPage> {
    if (first < 1 || first > PAGE_LIMIT) {
      throw new CopydeskError('INVALID_INPUT', `\`first\` must be 1 to ${PAGE_LIMIT}, not ${first}.`, {
        field: 'first',
      });
    }
    const query = { caller: caller.id, status: status ?? undefined, after: after ?? undefined, first: first + 1 };
    const ids = await this.#options.store.list(query);
    if (!ids) {
      throw invalidCursor('must be the `cursor` of an edge');
    }
    const found = await Promise.all(ids.slice(0, first).map((id) => this.#runs.find(id)));
    return { jobs: found.flatMap((live) => live?.state ?? []), hasNextPage: ids.length > first };
  }

  /** Stops a job of the caller's that runs; what is done of it stays. Resolves once it has ended. */
  async cancel(id: string, caller: Caller): Promise<JobState> {
    const live = await this.#require(id, caller);
    live.cancel('Cancelled on request.');
    await waitForEnd(live, caller.signal);
    return live.state;
  }

  /** Runs again what failed of a job of the caller's that has ended, and what kept the source's text. */
  async retry(id: string, caller: Pick<Caller, 'id'>): Promise<JobState> {
    const live = await this.#runs.retry(await this.#require(id, caller));
    live.touch();
    return live.state;
  }

  /** When the result of a job is deleted, in milliseconds since the epoch; undefined while it runs. */
  expiresAt({ endedAt }: JobState): number | undefined {
    return endedAt === undefined ? undefined : endedAt + this.#options.resultRetentionMs;
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
    const state = (await this.#find(cursor.jobId, caller))?.state;
    return (
      state?.endedAt !== undefined &&
      state.version === cursor.version &&
      state.epoch === cursor.epoch &&
      !cursor.partial
    );
  }

  /** Goes on with the jobs that another process left unfinished. */
  async recover(): Promise<void> {
    await this.#runs.recover();
  }

  /**
   * Takes no more jobs and begins no more calls; gives those under way some time to end, and leaves all jobs as they are
   * then: the next process goes on with them, where the store keeps them.
   */
  async drain(): Promise<void> {
    clearInterval(this.#expiry);
    await this.#runs.drain();
    await this.#options.store.close();
  }

  #follow(live: LiveJob, cursor: Cursor | undefined, greeting: string, caller: Caller): AsyncGenerator<Chunk, void> {
    const start = cursor ? standingIn(live.state, cursor) : { version: 0, partial: undefined };
    return follow(live, { after: start, greeting, signal: caller.signal, now: this.#options.now });
  }

  /** The job of this id, if it is the caller's. */
  async #find(id: string, caller: Pick<Caller, 'id'>): Promise<LiveJob | undefined> {
    const live = await this.#runs.find(id);
    return live?.state.job.caller === caller.id ? live : undefined;
  }

  async #require(id: string, caller: Pick<Caller, 'id'>): Promise<LiveJob> {
    const live = await this.#find(id, caller);
    if (live) {
      return live;
    }
    throw (await this.#options.store.holds(caller.id, id))
      ? new CopydeskError('JOB_EXPIRED', 'The job of this `id` is no longer kept.', { field: 'id' })
      : new CopydeskError('NOT_FOUND', 'There is no job of this `id`.', { field: 'id' });
  }

  async #expire(): Promise<void> {
    const { store, now, resultRetentionMs, keyRetentionMs } = this.#options;
    while (await store.expire(now() - resultRetentionMs, now() - keyRetentionMs)) {
      // A little at a time, so that what jobs have to keep does not wait.
    }
  }
}
