import { EventSource } from 'eventsource';
import { createClient } from 'graphql-sse';
import { describe, expect, test } from 'vitest';
import { input, STREAM } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair } from '../kit/server.ts';
import { inPortions } from './portions.ts';
import { type Subscribe, until, Watched } from './watch.ts';

/** As a page has it that never closes its EventSource: over is only what the server ends. */
const neverClosed: Subscribe = (url, variables, { next, end }) => {
  const query = new URLSearchParams({ query: STREAM, variables: JSON.stringify(variables) });
  const source = new EventSource(`${url}?${query}`);
  source.addEventListener('next', ({ data }) => next(JSON.parse(data)));
  source.addEventListener('error', () => {
    if (source.readyState === source.CLOSED) {
      end();
    }
  });
  return () => source.close();
};

const graphqlSse: Subscribe = (url, variables, { next, end }) =>
  createClient({ url }).subscribe({ query: STREAM, variables }, { next, error: end, complete: end });

/** Lets a client watch a job, cuts its connection three times, and gives what it saw. */
async function cutThrice(subscribe: Subscribe) {
  const portions = inPortions(['One ', 'two ', 'three ', 'four']);
  await using pair = await startPair({ answer: () => portions.answer });
  await using proxy = await startProxy(pair.server.url);
  const watched = new Watched(subscribe, proxy.url, input('The source.', { idempotencyKey: 'a-key' }));
  for (const text of ['One', 'One two', 'One two three']) {
    portions.release();
    await watched.reaches(text);
    proxy.cut();
  }
  portions.release();
  await watched.ended;
  return { watched, connections: proxy.connections, requests: proxy.requests, modelCalls: pair.endpoint.calls.length };
}

// They wait for seconds before they connect again: side by side.
describe.concurrent('a client that connects again by itself, cut three times', () => {
  test('EventSource gets the whole text from one call to the model, and stops when all is said', async () => {
    const { watched, requests, modelCalls } = await cutThrice(neverClosed);
    expect(watched.text).toBe('One two three four');
    expect([watched.count('ResultChunk'), watched.count('CompleteChunk')]).toEqual([1, 1]);
    // Nothing comes a second time.
    expect(watched.chunks.flatMap(({ delta }) => delta?.text || [])).toEqual(['One', ' two', ' three', ' four']);
    expect(requests).toBe(5);
    expect(modelCalls).toBe(1);
  });

  test('graphql-sse starts over each time and gets the whole text from one call to the model', async () => {
    const { watched, requests, modelCalls } = await cutThrice(graphqlSse);
    expect(watched.text).toBe('One two three four');
    expect([watched.count('ResultChunk'), watched.count('CompleteChunk')]).toEqual([1, 1]);
    expect(new Set(watched.chunks.map(({ jobId }) => jobId)).size).toBe(1);
    expect(requests).toBe(4);
    expect(modelCalls).toBe(1);
  });

  test('EventSource that missed nothing but the end is sent away', async () => {
    await using pair = await startPair();
    await using proxy = await startProxy(pair.server.url);
    const watched = new Watched(neverClosed, proxy.url, input('The source.'));
    await watched.ended;
    expect(watched.count('CompleteChunk')).toBe(1);
    expect(proxy.requests).toBe(2);
    await until(() => watched.isOver);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});
