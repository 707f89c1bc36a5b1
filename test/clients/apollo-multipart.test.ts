import { HttpLink } from '@apollo/client';
import { expect, test, vi } from 'vitest';
import { input } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair } from '../kit/server.ts';
import { subscribeOver } from './apollo.ts';
import { describeClient } from './suite.ts';
import { Watched } from './watch.ts';

const subscribe = subscribeOver((uri) => new HttpLink({ uri }));

describeClient('Apollo Client with its own HttpLink', subscribe);

test.each(['network', 'server'] as const)('Apollo says that the %s cut a stream', async (culprit) => {
  const never = new Promise<void>(() => {});
  await using pair = await startPair({ answer: () => ({ gate: never }) });
  await using proxy = await startProxy(pair.server.url);
  const watched = new Watched(subscribe, proxy.url, input('one two three'));
  await watched.reaches('one');
  if (culprit === 'network') {
    proxy.cut();
  } else {
    void pair.server.drain();
  }
  await expect(watched.ended).rejects.toThrow();
  expect(watched.count('CompleteChunk')).toBe(0);
});

test('Apollo by way of its cache brings the whole stream too, and warns that it keeps no chunks', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  await using pair = await startPair();
  const cached = subscribeOver((uri) => new HttpLink({ uri }), 'cache-first');
  const watched = new Watched(cached, pair.server.url, input('one two three'));
  await watched.ended;
  expect(watched.text).toBe('one two three');
  expect(watched.types.slice(-2)).toEqual(['ResultChunk', 'CompleteChunk']);
  expect([...warn.mock.calls, ...error.mock.calls].length).toBeGreaterThan(0);
  vi.restoreAllMocks();
});
