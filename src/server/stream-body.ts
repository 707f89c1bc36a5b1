import type { ExecutionResult } from 'graphql';
import type { FetchAPI } from 'graphql-yoga';
import type { StreamPosition } from '../schema/index.ts';

/** Something is sent at least this often, so that no proxy takes the connection for dead. */
const PING_INTERVAL_MS = 12_000;

/** How results are written. Each string is one write. */
export interface StreamFormat {
  readonly head: string;
  readonly ping: string;
  tail(cursor: string | undefined): string;
  event(json: string, cursor: string | undefined): string;
}

/** How a body is written, and what ends it early. */
export interface StreamOptions {
  readonly format: StreamFormat;
  readonly fetchAPI: FetchAPI;
  readonly position: StreamPosition;
  /** Aborts when streams are to be cut: they end without their tail, so that clients re-join elsewhere. */
  readonly cut: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * The body of a response that brings each result as one write. A result is only asked for when the client has taken the
 * last one; the source is let go as soon as the client leaves.
 */
export function streamBody(
  results: AsyncIterable<ExecutionResult>,
  options: StreamOptions,
): ReadableStream<Uint8Array> {
  const { format, fetchAPI, position, cut, onUnexpected } = options;
  const encoder = new TextEncoder();
  const iterator = results[Symbol.asyncIterator]();
  let ping: NodeJS.Timeout | undefined;
  let stop = () => {};
  let isOver = false;

  function end(): void {
    isOver = true;
    clearTimeout(ping);
    cut.removeEventListener('abort', stop);
  }

  return new fetchAPI.ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(format.head));
      ping = setTimeout(() => {
        if (Number(controller.desiredSize) > 0) {
          controller.enqueue(encoder.encode(format.ping));
        }
        ping?.refresh();
      }, PING_INTERVAL_MS);
      stop = () => {
        if (isOver) {
          return;
        }
        end();
        controller.close();
        iterator.return?.().catch(() => {});
      };
      cut.addEventListener('abort', stop, { once: true });
      if (cut.aborted) {
        stop();
      }
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (isOver) {
          return;
        }
        if (done) {
          end();
          controller.enqueue(encoder.encode(format.tail(position.cursor)));
          controller.close();
          return;
        }
        ping?.refresh();
        controller.enqueue(encoder.encode(format.event(JSON.stringify(value), position.cursor)));
      } catch (error) {
        // A result too large for a string, or a source that broke: the stream counts as cut.
        onUnexpected(error);
        stop();
      }
    },
    async cancel() {
      end();
      await iterator.return?.();
    },
  });
}
