/** The connection broke within a body. */
export class CutError extends Error {}

/**
 * The bytes of a body, read by read. Ends with the body or once `signal` aborts, throws a CutError where the
 * connection breaks, and closes the connection when it is left early.
 */
export async function* readBody(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  // fetch closes the connection itself when its signal aborts; this does not rely on our signal's way through the
  // SDK, which holds on to it by weak references only.
  const cancel = () => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new CutError();
      });
      if (done) return;
      yield value;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

/** All bytes of a body; undefined where they are more than `maxBytes`. */
export async function readWhole(
  response: Response,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reads: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of readBody(response, signal)) {
    length += bytes.byteLength;
    if (length > maxBytes) return undefined;
    reads.push(bytes);
  }
  return Buffer.concat(reads);
}
