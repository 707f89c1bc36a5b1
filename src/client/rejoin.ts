import { CopydeskError } from '../errors.ts';
import { ConnectionError } from './transport.ts';
import type { Chunk } from './types.ts';

/** How often a client tries again without getting any further before it gives up. */
const REJOIN_ATTEMPTS = 8;

const REJOIN_DELAY_MS = 250;
const REJOIN_DELAY_LIMIT_MS = 8_000;

/**
 * Gives the chunks of the stream that `open` opens behind a cursor, first behind `after`. A stream that is cut is opened
 * again where it stood, and every result comes once. Throws a ConnectionError where the server stays out of reach.
 */
export async function* rejoining(
  open: (cursor: string | undefined) => AsyncIterable<Chunk>,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Chunk, void> {
  const outcomes = new Set<number | null>();
  let cursor = after;
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const chunk of open(cursor)) {
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
}

/** Asks until an answer arrives: only for what may be asked twice. Throws a ConnectionError as `rejoining` does. */
export async function insisting<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ConnectionError) || attempt >= REJOIN_ATTEMPTS) {
        throw error;
      }
    }
    await delay(attempt, signal);
  }
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
