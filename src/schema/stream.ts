import type { GraphQLResolveInfo } from 'graphql';
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

/**
 * Lets go of the input objects among an operation's variables once they were read: whole documents would be held for as long
 * as the stream is open. What a chunk's fields may ask for, numbers, strings and lists of them, stays.
 */
export function letGoOfInput({ variableValues: { coerced, sources } }: GraphQLResolveInfo): void {
  for (const [name, value] of Object.entries(coerced)) {
    if (hasObjects(value)) {
      Reflect.set(coerced, name, Array.isArray(value) ? [] : {});
      Reflect.set(sources[name] ?? {}, 'value', undefined);
    }
  }
}

function hasObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasObjects) : typeof value === 'object' && value !== null;
}

/** A chunk as it is, and its cursor for the `id` of its event. */
export function placed(chunk: Chunk, _: unknown, { position }: Context): Chunk {
  position.cursor = chunk.cursor;
  return chunk;
}
