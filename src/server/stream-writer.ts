import { setImmediate } from 'node:timers';
import type { ExecutionResult } from 'graphql';
import type { StreamPosition } from '../schema/index.ts';
import { isLong } from './json.ts';
import { type WriteTarget, writeJson } from './write-json.ts';

/** Something is sent at least this often, so that no proxy takes the connection for dead. */
const PING_INTERVAL_MS = 12_000;

/** How results are written. */
export interface StreamFormat {
  readonly head: string;
  readonly ping: string;
  tail(cursor: string | undefined): string;
  /** What stands before and behind a result's JSON. */
  event(cursor: string | undefined): { readonly before: string; readonly after: string };
}

/** How a stream is written, and what ends it early. */
export interface StreamOptions {
  readonly format: StreamFormat;
  readonly position: StreamPosition;
  /** Aborts when streams are to be cut: they end without their tail, so that clients re-join elsewhere. */
  readonly cut: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * Writes each result as one write, or piece by piece where it is long, and ends the response behind the last one. A result is only asked for when the client
 * has taken the one before; the source is let go as soon as the client leaves. Nothing of a result is held once it is written.
 */
export function writeStream(
  results: AsyncIterable<ExecutionResult>,
  response: WriteTarget,
  { format, position, cut, onUnexpected }: StreamOptions,
): void {
  const iterator = results[Symbol.asyncIterator]();
  let isOver = false;
  let isWithinResult = false;

  const ping = setTimeout(() => {
    if (!response.writableNeedDrain && !isWithinResult) {
      response.write(format.ping);
    }
    ping.refresh();
  }, PING_INTERVAL_MS);

  function end(tail?: string): void {
    isOver = true;
    clearTimeout(ping);
    cut.removeEventListener('abort', stop);
    response.off('close', stop);
    response.end(tail);
  }

  function stop(): void {
    if (!isOver) {
      end();
      iterator.return?.().catch(() => {});
    }
  }

  // A result too large for a string, or a source that broke: the stream counts as cut.
  function fail(error: unknown): void {
    if (!isOver) {
      onUnexpected(error);
      stop();
    }
  }

  function take({ done, value }: IteratorResult<ExecutionResult>): void {
    if (isOver) {
      return;
    }
    if (done) {
      end(format.tail(position.cursor));
      return;
    }
    ping.refresh();
    try {
      const { before, after } = format.event(position.cursor);
      if (isLong(value)) {
        isWithinResult = true;
        writeJson(value, response, { before, after, isOver: () => isOver }).then(goOn, fail);
      } else if (response.write(before + JSON.stringify(value) + after)) {
        next();
      } else {
        response.once('drain', next);
      }
    } catch (error) {
      fail(error);
    }
  }

  function goOn(): void {
    isWithinResult = false;
    if (response.writableNeedDrain) {
      response.once('drain', next);
    } else {
      next();
    }
  }

  function next(): void {
    if (!isOver) {
      iterator.next().then(take, fail);
    }
  }

  response.on('close', stop);
  cut.addEventListener('abort', stop, { once: true });
  if (cut.aborted || response.destroyed) {
    stop();
    return;
  }
  // Behind what the request itself brings about: its call to the model is not to wait for the first chunk. With the head it is one packet.
  setImmediate(next);
  response.write(format.head);
}
