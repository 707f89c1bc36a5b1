import type { Chunk } from '../jobs/index.ts';
import type { Context } from './builder.ts';

/** Opens a stream behind the cursor that the request brought: its header's, or else `after`. */
export async function streamFrom(
  after: string | null | undefined,
  { lastEventId, position }: Context,
  open: (cursor: string | undefined) => Promise<AsyncIterable<Chunk>>,
): Promise<AsyncIterable<Chunk>> {
  const cursor = lastEventId ?? after ?? undefined;
  const chunks = await open(cursor);
  position.cursor = cursor;
  return chunks;
}

/** A chunk as it is, and its cursor for the `id` of its event. */
export function placed(chunk: Chunk, _: unknown, { position }: Context): Chunk {
  position.cursor = chunk.cursor;
  return chunk;
}
