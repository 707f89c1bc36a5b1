import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeStream } from '../../src/server/stream-writer.ts';
import { sseFormat } from '../../src/server/streams.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A stream over results that come when they are told to. */
function open() {
  const results: PromiseWithResolvers<IteratorResult<object>>[] = [];
  let returned = 0;
  let asked = 0;
  const at = (index: number) => {
    results[index] ??= Promise.withResolvers();
    return results[index];
  };
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => at(asked++).promise,
      return: async () => {
        returned += 1;
        return { done: true as const, value: undefined };
      },
    }),
  };
  const cut = new AbortController();
  const onUnexpected = vi.fn();
  // Each write is full, until it is read.
  const response = new PassThrough({
    readableObjectMode: true,
    readableHighWaterMark: 1,
    writableHighWaterMark: 1,
    decodeStrings: false,
  });
  writeStream(source, response, {
    format: sseFormat,
    position: { cursor: 'job:1' },
    cut: cut.signal,
    onUnexpected,
  });
  const reads = response[Symbol.asyncIterator]();
  const read = async () => {
    const { done, value } = await reads.next();
    return done ? undefined : String(value);
  };
  const give = (index: number, value: object) => at(index).resolve({ done: false, value });
  const end = (index: number) => at(index).resolve({ done: true, value: undefined });
  const fail = (index: number) => {
    // It may be asked for only then.
    at(index).promise.catch(() => {});
    at(index).reject(new Error('broken'));
  };
  return {
    read,
    give,
    end,
    fail,
    onUnexpected,
    cut,
    leave: () => response.destroy(),
    asked: () => asked,
    returned: () => returned,
  };
}

it('sends a comment after 12 s of silence, and again', async () => {
  const { read } = open();
  expect(await read()).toBe('retry: 1000\n\n');
  for (let time = 0; time < 2; time += 1) {
    const ping = read();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await ping).toBe(':\n\n');
  }
});

it('counts the silence from what was sent last', async () => {
  const { read, give } = open();
  await read();
  await vi.advanceTimersByTimeAsync(11_000);
  give(0, { data: 1 });
  expect(await read()).toBe('event: next\nid: job:1\ndata: {"data":1}\n\n');
  const next = read();
  await vi.advanceTimersByTimeAsync(11_000);
  give(1, { data: 2 });
  expect(await next).toContain('{"data":2}');
});

it('asks for the next result only when the last was taken', async () => {
  const { read, give, asked } = open();
  give(0, { data: 1 });
  give(1, { data: 2 });
  await vi.advanceTimersByTimeAsync(1);
  expect(asked()).toBeLessThanOrEqual(1);
  await read();
  await read();
  expect(asked()).toBeLessThanOrEqual(2);
});

it('lets its source go when the client leaves', async () => {
  const { read, leave, returned } = open();
  await read();
  leave();
  await vi.advanceTimersByTimeAsync(1);
  expect(returned()).toBe(1);
});

it('ends without its tail when it is cut, and lets its source go', async () => {
  const { read, cut, returned } = open();
  await read();
  cut.abort();
  expect(await read()).toBeUndefined();
  expect(returned()).toBe(1);
});

it('ends with its tail when its source ends', async () => {
  const { read, end } = open();
  await read();
  end(0);
  expect(await read()).toBe('event: complete\nid: job:1\ndata:\n\n');
  expect(await read()).toBeUndefined();
});

it('counts as cut, and is told to the operator, when its source breaks or a result is too large for a string', async () => {
  const broken = open();
  await broken.read();
  broken.fail(0);
  expect(await broken.read()).toBeUndefined();
  const large = open();
  await large.read();
  large.give(0, {
    toJSON() {
      throw new RangeError('Invalid string length');
    },
  });
  expect(await large.read()).toBeUndefined();
  for (const { onUnexpected, returned, cut } of [broken, large]) {
    expect(onUnexpected).toHaveBeenCalledOnce();
    expect(returned()).toBe(1);
    cut.abort();
  }
});
