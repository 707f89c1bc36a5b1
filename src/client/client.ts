import { CopydeskError } from '../errors.ts';
import { EstimateDocument, OptimizeDocument, OptimizeStreamDocument } from './generated/graphql.ts';
import { ConnectionError, request, stream, type TransportOptions } from './transport.ts';
import type { Chunk, Estimate, OptimizeAnswer, OptimizeInput } from './types.ts';

/** How often a client tries to re-join a stream without getting any further before it gives up. */
const REJOIN_ATTEMPTS = 8;

const REJOIN_DELAY_MS = 250;
const REJOIN_DELAY_LIMIT_MS = 8_000;

/** How to make a call. */
export interface CallOptions {
  /** Ends the call; the job is cancelled after the server's grace period unless it is to continue. */
  readonly signal?: AbortSignal | undefined;
}

/** How to follow a job, and from where. */
export interface StreamOptions extends CallOptions {
  /** The cursor of the last chunk that came: goes on right behind it. */
  readonly after?: string | undefined;
}

/** A client of one Copydesk server. What is refused throws a CopydeskError with its code and field. */
export interface Client {
  /**
   * Optimizes documents and gives each chunk as it comes, the CompleteChunk last. A stream that is cut is re-joined
   * where it stood; every result comes once. Throws a ConnectionError where the server stays out of reach.
   */
  optimizeStream(input: OptimizeInput, options?: StreamOptions): AsyncGenerator<Chunk, void>;
  /** Optimizes documents and answers once all are done. What is cut is asked for again, and joins the same job. */
  optimize(input: OptimizeInput, options?: CallOptions): Promise<OptimizeAnswer>;
  /** What an optimization would take and cost. Starts nothing. */
  estimate(input: OptimizeInput, options?: CallOptions): Promise<Estimate>;
}

/** A client of the server at `options.url`. */
export function createClient(options: TransportOptions): Client {
  return {
    async *optimizeStream(input, { after, signal = new AbortController().signal } = {}) {
      const keyed = withKey(input);
      const outcomes = new Set<number | null>();
      let cursor = after;
      for (let attempt = 0; ; attempt += 1) {
        try {
          const variables = { input: keyed, after: cursor ?? null };
          for await (const { optimizeStream: chunk } of stream(OptimizeStreamDocument, variables, options, signal)) {
            if (chunk.cursor !== cursor) {
              cursor = chunk.cursor;
              attempt = 0;
            }
            if (!isRepeated(chunk, outcomes)) {
              yield chunk;
            }
          }
          return;
        } catch (error) {
          const isForgotten = error instanceof CopydeskError && error.code === 'JOB_EXPIRED' && error.field === 'after';
          if (isForgotten && cursor !== after) {
            // The server was restarted and has lost the job: it is started anew.
            cursor = undefined;
          } else if (!(error instanceof ConnectionError) || attempt >= REJOIN_ATTEMPTS) {
            throw error;
          }
        }
        await delay(attempt, signal);
      }
    },
    async optimize(input, { signal = new AbortController().signal } = {}) {
      const keyed = withKey(input);
      for (let attempt = 0; ; attempt += 1) {
        try {
          return (await request(OptimizeDocument, { input: keyed }, options, signal)).optimize;
        } catch (error) {
          if (!(error instanceof ConnectionError) || attempt >= REJOIN_ATTEMPTS) {
            throw error;
          }
        }
        await delay(attempt, signal);
      }
    },
    async estimate(input, { signal = new AbortController().signal } = {}) {
      return (await request(EstimateDocument, { input }, options, signal)).estimate;
    },
  };
}

/** Without a key of its own, a call gets one: it re-joins its own job then, and no other call's. */
function withKey(input: OptimizeInput): OptimizeInput {
  return { ...input, idempotencyKey: input.idempotencyKey ?? newKey() };
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A stream that was cut right behind a result may bring it again. */
function isRepeated(chunk: Chunk, outcomes: Set<number | null>): boolean {
  if (chunk.__typename !== 'ResultChunk' && chunk.__typename !== 'ErrorChunk') {
    return false;
  }
  const document = chunk.__typename === 'ResultChunk' ? chunk.result.document : chunk.error.document;
  const index = document?.index ?? null;
  const isKnown = outcomes.has(index);
  outcomes.add(index);
  return isKnown;
}

/** Waits before the next attempt: longer each time, with jitter. Throws the signal's reason once it aborts. */
function delay(attempt: number, signal: AbortSignal): Promise<void> {
  const milliseconds = Math.min(REJOIN_DELAY_LIMIT_MS, REJOIN_DELAY_MS * 2 ** attempt) * Math.random();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
