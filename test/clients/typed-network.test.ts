import { afterEach, expect, test, vi } from 'vitest';
import { ConnectionError, createClient, type OptimizeInput } from '../../src/client/index.ts';
import { freePort } from '../kit/listen.ts';
import { input as inputOf, words } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair, startServer } from '../kit/server.ts';
import { inPortions } from './portions.ts';
import { subscribe } from './typed.ts';
import { Watched } from './watch.ts';

const input: OptimizeInput = { optimizationType: 'CLARITY', documents: [{ name: 'text.txt', content: 'Some text.' }] };
const url = 'http://127.0.0.1:1/graphql';
const progress = 'event: next\ndata: {"data":{"optimizeStream":{"__typename":"ProgressChunk","cursor":"job:1"}}}\n\n';
const SOURCE = words(60);
const ANSWER = SOURCE.toUpperCase();

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a stream that is cut three times comes out whole, from one call to the model', async () => {
  const portions = inPortions(['One ', 'two ', 'three ', 'four']);
  await using pair = await startPair({ answer: () => portions.answer });
  await using proxy = await startProxy(pair.server.url);
  const watched = new Watched(subscribe, proxy.url, inputOf('One, two, three, four'));
  for (const text of ['One', 'One two', 'One two three']) {
    portions.release();
    await watched.reaches(text);
    proxy.cut();
  }
  portions.release();
  await watched.ended;
  expect(watched.text).toBe('One two three four');
  expect([watched.count('ResultChunk'), watched.count('CompleteChunk')]).toEqual([1, 1]);
  expect(proxy.connections).toBe(4);
  expect(pair.endpoint.calls).toHaveLength(1);
});

test('a stream may be cut at any byte', async () => {
  await using pair = await startPair({ answer: () => ({ text: ANSWER, tokenMs: 1 }) }, { FLUSH_INTERVAL_MS: '5' });
  const run = async (seed: number) => {
    const cutAfter = [1, 2, 3].map((cut) => 200 + ((seed * 7919 + cut * 3571) % 6_000));
    await using proxy = await startProxy(pair.server.url, { cutAfter });
    const watched = new Watched(subscribe, proxy.url, inputOf(SOURCE));
    await watched.ended;
    const shown = [watched.text, watched.count('ResultChunk'), watched.count('CompleteChunk')];
    expect(shown, `cut after ${cutAfter} bytes`).toEqual([ANSWER, 1, 1]);
  };
  await Promise.all(Array.from({ length: 40 }, (_, seed) => run(seed)));
  expect(pair.endpoint.calls).toHaveLength(40);
});

test('a stream that is cut right behind its CompleteChunk has one of each all the same', async () => {
  await using pair = await startPair();
  let requests = 0;
  const send: typeof fetch = async (...request) => {
    requests += 1;
    const isFirst = requests === 1;
    const { body } = await fetch(...request);
    return new Response(isFirst ? body?.pipeThrough(without('event: complete')) : body);
  };
  const chunks = await Array.fromAsync(createClient({ ...pair.server, fetch: send }).optimizeStream(input));
  expect(chunks.slice(-2).map(({ __typename }) => __typename)).toEqual(['ResultChunk', 'CompleteChunk']);
  expect(chunks.filter(({ __typename }) => __typename === 'CompleteChunk')).toHaveLength(1);
  expect(requests).toBe(2);
});

test('a server that is down at first is reached later', async () => {
  const port = await freePort();
  const chunks = Array.fromAsync(createClient({ url: `http://127.0.0.1:${port}/graphql` }).optimizeStream(input));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await using _server = await startServer({ PORT: String(port) });
  expect((await chunks).at(-1)?.__typename).toBe('CompleteChunk');
});

test('a server that is never reached is given up', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const send = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('fetch failed')));
  const chunks = Array.fromAsync(createClient({ url, fetch: send }).optimizeStream(input));
  await expect(chunks).rejects.toBeInstanceOf(ConnectionError);
  expect(send).toHaveBeenCalledTimes(9);
});

test('a stream that never gets any further is given up', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  await using pair = await startPair();
  // The head of the answer and the first chunk pass, and no result ever.
  await using proxy = await startProxy(pair.server.url, { cutAfter: Array(100).fill(900) });
  const chunks = Array.fromAsync(createClient(proxy).optimizeStream(input));
  const error: unknown = await chunks.then(
    () => 'an end without a result',
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ConnectionError);
  expect(proxy.connections).toBeLessThan(20);
});

test('a server that falls silent is left and joined again', async () => {
  vi.useFakeTimers();
  const send = vi.fn<typeof fetch>(async (_, init) => silentAfter(progress, init));
  const chunks = createClient({ url, fetch: send }).optimizeStream(input);
  await chunks.next();
  const second = chunks.next();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(send).toHaveBeenCalledTimes(2);
  expect((await second).value?.__typename).toBe('ProgressChunk');
});

test('a reader that pauses is not taken for a server that is silent', async () => {
  vi.useFakeTimers();
  const send = vi.fn<typeof fetch>(async (_, init) => silentAfter(progress, init));
  const chunks = createClient({ url, fetch: send }).optimizeStream(input);
  await chunks.next();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(send.mock.calls[0]?.[1]?.signal?.aborted).toBe(false);
});

/** An answer that brings a text and then nothing, until its request is aborted. */
function silentAfter(text: string, init: RequestInit | undefined): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
    },
  });
  return new Response(body);
}

/** Ends a stream where `mark` begins. */
function without(mark: string): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    transform(bytes, controller) {
      const end = new TextDecoder().decode(bytes).indexOf(mark);
      controller.enqueue(end < 0 ? bytes : bytes.subarray(0, end));
      if (end >= 0) {
        controller.terminate();
      }
    },
  });
}
