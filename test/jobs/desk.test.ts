import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { chunks, collect, type Json, postJson, textsOf } from '../kit/http.ts';
import { input, OPTIMIZE, STREAM, words } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';

const paced = { answer: () => ({ tokenMs: 5 }) };
const TEXT = words(60);

/** Reads a stream until this many chunks have come, and leaves. */
async function readSome(pair: Pair, variables: object, count: number): Promise<Json[]> {
  const list: Json[] = [];
  for await (const chunk of chunks(pair.server.url, STREAM, variables)) {
    list.push(chunk);
    if (list.length === count) {
      break;
    }
  }
  return list;
}

const readAll = (pair: Pair, variables: object, headers = {}) =>
  collect(chunks(pair.server.url, STREAM, variables, headers));

describe('The same idempotencyKey and input', () => {
  const keyed = { input: input(TEXT, { idempotencyKey: 'k1' }) };

  it('join the job while it runs, and its text comes whole to both', async () => {
    await using pair = await startPair(paced);
    const first = readAll(pair, keyed);
    await vi.waitUntil(() => pair.endpoint.calls.length > 0);
    const second = await readAll(pair, keyed);
    expect(second[0].message).toBe('Joined the job that this input already started');
    expect(textsOf(second)).toEqual([TEXT]);
    expect(textsOf(await first)).toEqual([TEXT]);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('join it after its end, also by the plain mutation', async () => {
    await using pair = await startPair();
    const [first] = await readAll(pair, keyed);
    const again = await readAll(pair, keyed);
    expect(again[0].message).toMatch(/^Joined the job that this input already ran/);
    expect(textsOf(again)).toEqual([TEXT]);
    const { data } = await postJson(pair.server.url, OPTIMIZE, keyed);
    expect(data.optimize).toMatchObject({ jobId: first.jobId, outcomes: [{ optimizedContent: TEXT }] });
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('join a job that failed or was cancelled: it is never run twice', async () => {
    await using pair = await startPair({ answer: () => ({ status: 401 }) });
    const ends = [(await readAll(pair, keyed)).at(-1), (await readAll(pair, keyed)).at(-1)];
    expect(ends).toMatchObject([{ status: 'FAILED' }, { status: 'FAILED' }]);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('start one job, however many come at the same moment', async () => {
    await using pair = await startPair(paced);
    const all = await Promise.all([
      ...Array.from({ length: 30 }, () => readAll(pair, keyed).then((list) => textsOf(list)[0])),
      ...Array.from({ length: 10 }, () =>
        postJson(pair.server.url, OPTIMIZE, keyed).then(({ data }) => data.optimize.outcomes[0].optimizedContent),
      ),
    ]);
    expect(new Set(all)).toEqual(new Set([TEXT]));
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('with other input are refused, and nothing is started', async () => {
    await using pair = await startPair();
    await readAll(pair, keyed);
    const other = await readAll(pair, { input: input('Other text.', { idempotencyKey: 'k1' }) });
    expect(other).toMatchObject([
      { __typename: 'Refused', errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' } }] },
    ]);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});

describe('The same input without a key', () => {
  it('joins the job that runs or ended a moment ago', async () => {
    await using pair = await startPair(paced);
    const variables = { input: input(TEXT) };
    const both = await Promise.all([readAll(pair, variables), readAll(pair, variables)]);
    expect(both.map((list) => textsOf(list)[0])).toEqual([TEXT, TEXT]);
    expect((await readAll(pair, variables))[0].message).toMatch(/^Joined/);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('joins what failed, and starts anew what was cancelled', async () => {
    let answer: object = { status: 401 };
    await using pair = await startPair({ answer: () => answer }, { DISCONNECT_GRACE_MS: '0' });
    const variables = { input: input(TEXT) };
    expect((await readAll(pair, variables)).at(-1)).toMatchObject({ status: 'FAILED' });
    answer = { tokenMs: 5 };
    expect((await readAll(pair, variables)).at(-1)).toMatchObject({ status: 'FAILED' });
    const other = { input: input(words(300)) };
    await readSome(pair, other, 5);
    // The first one that is cancelled starts the thread that counts its tokens.
    await vi.waitUntil(() => pair.server.log().includes('CANCELLED'), { timeout: 5_000 });
    expect((await readAll(pair, other)).at(-1)).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('Other input under the same key', () => {
  it.each([
    ['another type', { optimizationType: 'STYLE' }],
    ['another model', { model: 'test-model' }],
    ['other instructions', { instructions: 'Other.' }],
    ['another audience', { audience: 'others' }],
    ['other protected terms', { protectedTerms: ['word1'] }],
    ['headings to be rewritten', { rewriteHeadings: true }],
    ['another policy', { onDisconnect: 'CONTINUE' }],
    ['another name', { documents: [{ name: 'b.txt', content: TEXT }] }],
    ['another kind of text', { documents: [{ name: 'text.txt', type: 'letter', content: TEXT }] }],
    ['another format', { documents: [{ name: 'text.txt', format: 'MARKDOWN', content: TEXT }] }],
    [
      'one document more',
      {
        documents: [
          { name: 'text.txt', content: TEXT },
          { name: 'b', content: 'x' },
        ],
      },
    ],
  ])('is refused: %s, and its cursor too', async (_, more) => {
    await using pair = await startPair();
    const [first] = await readAll(pair, { input: input(TEXT, { idempotencyKey: 'k1' }) });
    const other = { input: input(TEXT, { idempotencyKey: 'k1', ...more }) };
    const [refused] = await readAll(pair, other);
    expect(refused.errors[0].extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const [refusedToo] = await readAll(pair, { ...other, after: first.cursor });
    expect(refusedToo.errors[0].extensions.code).toBe('CURSOR_INVALID');
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});

describe('A cursor', () => {
  const keyed = { input: input(TEXT, { idempotencyKey: 'k1' }) };

  it('goes on right behind the chunk, as `after` or as Last-Event-ID', async () => {
    await using pair = await startPair(paced);
    const start = await readSome(pair, keyed, 8);
    const after = start.at(-1).cursor;
    const byArgument = await readAll(pair, { ...keyed, after });
    const byHeader = await readAll(pair, keyed, { 'last-event-id': after });
    for (const rest of [byArgument, byHeader]) {
      expect(rest[0].message).toBe('Joined the job again');
      expect(rest.find(({ delta }) => delta).delta.offset).toBeGreaterThan(0);
      expect(textsOf([...start, ...rest])).toEqual([TEXT]);
    }
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('at the end of a finished job gets `complete` and no chunk', async () => {
    await using pair = await startPair();
    const after = (await readAll(pair, keyed)).at(-1).cursor;
    expect(await readAll(pair, { ...keyed, after })).toEqual([]);
  });

  it('at the end of a finished job gets 204 over GET, so that an EventSource stops', async () => {
    await using pair = await startPair();
    const all = await readAll(pair, keyed);
    const get = (id: string) => {
      const url = new URL(pair.server.url);
      url.searchParams.set('query', STREAM);
      url.searchParams.set('variables', JSON.stringify(keyed));
      return fetch(url, { headers: { accept: 'text/event-stream', 'last-event-id': id } });
    };
    expect((await get(all.at(-1).cursor)).status).toBe(204);
    expect((await get(all.at(1).cursor)).status).toBe(200);
  });

  it.each([
    ['is none', () => 'nonsense', 'CURSOR_INVALID'],
    ['stands in a job that is not known', () => 'no-such-job:4', 'JOB_EXPIRED'],
    ['stands where the job has not come', (cursor: string) => cursor.replace(/\d+$/, '99999'), 'CURSOR_INVALID'],
  ])('that %s is refused', async (_, change, code) => {
    await using pair = await startPair();
    const { cursor } = (await readAll(pair, keyed)).at(-1);
    const refused = await readAll(pair, { ...keyed, after: change(cursor) });
    expect(refused).toMatchObject([{ errors: [{ extensions: { code, field: 'after' } }] }]);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('of another job is refused', async () => {
    await using pair = await startPair();
    const { cursor } = (await readAll(pair, keyed)).at(-1);
    const refused = await readAll(pair, { input: input('Other text.'), after: cursor });
    expect(refused).toMatchObject([{ errors: [{ extensions: { code: 'CURSOR_INVALID', field: 'after' } }] }]);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});

describe('A job that nobody follows', () => {
  it('is cancelled after the grace period, and its call with it', async () => {
    await using pair = await startPair(paced, { DISCONNECT_GRACE_MS: '1000' });
    const keyed = { input: input(words(2000), { idempotencyKey: 'k1' }) };
    await readSome(pair, keyed, 6);
    await sleep(100);
    expect(pair.endpoint.calls[0]?.state).toBe('open');
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { timeout: 5000 });
    const list = await readAll(pair, keyed);
    expect(list.at(-1)).toMatchObject({ status: 'CANCELLED', failureCount: 1 });
    expect(list.at(-2).error).toMatchObject({ code: 'CANCELLED', partialContent: expect.stringMatching(/^word0 /) });
  });

  it('goes on when somebody comes back within it', async () => {
    await using pair = await startPair(paced, { DISCONNECT_GRACE_MS: '2000' });
    const keyed = { input: input(TEXT, { idempotencyKey: 'k1' }) };
    for (let time = 0; time < 3; time += 1) {
      await readSome(pair, keyed, 4);
      await sleep(20);
    }
    expect((await readAll(pair, keyed)).at(-1)).toMatchObject({ status: 'COMPLETED' });
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  it('runs to its end where onDisconnect is CONTINUE', async () => {
    await using pair = await startPair(paced, { DISCONNECT_GRACE_MS: '0' });
    const keyed = { input: input(TEXT, { idempotencyKey: 'k1', onDisconnect: 'CONTINUE' }) };
    await readSome(pair, keyed, 5);
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'finished');
    expect(textsOf(await readAll(pair, keyed))).toEqual([TEXT]);
  });

  it('is cancelled when the one that waits for a plain mutation leaves', async () => {
    await using pair = await startPair(paced, { DISCONNECT_GRACE_MS: '0' });
    const leave = new AbortController();
    const body = JSON.stringify({ query: OPTIMIZE, variables: { input: input(words(2000)) } });
    const headers = { 'content-type': 'application/json' };
    const waiting = fetch(pair.server.url, { method: 'POST', headers, body, signal: leave.signal });
    await vi.waitUntil(() => pair.endpoint.calls.length > 0);
    leave.abort();
    await expect(waiting).rejects.toThrow();
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { timeout: 1000 });
  });
});

describe('Documents of one job', () => {
  const documents = ['one', 'two', 'three'].map((name) => ({ name: `${name}.txt`, content: `This is ${name}.` }));

  it('run side by side; one that fails leaves the others alone', async () => {
    await using pair = await startPair({
      answer: ({ target }) => (target.includes('two') ? { status: 500 } : { tokenMs: 10 }),
    });
    const list = await readAll(pair, { input: { documents, optimizationType: 'STYLE' } });
    const results = list.flatMap(({ result }) => result?.document.name ?? []);
    expect(results.toSorted()).toEqual(['one.txt', 'three.txt']);
    expect(list.find(({ error }) => error).error).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      isRetryable: true,
      document: { index: 1, name: 'two.txt' },
    });
    expect(list.at(-1)).toMatchObject({
      status: 'COMPLETED_WITH_ISSUES',
      successCount: 2,
      failureCount: 1,
      totalResults: 3,
    });
    const [first = 0, second = 0, third = 0] = pair.endpoint.calls.map(({ receivedAt }) => receivedAt);
    expect(Math.max(first, second, third) - first).toBeLessThan(300);
  });

  it('come as they complete, and in the order of the input by the mutation', async () => {
    await using pair = await startPair({
      answer: ({ target }) => ({ tokenMs: target.includes('one') ? 60 : 1 }),
    });
    const variables = { input: { documents, optimizationType: 'STYLE', idempotencyKey: 'order' } };
    const list = await readAll(pair, variables);
    expect(list.flatMap(({ result }) => result?.document.index ?? []).at(-1)).toBe(0);
    const { data } = await postJson(pair.server.url, OPTIMIZE, variables);
    expect(data.optimize.outcomes.map((outcome: Json) => outcome.document.index)).toEqual([0, 1, 2]);
  });
});

it('What the caller wants goes into the prompt, and who it is as a hash', async () => {
  await using pair = await startPair();
  const wants = { audience: 'AUDIENCE', instructions: 'INSTRUCTIONS', protectedTerms: ['TERM'] };
  const documents = [{ name: 'NAME.txt', type: 'KIND', content: 'TEXT with a term' }];
  await readAll(pair, { input: { ...wants, documents, optimizationType: 'CUSTOM' } });
  const [call] = pair.endpoint.calls;
  const prompt = call?.body.messages.at(-1)?.content;
  for (const part of ['AUDIENCE', 'INSTRUCTIONS', 'TERM', 'NAME.txt', 'KIND', 'TEXT']) {
    expect(prompt).toContain(part);
  }
  expect(call?.body.user).toMatch(/^[0-9a-f]{64}$/);
});

it('Jobs past MAX_CONCURRENT_JOBS are refused also when many come at the same moment', async () => {
  const gate = Promise.withResolvers<void>();
  await using pair = await startPair({ answer: () => ({ gate: gate.promise }) }, { MAX_CONCURRENT_JOBS: '3' });
  const codes: (string | undefined)[] = [];
  const all = Array.from({ length: 12 }, async (_, index) => {
    const { errors } = await postJson(pair.server.url, OPTIMIZE, { input: input(`Text ${index}.`) });
    codes.push(errors?.[0].extensions.code);
  });
  await vi.waitUntil(() => codes.length === 9, { timeout: 10_000 });
  gate.resolve();
  await Promise.all(all);
  expect(codes).toEqual([...Array(9).fill('RATE_LIMITED'), undefined, undefined, undefined]);
  expect(pair.endpoint.calls).toHaveLength(3);
});

it('More jobs than MAX_CONCURRENT_JOBS are refused until one has ended', async () => {
  const gate = Promise.withResolvers<void>();
  await using pair = await startPair({ answer: () => ({ gate: gate.promise }) }, { MAX_CONCURRENT_JOBS: '1' });
  const first = readAll(pair, { input: input(TEXT) });
  await vi.waitUntil(() => pair.endpoint.calls.length > 0);
  const refused = await postJson(pair.server.url, OPTIMIZE, { input: input('Other text.') });
  expect(refused.errors[0].extensions).toEqual({ code: 'RATE_LIMITED' });
  gate.resolve();
  await first;
  expect((await postJson(pair.server.url, OPTIMIZE, { input: input('Other text.') })).data.optimize.status).toBe(
    'COMPLETED',
  );
});
