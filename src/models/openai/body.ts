import type { StreamedResponse } from './http.ts';

/** The connection broke within a body. */
export class CutError extends Error {}

/**
 * Reads a body and hands its bytes over as they come, all that one read of the connection brought together: an endpoint sends each
 * token as an HTTP chunk of its own. Resolves at its end or once `signal` aborts. Rejects with a CutError
 * where the connection breaks, and with what `onBytes` throws; the connection is closed then.
 */
export function readBody(
  { incoming }: StreamedResponse,
  signal: AbortSignal | undefined,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    const end = (settle: () => void) => {
      incoming.off('data', read).off('end', finish).off('close', cut);
      signal?.removeEventListener('abort', finish);
      if (!incoming.readableEnded) {
        incoming.destroy();
      }
      settle();
    };
    const handOver = () => {
      const [bytes, ...more] = chunks;
      chunks = [];
      try {
        if (bytes) {
          onBytes(more.length > 0 ? Buffer.concat([bytes, ...more]) : bytes);
        }
      } catch (error) {
        end(() => reject(error));
      }
    };
    const read = (chunk: Uint8Array) => {
      if (chunks.push(chunk) === 1) {
        queueMicrotask(handOver);
      }
    };
    const finish = () => {
      handOver();
      end(resolve);
    };
    const cut = () => {
      handOver();
      end(() => reject(new CutError()));
    };
    if (signal?.aborted) {
      finish();
    } else if (incoming.destroyed) {
      cut();
    } else {
      signal?.addEventListener('abort', finish, { once: true });
      incoming.on('end', finish).on('close', cut).on('data', read);
    }
  });
}

/** All bytes of a body; undefined where they are more than `maxBytes`. */
export async function readWhole(
  response: StreamedResponse,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reads: Uint8Array[] = [];
  let length = 0;
  const tooLong = new Error();
  const isWhole = await readBody(response, signal, (bytes) => {
    length += bytes.byteLength;
    if (length > maxBytes) {
      throw tooLong;
    }
    reads.push(bytes);
  }).then(
    () => true,
    (error) => {
      if (error !== tooLong) {
        throw error;
      }
      return false;
    },
  );
  return isWhole ? Buffer.concat(reads) : undefined;
}
