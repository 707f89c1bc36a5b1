import type { StreamedResponse } from './http.ts';

/** Chunks that are larger on average are not joined: to copy them would cost as much as that saves. */
const SMALL_CHUNK_BYTES = 2_048;

/** The connection broke within a body. */
export class CutError extends Error {}

/**
 * Reads a body and hands its bytes over as they come. Small HTTP chunks, as most endpoints send one for each token, come
 * joined to what one read of the connection brought. Resolves at its end or once `signal` aborts. Rejects with a CutError where the
 * connection breaks, and with what `onBytes` throws; the connection is closed then.
 */
export function readBody(
  { incoming }: StreamedResponse,
  signal: AbortSignal | undefined,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let isOver = false;
    const end = (settle: () => void) => {
      isOver = true;
      incoming.off('data', read).off('end', finish).off('close', cut);
      signal?.removeEventListener('abort', finish);
      if (!incoming.readableEnded) {
        incoming.destroy();
      }
      settle();
    };
    const handOver = () => {
      const joined = joinSmall(chunks);
      chunks = [];
      try {
        for (const bytes of joined) {
          // What came before may have ended it.
          if (!isOver) {
            onBytes(bytes);
          }
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

function joinSmall(chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  const length = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return chunks.length > 1 && length <= chunks.length * SMALL_CHUNK_BYTES ? [Buffer.concat(chunks, length)] : chunks;
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
