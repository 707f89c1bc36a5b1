import type { ResponseBody } from '../http/index.ts';

/** The connection broke within a body. */
export class CutError extends Error {}

/**
 * Reads a body and hands its bytes over as they come; they stand there only within that call. Resolves at its end. Rejects with a CutError
 * where the connection breaks or is closed, and with what `onBytes` throws; the connection is closed then.
 */
export function readBody(body: ResponseBody, onBytes: (bytes: Uint8Array) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    body.read({
      onBytes(bytes) {
        try {
          onBytes(bytes);
        } catch (error) {
          reject(error);
          body.close();
        }
      },
      onEnd: resolve,
      onCut: () => reject(new CutError()),
    });
  });
}

/** All bytes of a body; undefined where they are more than `maxBytes`. */
export async function readWhole(body: ResponseBody, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reads: Uint8Array[] = [];
  let length = 0;
  const tooLong = new Error();
  const isWhole = await readBody(body, (bytes) => {
    length += bytes.byteLength;
    if (length > maxBytes) {
      throw tooLong;
    }
    reads.push(Buffer.from(bytes));
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
