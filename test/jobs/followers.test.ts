import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { EndpointAnswer } from '../kit/endpoint.ts';
import { chunks, collect, post, postJson, textsOf } from '../kit/http.ts';
import { input, OPTIMIZE, STREAM, words } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';

const paragraph = (name: string) => Array.from({ length: 60 }, (_, index) => `${name}${index}`).join(' ');
const TEXT = ['one', 'two', 'three', 'four', 'five'].map(paragraph).join('\n\n');
const SEGMENTS = 5;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function onDisk(answer: EndpointAnswer, settings: Record<string, string> = {}): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-followers-'));
  folders.push(folder);
  return startPair({ answer: () => answer }, { DATA_DIR: folder, SEGMENT_WORDS: '50', ...settings });
}

const keyed = { input: input(TEXT, { idempotencyKey: 'k1' }) };
const textByStream = async ({ server }: Pair) => textsOf(await collect(chunks(server.url, STREAM, keyed)))[0];
const textByMutation = async ({ server }: Pair) =>
  (await postJson(server.url, OPTIMIZE, keyed)).data.optimize.outcomes[0].optimizedContent;

it('A thousand followers of one job, early and late, all have its text, and the model was called once per segment', async () => {
  await using pair = await onDisk({ tokenMs: 20 });
  const all = Array.from({ length: 1_000 }, async (_, index) => {
    await sleep(3 * index);
    return textByStream(pair);
  });
  expect(new Set(await Promise.all(all))).toEqual(new Set([TEXT]));
  expect(pair.endpoint.calls.map(({ state }) => state)).toEqual(Array(SEGMENTS).fill('finished'));
}, 60_000);

describe('One key, at the same moment', () => {
  it('from a hundred subscriptions is one run', async () => {
    await using pair = await onDisk({ tokenMs: 2 });
    const all = await Promise.all(Array.from({ length: 100 }, () => textByStream(pair)));
    expect(new Set(all)).toEqual(new Set([TEXT]));
    expect(pair.endpoint.calls).toHaveLength(SEGMENTS);
  });

  it('from mutations and subscriptions is one run', async () => {
    await using pair = await onDisk({ tokenMs: 2 });
    const ways = [textByStream, textByMutation];
    const all = await Promise.all(Array.from({ length: 100 }, (_, index) => ways[index % ways.length]?.(pair)));
    expect(new Set(all)).toEqual(new Set([TEXT]));
    expect(pair.endpoint.calls).toHaveLength(SEGMENTS);
  });

  it('with a hundred inputs starts one of them, and refuses the others', async () => {
    await using pair = await onDisk({});
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        postJson(pair.server.url, OPTIMIZE, { input: input(`Text ${index}.`, { idempotencyKey: 'k1' }) }),
      ),
    );
    const codes = all.map(({ errors }) => errors?.[0].extensions.code);
    expect(codes.filter((code) => code === 'IDEMPOTENCY_KEY_REUSED')).toHaveLength(99);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});

describe('When the last follower leaves', () => {
  const GRACE_MS = 500;
  /** For a machine that has much to do. */
  const TOLERANCE_MS = 200;

  it.each([
    ['before the headers', { delayMs: 20_000 }],
    ['before the first token', { firstTokenMs: 20_000 }],
    ['between two tokens', { tokenMs: 300 }],
    ['before the last token', { gate: new Promise<void>(() => {}) }],
  ])('the call is closed at the end of the grace period: %s', async (_, answer) => {
    await using pair = await onDisk(answer, { DISCONNECT_GRACE_MS: String(GRACE_MS) });
    const leaves = [new AbortController(), new AbortController()];
    const variables = { input: input(words(60)) };
    const streams = leaves.map(async ({ signal }) => {
      const response = await post(pair.server.url, STREAM, variables, { accept: 'text/event-stream' }, signal);
      // It is left in the middle.
      await response.text().catch(() => {});
    });
    await vi.waitUntil(() => pair.endpoint.calls.length > 0);
    await sleep(300);
    leaves[0]?.abort();
    await sleep(GRACE_MS + 300);
    expect(pair.endpoint.calls[0]?.state).toBe('open');
    const leftAt = performance.now();
    leaves[1]?.abort();
    await Promise.all(streams);
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { timeout: 5_000 });
    const tookMs = Number(pair.endpoint.calls[0]?.closedAt) - leftAt;
    expect(tookMs).toBeGreaterThan(GRACE_MS - 20);
    expect(tookMs).toBeLessThan(GRACE_MS + 100 + TOLERANCE_MS);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});
