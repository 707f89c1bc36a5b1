import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Chunk } from '../../src/jobs/chunk.ts';
import { createDiskStore, createMemoryStore, Desk } from '../../src/jobs/index.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { type Json, post, textsOf } from '../kit/http.ts';
import { input, STREAM } from '../kit/operations.ts';
import { anyone, deskOptions, modelsOf, mortal, requestOf } from '../slaughter/desk.ts';
import { openHouse } from '../slaughter/house.ts';

const paragraph = (name: string) => Array.from({ length: 60 }, (_, index) => `${name}${index}`).join(' ');
const ONE = paragraph('alpha');
const TWO = paragraph('beta');
const BOTH = `${ONE}\n\n${TWO}\n`;
const keyed = (content: string) => ({ input: input(content, { idempotencyKey: 'k1' }) });
const never = new Promise<void>(() => {});

const isCommitted = (count: number) => {
  let left = count;
  return ({ delta }: Json) => {
    left -= delta?.state === 'COMMITTED' ? 1 : 0;
    return left === 0;
  };
};

describe('A server that is killed', () => {
  it('right after it took a job does it all the same', async () => {
    await using house = await openHouse(() => ({ tokenMs: 5 }));
    const [first] = await house.endAt(() => true, keyed(BOTH));
    expect(first.message).toBe('Started the optimization of 1 document');
    await house.start();
    const rest = await house.follow(keyed(BOTH));
    expect(rest[0].message).toMatch(/^Joined/);
    expect(rest[0].jobId).toBe(first.jobId);
    expect(textsOf(rest)).toEqual([BOTH]);
    expect(rest.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
    expect([...house.states(ONE), ...house.states(TWO)].filter((state) => state === 'finished')).toHaveLength(2);
  });

  it('in the middle of a segment begins that one anew, and says that it is recovering', async () => {
    await using house = await openHouse(() => ({ tokenMs: 5 }));
    const start = await house.endAt(({ delta }) => delta?.offset > 0, keyed(ONE));
    await house.start();
    const rest = await house.follow(keyed(ONE));
    expect(rest.map(({ stage }) => stage)).toContain('RECOVERING');
    expect(textsOf(rest)).toEqual([ONE]);
    expect(textsOf([...start, ...rest])).toEqual([ONE]);
    expect(house.states(ONE)).toEqual(['closed', 'finished']);
  });

  it('between two segments calls the model for the second one alone', async () => {
    let isHeld = true;
    await using house = await openHouse(({ target }) => (target === TWO && isHeld ? { gate: never } : {}));
    const start = await house.endAt(isCommitted(1), keyed(BOTH));
    isHeld = false;
    await house.start();
    const rest = await house.follow(keyed(BOTH));
    expect(textsOf([...start, ...rest])).toEqual([BOTH]);
    expect(house.states(ONE)).toEqual(['finished']);
    expect(house.states(TWO)).toEqual(['closed', 'finished']);
  });

  it('right behind the last segment calls no model again', async () => {
    await using house = await openHouse(() => ({}));
    await house.endAt(isCommitted(2), keyed(BOTH));
    await house.start();
    const rest = await house.follow(keyed(BOTH));
    expect(textsOf(rest)).toEqual([BOTH]);
    expect(rest.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
    expect(house.endpoint.calls).toHaveLength(2);
  });

  it('while it recovers, RECOVERY_ATTEMPTS times and once more, gives the job up and says so', async () => {
    await using house = await openHouse(() => ({ gate: never }), { RECOVERY_ATTEMPTS: '2' });
    await house.endAt(({ delta }) => delta, keyed(ONE));
    for (let time = 0; time < 2; time += 1) {
      await house.start();
      const [first] = await house.endAt(({ delta }) => delta, keyed(ONE));
      expect(first.message).toMatch(/^Joined/);
    }
    expect(house.endpoint.calls).toHaveLength(3);
    for (let time = 0; time < 2; time += 1) {
      await house.start();
      const list = await house.follow(keyed(ONE));
      expect(list.find(({ error }) => error && !error.document)?.error).toMatchObject({
        code: 'INTERNAL',
        isRetryable: false,
        message: 'The server stopped 3 times while it worked on this job and got no further: it is given up.',
      });
      expect(list.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'FAILED' });
      await house.end();
    }
    expect(house.endpoint.calls).toHaveLength(3);
  });
});

describe('A server that is asked to end', () => {
  it('lets the segments in flight come to their end, cuts streams, ends with 0, and does not pay for them again', async () => {
    const gate = Promise.withResolvers<void>();
    const settings = { MODEL_CONCURRENCY: '1', DRAIN_TIMEOUT_MS: '10000' };
    await using house = await openHouse(({ target }) => (target === ONE ? { gate: gate.promise } : {}), settings);
    const cut = house.follow(keyed(BOTH));
    await vi.waitUntil(() => house.endpoint.calls.length > 0);
    const code = house.end('SIGTERM');
    const start = await cut;
    expect(start.some(({ __typename }) => __typename === 'CompleteChunk')).toBe(false);
    gate.resolve();
    expect(await code).toBe(0);
    expect(house.endpoint.calls.map(({ state }) => state)).toEqual(['finished']);
    await house.start();
    const rest = await house.follow(keyed(BOTH));
    expect(textsOf([...start, ...rest])).toEqual([BOTH]);
    expect(rest.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
    expect(house.endpoint.calls.map(({ state }) => state)).toEqual(['finished', 'finished']);
  });

  it('closes after DRAIN_TIMEOUT_MS what has not come to its end, and leaves the job to the next', async () => {
    let isHeld = true;
    await using house = await openHouse(() => (isHeld ? { gate: never } : {}), { DRAIN_TIMEOUT_MS: '300' });
    const cut = house.follow(keyed(ONE));
    await vi.waitUntil(() => house.endpoint.calls.length > 0);
    const askedAt = performance.now();
    expect(await house.end('SIGTERM')).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(3_000);
    await cut;
    await vi.waitUntil(() => house.endpoint.calls[0]?.state === 'closed');
    isHeld = false;
    await house.start();
    expect((await house.follow(keyed(ONE))).at(-1)).toMatchObject({ status: 'COMPLETED' });
  });

  it('does not take its followers for gone: it cut them itself', async () => {
    const settings = { DISCONNECT_GRACE_MS: '100', DRAIN_TIMEOUT_MS: '10000' };
    await using house = await openHouse(() => ({ tokenMs: 20 }), settings);
    const cut = house.follow(keyed(ONE));
    await vi.waitUntil(() => house.endpoint.calls.length > 0);
    const code = house.end('SIGTERM');
    await cut;
    expect(await code).toBe(0);
    expect(house.states(ONE)).toEqual(['finished']);
    await house.start();
    expect((await house.follow(keyed(ONE))).at(-1)).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('After a restart', () => {
  it('a cursor of before gets the state as it is', async () => {
    await using house = await openHouse(() => ({ tokenMs: 5 }));
    const start = await house.endAt(({ delta }) => delta?.offset > 50, keyed(ONE));
    await house.start();
    const rest = await house.follow({ ...keyed(ONE), after: start.at(-1).cursor });
    expect(rest[0].message).toBe('Joined the job again');
    expect(rest.find(({ delta }) => delta).delta.offset).toBe(0);
    expect(textsOf([...start, ...rest])).toEqual([ONE]);
    const ofNow = rest.at(-3)?.cursor;
    const again = await house.follow({ ...keyed(ONE), after: ofNow });
    expect(again.slice(1).map(({ __typename }) => __typename)).toEqual(['ResultChunk', 'CompleteChunk']);
  });

  it('a job that had ended reads as before, and its cursors, keys and refusals are as good', async () => {
    await using house = await openHouse(() => ({}));
    const all = await house.follow(keyed(BOTH));
    await house.end();
    await house.start();
    const end = all.at(-1).cursor;
    expect(await house.follow({ ...keyed(BOTH), after: end })).toEqual([]);
    const again = await house.follow(keyed(BOTH));
    expect(again[0].message).toMatch(/^Joined the job that this input already ran/);
    expect(textsOf(again)).toEqual([BOTH]);
    expect(again.at(-1)).toMatchObject({ cursor: end, totalTimeMs: all.at(-1).totalTimeMs, usage: all.at(-1).usage });
    const url = new URL(house.url);
    url.searchParams.set('query', STREAM);
    url.searchParams.set('variables', JSON.stringify(keyed(BOTH)));
    const headers = { accept: 'text/event-stream', 'last-event-id': end };
    expect((await fetch(url, { headers })).status).toBe(204);
    const other = await (await post(house.url, STREAM, keyed('Other.'), { accept: 'text/event-stream' })).text();
    expect(other).toContain('"code":"IDEMPOTENCY_KEY_REUSED"');
    expect(house.endpoint.calls).toHaveLength(2);
  });
});

describe('Another desk over the store of one that is gone', () => {
  const request = requestOf('k1', [ONE]);

  function openDesk(store: JobStore, isHeld: boolean, now = Date.now) {
    const models = modelsOf(async ({ text }, _, emit) => {
      emit({ type: 'text', text: isHeld ? text.slice(0, 20) : text });
      return isHeld ? new Promise(() => {}) : { streamed: true };
    });
    return new Desk({ ...deskOptions(), models, store, now });
  }

  async function readUntil(isEnough: (chunk: Chunk) => boolean, stream: AsyncIterable<Chunk>): Promise<Chunk[]> {
    const list: Chunk[] = [];
    for await (const chunk of stream) {
      list.push(chunk);
      if (isEnough(chunk)) {
        break;
      }
    }
    return list;
  }

  it.each([
    ['slow now', () => sleep(0), () => sleep(50)],
    ['so slow then that nothing but the job was kept', () => sleep(50), () => sleep(0)],
  ])('goes on from its cursors at once, where the disk was %s', async (_, before, after) => {
    const kept = createMemoryStore();
    const store = mortal(kept, before);
    const hasText = (chunk: Chunk) => 'delta' in chunk && chunk.delta !== undefined;
    const start = await readUntil(hasText, await openDesk(store, true).stream(request, undefined, anyone));
    store.kill();
    const desk = openDesk(mortal(kept, after), false);
    await desk.recover();
    const rest = await Array.fromAsync(await desk.stream(request, start.at(-1)?.cursor, anyone));
    expect(textsOf([...start, ...rest])).toEqual([ONE]);
    expect(rest.at(-1)?.__typename).toBe('CompleteChunk');
  });

  it('answers JOB_EXPIRED for a job that is no longer kept, and runs it anew once its key is forgotten', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copydesk-expired-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const HOUR_MS = 3_600_000;
    const { resultRetentionMs, keyRetentionMs } = deskOptions();
    let time = 0;
    const first = createDiskStore(folder);
    await Array.fromAsync(await openDesk(first, false, () => time).stream(request, undefined, anyone));
    await first.close();
    const store = createDiskStore(folder);
    const desk = openDesk(store, false, () => time);
    const sweep = () => store.expire(time - resultRetentionMs, time - keyRetentionMs);
    time += resultRetentionMs + HOUR_MS;
    await sweep();
    const expired = { code: 'JOB_EXPIRED', field: 'idempotencyKey' };
    await expect(desk.stream(request, undefined, anyone)).rejects.toMatchObject(expired);
    await expect(desk.complete(request, anyone)).rejects.toMatchObject(expired);
    time += keyRetentionMs;
    await sweep();
    expect(await desk.complete(request, anyone)).toMatchObject({ status: 'COMPLETED' });
    await store.close();
  });
});
