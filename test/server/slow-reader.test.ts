import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { startEndpoint } from '../kit/endpoint.ts';
import { chunks, collect, type Json, textsOf } from '../kit/http.ts';
import { input, words } from '../kit/operations.ts';
import { startProcess } from '../kit/process.ts';

/** Asks for the whole text with each chunk: over 10 MB for a text of 190 kB that takes some seconds. */
const QUERY = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk { document { index } delta { segment offset text } partialContent(maxLength: null) }
    ... on CompleteChunk { status }
  }
}`;

const TEXT = words(20_000);

it('Readers that do not read get fewer chunks and the same text, and cost the server no memory', async () => {
  await using endpoint = await startEndpoint({
    answer: ({ target }) => ({ tokens: target.match(/.{1,40}/gs) ?? [], tokenMs: 1 }),
  });
  await using server = startProcess({ OPENAI_BASE_URL: endpoint.url, MODEL_CONCURRENCY: '1', LOG_LEVEL: 'error' });
  const url = await server.url();
  const variables = {
    input: { ...input(TEXT, { idempotencyKey: 'one' }), documents: [{ name: 'a.md', content: TEXT }] },
  };
  const pid = server.child.pid ?? 0;

  const stalled = Array.from({ length: 60 }, () => startStalled(url, { query: QUERY, variables }));
  await vi.waitUntil(() => endpoint.calls.length > 0, { timeout: 10_000 });
  const before = residentMegabytes(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid));
  }, 50);
  const fast = await collect(chunks(url, QUERY, variables));
  clearInterval(watch);
  expect(textsOf(fast)).toEqual([TEXT]);
  expect(endpoint.calls.map(({ target }) => target).join(' ')).toBe(TEXT);
  // Sixty times what the fast reader got: what a queue per follower would hold.
  const queued = (60 * fast.reduce((sum, { partialContent }) => sum + (partialContent?.length ?? 0), 0)) / 1e6;
  expect(queued).toBeGreaterThan(200);
  expect(most - before).toBeLessThan(queued / 3);

  const slow = await stalled[0]?.readRest();
  expect(textsOf(slow ?? [])).toEqual([TEXT]);
  expect(slow?.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
  expect(slow?.length).toBeLessThan(fast.length * 0.8);
  for (const { socket } of stalled) {
    socket.destroy();
  }
});

/** A follower whose socket takes nothing until it is told to. */
function startStalled(url: string, payload: object) {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify(payload);
  const socket: Socket = connect(Number(port), hostname, () => {
    socket.write(
      `POST /graphql HTTP/1.0\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
  socket.pause();
  return {
    socket,
    async readRest(): Promise<Json[]> {
      const bytes = Buffer.concat(await socket.toArray());
      return [...String(bytes).matchAll(/^data: (.+)$/gm)].map(([, data = '']) => JSON.parse(data).data.optimizeStream);
    },
  };
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
