import { Client, fetchExchange } from '@urql/core';
import { expect, test } from 'vitest';
import { input, STREAM } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair } from '../kit/server.ts';
import { describeClient } from './suite.ts';
import { type Subscribe, Watched } from './watch.ts';

const subscribe: Subscribe = (url, variables, { next, end }) => {
  const client = new Client({ url, exchanges: [fetchExchange], fetchSubscriptions: true });
  return client.subscription(STREAM, variables).subscribe(({ data, error, hasNext }) => {
    // At its end urql shows the last result once more.
    if (hasNext) {
      next({ data, errors: error?.graphQLErrors });
    } else {
      end(error?.networkError);
    }
  }).unsubscribe;
};

describeClient('urql', subscribe);

test('urql says that the network cut a stream', async () => {
  const never = new Promise<void>(() => {});
  await using pair = await startPair({ answer: () => ({ gate: never }) });
  await using proxy = await startProxy(pair.server.url);
  const watched = new Watched(subscribe, proxy.url, input('one two three'));
  await watched.reaches('one');
  proxy.cut();
  await expect(watched.ended).rejects.toThrow();
});

test('urql ends without a CompleteChunk when the server is drained, which tells the cut from an end', async () => {
  const never = new Promise<void>(() => {});
  await using pair = await startPair({ answer: () => ({ gate: never }) });
  const watched = new Watched(subscribe, pair.server.url, input('one two three'));
  await watched.reaches('one');
  void pair.server.drain();
  // Whether urql calls it an error or an end is not promised.
  await watched.ended.catch(() => {});
  expect(watched.count('CompleteChunk')).toBe(0);
});

test('the same subscription goes on with the job after a cut', async () => {
  const gate = Promise.withResolvers<void>();
  await using pair = await startPair({ answer: () => ({ gate: gate.promise }) });
  await using proxy = await startProxy(pair.server.url);
  const first = new Watched(subscribe, proxy.url, input('one two three'));
  await first.reaches('one');
  proxy.cut();
  await first.ended.catch(() => {});
  gate.resolve();
  const second = new Watched(subscribe, proxy.url, input('one two three'));
  await second.ended;
  expect(second.text).toBe('one two three');
  expect(pair.endpoint.calls).toHaveLength(1);
});
