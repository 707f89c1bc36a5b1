import type { Found } from './gather.ts';
import type { Source } from './read.ts';

/** How much one request takes. */
export interface BatchLimits {
  readonly documents: number;
  readonly requestBytes: number;
}

/** Room for what a request holds besides its documents. */
const FRAME_BYTES = 200_000;

/**
 * The documents that `read` makes of files, put together for one request each. They are read when they are asked for; `onFailure`
 * is told of those that cannot be.
 */
export async function* batches(
  files: Iterable<Found>,
  read: (file: Found) => Promise<Source>,
  limits: BatchLimits,
  onFailure: (file: Found, error: unknown) => void,
): AsyncGenerator<readonly Source[], void> {
  let batch: Source[] = [];
  let bytes = FRAME_BYTES;
  for (const file of files) {
    const source = await read(file).catch((error) => onFailure(file, error));
    if (!source) {
      continue;
    }
    const size = Buffer.byteLength(JSON.stringify([source.name, source.content]));
    if (batch.length > 0 && (batch.length >= limits.documents || bytes + size > limits.requestBytes)) {
      yield batch;
      batch = [];
      bytes = FRAME_BYTES;
    }
    batch.push(source);
    bytes += size;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
