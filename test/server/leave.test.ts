import { expect, it, vi } from 'vitest';
import { post } from '../kit/http.ts';
import { input, OPTIMIZE, STREAM, words } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';

it.each([
  ['a stream', STREAM, 'text/event-stream'],
  ['a multipart stream', STREAM, 'multipart/mixed;subscriptionSpec=1.0'],
  ['a plain mutation', OPTIMIZE, 'application/json'],
])('A client that leaves %s is no error, and nothing stays behind', async (_, query, accept) => {
  await using pair = await startPair({ answer: () => ({ tokenMs: 5 }) }, { DISCONNECT_GRACE_MS: '0' });
  const leave = new AbortController();
  const answer = post(pair.server.url, query, { input: input(words(3000)) }, { accept }, leave.signal);
  await vi.waitUntil(() => pair.endpoint.calls.length > 0, { timeout: 5_000 });
  leave.abort();
  await expect(answer.then((response) => response.text())).rejects.toThrow();
  await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { timeout: 1000 });
  // The first job that is cancelled starts the thread that counts its tokens.
  await vi.waitUntil(() => pair.server.log().includes('job ended'), { timeout: 5_000 });
  expect(pair.server.log()).not.toContain('unexpected');
  expect(pair.server.log()).toContain('"status":"CANCELLED"');
});
