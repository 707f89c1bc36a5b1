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
 * Empties the input objects among an operation's variables once they were read: whole documents would be held for as long
 * as the stream is open. What a chunk's fields may ask for, numbers, strings and lists of them, stays.
 */
export function letGoOfInput({ variableValues: { coerced, sources } }: GraphQLResolveInfo): void {
  empty(Object.values(coerced));
  empty(Object.values(sources).map(({ value }) => value));
}

function empty(value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach(empty);
  } else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) {
      delete value[key];
    }
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  const prototype = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  return prototype === null || prototype === Object.prototype;
}

/** A chunk as it is, and its cursor for the `id` of its event. */
export function placed(chunk: Chunk, _: unknown, { position }: Context): Chunk {
  position.cursor = chunk.cursor;
  return chunk;
}
