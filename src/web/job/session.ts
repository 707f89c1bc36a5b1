import { type Chunk, ConnectionError, type Folded, fold, type JobSource } from '../../client/index.ts';
import { client } from '../api.ts';
import { Value } from '../value.ts';
import { Pace } from './pace.ts';

/** How long to wait before the server is asked again once the client has given it up, in milliseconds. */
const REJOIN_MS = 3_000;

/** One job as the page follows it, from its beginning on, whatever becomes of the connection. */
export class JobSession {
  readonly id: string;
  /** Changes when something of this session did, at most once per frame. */
  readonly version = new Value(0);
  /** What the stream told so far; undefined until it told something. */
  job: Folded | undefined;
  /** What the job was handed. */
  source: JobSource | undefined;
  /** Why the job cannot be followed. */
  error: unknown;
  /** How fast each document comes, by its index. */
  readonly paces: Pace[] = [];
  #leave = new AbortController();
  #frame = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** Follows the job from its beginning; once more where it has been run again. */
  follow(): void {
    this.leave();
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.error = undefined;
    this.paces.length = 0;
    this.#run(signal).catch((error) => {
      if (!signal.aborted) {
        this.error = error;
        this.#change();
      }
    });
  }

  /** Follows no more. The job runs on. */
  leave(): void {
    this.#leave.abort();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  async #run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#learn(signal), this.#read(signal)]);
  }

  async #learn(signal: AbortSignal): Promise<void> {
    this.source ??= (await lasting(() => client.source(this.id, { signal }), signal)) ?? undefined;
    this.#change();
  }

  async #read(signal: AbortSignal): Promise<void> {
    for await (const job of fold(chunksOf(this.id, signal))) {
      this.job = job;
      const now = performance.now();
      for (const { index, tokensReceived, percent } of job.documents) {
        this.paces[index] ??= new Pace();
        this.paces[index].note(now, tokensReceived, percent);
      }
      this.#change();
    }
  }

  #change(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.version.set(this.version.get() + 1);
    });
  }
}

/** The chunks of a job, for as long as it takes the server to come back into reach. */
async function* chunksOf(id: string, signal: AbortSignal): AsyncGenerator<Chunk, void> {
  let after: string | undefined;
  for (;;) {
    try {
      for await (const chunk of client.follow(id, { after, signal })) {
        after = chunk.cursor;
        yield chunk;
      }
      return;
    } catch (error) {
      if (!(error instanceof ConnectionError)) {
        throw error;
      }
    }
    await pause(signal);
  }
}

/** Asks until the server answers. */
async function lasting<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ConnectionError)) {
        throw error;
      }
    }
    await pause(signal);
  }
}

/** Waits a moment, less where the browser says that it is connected again. Throws the signal's reason once it aborts. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      over.abort();
      settle();
    };
    const timer = setTimeout(end(resolve), REJOIN_MS);
    addEventListener('online', end(resolve), { signal: over.signal });
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
      { signal: over.signal },
    );
  });
}
