import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { type EndpointOptions, startEndpoint } from '../kit/endpoint.ts';
import { chunks, collect, type Json, postJson, textsOf } from '../kit/http.ts';
import { CANCEL, input, JOB, JOB_STREAM, JOBS, OPTIMIZE, RETRY, START, STREAM, words } from '../kit/operations.ts';
import { startProcess } from '../kit/process.ts';
import { startServer, type TestServer } from '../kit/server.ts';

const paced = { answer: () => ({ tokenMs: 5 }) };
const never = { answer: () => ({ gate: new Promise<void>(() => {}) }) };
const TEXT = words(60);

/** An endpoint, and a server in front of it that can be started anew with the folder of the one before. */
async function openHouse(options: EndpointOptions = {}, settings: Record<string, string> = {}) {
  const endpoint = await startEndpoint(options);
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-operations-'));
  const start = () =>
    startServer({ DATA_DIR: folder, OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'test-model', ...settings });
  let server: TestServer = await start();
  const ask = async (query: string, variables: object): Promise<Json> => {
    const { data, errors } = await postJson(server.url, query, variables);
    return errors ? { refused: errors[0].extensions, message: errors[0].message } : Object.values(data)[0];
  };
  const house = {
    endpoint,
    url: () => server.url,
    ask,
    job: (id: string) => ask(JOB, { id }),
    ended: async (id: string): Promise<Json> =>
      vi.waitUntil(
        async () => {
          const job = await ask(JOB, { id });
          return job.finishedAt && job;
        },
        { timeout: 10_000, interval: 20 },
      ),
    follow: (id: string, more: object = {}): Promise<Json[]> =>
      collect(chunks(server.url, JOB_STREAM, { id, ...more })),
    /** A job that has begun to stream. */
    async streaming(more: object = {}): Promise<Json> {
      const job = await ask(START, { input: input(TEXT, more) });
      await vi.waitUntil(async () => (await ask(JOB, { id: job.id })).percent > 0);
      return job;
    },
    async restart(): Promise<void> {
      await server.drain();
      server = await start();
    },
    async [Symbol.asyncDispose]() {
      await server.drain();
      await endpoint.close();
      await rm(folder, { recursive: true });
    },
  };
  return house;
}

describe('startOptimization', () => {
  it('answers at once with the job, which runs to its end', async () => {
    await using house = await openHouse(paced);
    const job = await house.ask(START, { input: input(TEXT) });
    expect(job).toMatchObject({
      status: expect.stringMatching(/^(QUEUED|RUNNING)$/),
      finishedAt: null,
      expiresAt: null,
      optimizationType: 'CLARITY',
      model: 'test-model',
      documents: [{ index: 0, name: 'text.txt' }],
      outcomes: [],
    });
    const ended = await house.ended(job.id);
    expect(ended).toMatchObject({
      status: 'COMPLETED',
      percent: 100,
      createdAt: job.createdAt,
      outcomes: [{ __typename: 'OptimizedDocument', optimizedContent: TEXT }],
      usage: { modelCalls: 1 },
    });
    expect(Date.parse(ended.expiresAt) - Date.parse(ended.finishedAt)).toBe(7 * 86_400_000);
  });

  it('joins the job of the same key, as the stream and the plain mutation do', async () => {
    await using house = await openHouse(paced);
    const keyed = { input: input(TEXT, { idempotencyKey: 'k1' }) };
    const jobs = await Promise.all(Array.from({ length: 5 }, () => house.ask(START, keyed)));
    const [first] = await collect(chunks(house.url(), STREAM, keyed));
    const { jobId } = await house.ask(OPTIMIZE, keyed);
    expect(new Set([first.jobId, jobId, ...jobs.map(({ id }) => id)]).size).toBe(1);
    expect(house.endpoint.calls).toHaveLength(1);
    const other = await house.ask(START, { input: input('Other text.', { idempotencyKey: 'k1' }) });
    expect(other.refused.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('counts nobody as a follower: the job is cancelled after the grace period, unless it is to continue', async () => {
    await using house = await openHouse(never, { DISCONNECT_GRACE_MS: '200' });
    await house.ask(START, { input: input(TEXT) });
    await vi.waitUntil(() => house.endpoint.calls[0]?.state === 'closed', { timeout: 5000 });
    await house.ask(START, { input: input(TEXT, { onDisconnect: 'CONTINUE' }) });
    await sleep(500);
    expect(house.endpoint.calls.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('keeps the job of a client that polls it', async () => {
    await using house = await openHouse(paced, { DISCONNECT_GRACE_MS: '400' });
    const { id } = await house.ask(START, { input: input(words(250)) });
    expect(await house.ended(id)).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('job', () => {
  it('is null where there is none', async () => {
    await using house = await openHouse();
    expect(await house.job('none')).toBeNull();
  });

  it('is the same after a restart, also of one that was left unfinished', async () => {
    await using house = await openHouse(paced);
    const done = await house.ended((await house.ask(START, { input: input('Text.') })).id);
    const { id } = await house.streaming();
    await house.restart();
    expect(await house.job(done.id)).toEqual(done);
    expect(await house.ended(id)).toMatchObject({ status: 'COMPLETED', outcomes: [{ optimizedContent: TEXT }] });
  });
});

describe('jobStream', () => {
  it('gives the whole job, while it runs and after its end', async () => {
    await using house = await openHouse(paced);
    const { id } = await house.streaming();
    const live = await house.follow(id);
    const later = await house.follow(id);
    for (const list of [live, later]) {
      expect(textsOf(list)).toEqual([TEXT]);
      expect(list[0]).toMatchObject({ jobId: id, message: 'Joined the job' });
      expect(list.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
    }
  });

  it('goes on behind `after`, also when the server was restarted in between', async () => {
    await using house = await openHouse(paced);
    const { id } = await house.streaming();
    const start: Json[] = [];
    for await (const chunk of chunks(house.url(), JOB_STREAM, { id })) {
      start.push(chunk);
      if (chunk.delta?.offset > 0) {
        break;
      }
    }
    await house.restart();
    const rest = await house.follow(id, { after: start.at(-1).cursor });
    expect(textsOf([...start, ...rest])).toEqual([TEXT]);
    expect(await house.follow(id, { after: rest.at(-1).cursor })).toEqual([]);
  });

  it('at the end of a finished job answers 204 over GET, so that an EventSource stops', async () => {
    await using house = await openHouse();
    const { id } = await house.ask(START, { input: input(TEXT) });
    const all = await house.follow(id);
    const url = new URL(house.url());
    url.searchParams.set('query', JOB_STREAM);
    url.searchParams.set('variables', JSON.stringify({ id }));
    const get = (last: string) => fetch(url, { headers: { accept: 'text/event-stream', 'last-event-id': last } });
    expect((await get(all.at(-1).cursor)).status).toBe(204);
    const response = await get(all[0].cursor);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('CompleteChunk');
  });

  it('refuses what is not there, and the cursor of another job', async () => {
    await using house = await openHouse();
    const [{ id }, other] = [
      await house.ask(START, { input: input('One.') }),
      await house.ask(START, { input: input('Two.') }),
    ];
    const [chunk] = await house.follow(other.id);
    const refused = async (variables: object) =>
      (await collect(chunks(house.url(), JOB_STREAM, variables)))[0].errors[0].extensions;
    expect(await refused({ id: 'none' })).toEqual({ code: 'NOT_FOUND', field: 'id' });
    expect(await refused({ id, after: chunk.cursor })).toEqual({ code: 'CURSOR_INVALID', field: 'after' });
  });
});

describe('cancelOptimization', () => {
  it('closes the calls, keeps what is done, says what was used, and tells those who follow', async () => {
    await using house = await openHouse({
      answer: ({ target }) => (target === 'One.' ? {} : { gate: new Promise(() => {}) }),
    });
    const documents = ['One.', 'Two is long enough.'].map((content, index) => ({ name: `${index}.txt`, content }));
    const { id } = await house.ask(START, { input: { documents, optimizationType: 'STYLE' } });
    const followed = house.follow(id);
    await vi.waitUntil(async () => (await house.job(id)).outcomes.length === 1 && house.endpoint.calls.length === 2);
    const at = performance.now();
    const job = await house.ask(CANCEL, { id });
    await vi.waitUntil(() => house.endpoint.calls.every(({ state }) => state !== 'open'));
    const closed = house.endpoint.calls.find(({ state }) => state === 'closed');
    expect(Number(closed?.closedAt) - at).toBeLessThan(100);
    expect(job).toMatchObject({
      status: 'CANCELLED',
      finishedAt: expect.any(String),
      outcomes: [
        { __typename: 'OptimizedDocument', optimizedContent: 'One.' },
        { __typename: 'OptimizeError', code: 'CANCELLED', message: 'Cancelled on request.' },
      ],
      usage: { totalTokens: expect.any(Number) },
    });
    const list = await followed;
    expect(list.map(({ stage }) => stage)).toContain('CANCELLING');
    expect(list.at(-1)).toMatchObject({ status: 'CANCELLED', successCount: 1, failureCount: 1 });
  });

  it('is idempotent: at once, again, after the end, after a restart', async () => {
    await using house = await openHouse(paced);
    const { id } = await house.streaming();
    const both = await Promise.all([house.ask(CANCEL, { id }), house.ask(CANCEL, { id })]);
    await house.restart();
    const all = [...both, await house.ask(CANCEL, { id }), await house.job(id)];
    expect(all).toEqual(Array(4).fill(all[0]));
    expect(all[0].status).toBe('CANCELLED');
    await sleep(100);
    expect(house.endpoint.calls).toHaveLength(1);
  });

  it('leaves a job as it is that has ended otherwise', async () => {
    await using house = await openHouse({ answer: ({ target }) => (target === 'bad' ? { status: 401 } : {}) });
    for (const [content, status] of [
      ['good', 'COMPLETED'],
      ['bad', 'FAILED'],
    ] as const) {
      const { id } = await house.ask(START, { input: input(content) });
      const ended = await house.ended(id);
      expect(ended.status).toBe(status);
      expect(await house.ask(CANCEL, { id })).toEqual(ended);
    }
  });

  it('holds where the server is killed right behind its answer', async () => {
    await using endpoint = await startEndpoint(never);
    const folder = await mkdtemp(join(tmpdir(), 'copydesk-operations-'));
    const settings = { DATA_DIR: folder, OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'test-model' };
    let id = '';
    {
      await using server = startProcess(settings);
      const url = await server.url();
      id = (await postJson(url, START, { input: input(TEXT) })).data.startOptimization.id;
      await vi.waitUntil(() => endpoint.calls.length === 1);
      await postJson(url, CANCEL, { id });
      server.child.kill('SIGKILL');
      await once(server.child, 'exit');
    }
    await using server = await startServer(settings);
    expect((await postJson(server.url, JOB, { id })).data.job).toMatchObject({ status: 'CANCELLED' });
    expect(endpoint.calls).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  it('stops a job the moment it was started, before any call', async () => {
    await using house = await openHouse(never);
    const { id } = await house.ask(START, { input: input(TEXT) });
    expect(await house.ask(CANCEL, { id })).toMatchObject({ status: 'CANCELLED' });
    expect(house.endpoint.calls.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('refuses what is not there', async () => {
    await using house = await openHouse();
    expect((await house.ask(CANCEL, { id: 'none' })).refused).toEqual({ code: 'NOT_FOUND', field: 'id' });
  });
});

describe('jobs', () => {
  it('are given newest first, page by page, also after a restart', async () => {
    await using house = await openHouse();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await house.ask(START, { input: input(`Text ${index}.`) })).id);
    }
    await Promise.all(ids.map((id) => house.ended(id)));
    await house.restart();
    const pages: Json[] = [];
    let after: string | null = null;
    do {
      const page: Json = await house.ask(JOBS, { first: 2, after });
      pages.push(page.edges.map(({ node }: Json) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    const { edges, pageInfo } = await house.ask(JOBS, {});
    expect(edges.map(({ node }: Json) => node)).toEqual(ids.map((id) => ({ id, status: 'COMPLETED', percent: 100 })));
    expect(pageInfo).toEqual({ hasNextPage: false, endCursor: edges[4].cursor });
  });

  it('are filtered by their status as it is now', async () => {
    await using house = await openHouse({ answer: ({ target }) => (target === 'good' ? {} : never.answer()) });
    const running = await house.ask(START, { input: input('Running text here.') });
    await house.ended((await house.ask(START, { input: input('good') })).id);
    await vi.waitUntil(async () => (await house.job(running.id)).percent > 0);
    const idsOf = async (status: string) =>
      (await house.ask(JOBS, { status })).edges.map(({ node }: Json) => [node.id === running.id, node.status]);
    expect(await idsOf('RUNNING')).toEqual([[true, 'RUNNING']]);
    expect(await idsOf('COMPLETED')).toEqual([[false, 'COMPLETED']]);
    expect(await idsOf('FAILED')).toEqual([]);
    expect((await house.ask(JOBS, {})).edges[1].node.percent).toBeGreaterThan(0);
  });

  it('are none at first; a page of a strange size or place is refused', async () => {
    await using house = await openHouse();
    expect(await house.ask(JOBS, {})).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    for (const first of [0, -1, 101]) {
      expect((await house.ask(JOBS, { first })).refused).toEqual({ code: 'INVALID_INPUT', field: 'first' });
    }
    expect((await house.ask(JOBS, { after: 'none' })).refused).toEqual({ code: 'CURSOR_INVALID', field: 'after' });
  });
});

describe('retryOptimization', () => {
  const PARTS = ['alpha', 'beta', 'gamma'].map((name) =>
    Array.from({ length: 60 }, (_, index) => `${name}${index}`).join(' '),
  );
  const three = { input: input(PARTS.join('\n\n'), { idempotencyKey: 'k1' }) };
  const small = { SEGMENT_WORDS: '50', MODEL_ATTEMPTS: '1' };
  const callsOf = ({ endpoint }: { endpoint: { calls: readonly { target: string }[] } }) =>
    PARTS.map((part) => endpoint.calls.filter(({ target }) => target === part).length);

  it('pays only for what failed, and gives the whole text', async () => {
    let isDown = true;
    const failed = Promise.withResolvers<void>();
    await using house = await openHouse(
      {
        async answer({ target }) {
          if (target !== PARTS[1]) {
            return {};
          }
          await failed.promise;
          return isDown ? { status: 401 } : {};
        },
      },
      small,
    );
    const { id } = await house.ask(START, three);
    await vi.waitUntil(() => house.endpoint.calls.filter(({ state }) => state === 'finished').length === 2);
    await sleep(50);
    failed.resolve();
    const before = await house.follow(id);
    expect(before.at(-1)).toMatchObject({ status: 'FAILED' });
    isDown = false;
    expect(await house.ask(RETRY, { id })).toMatchObject({ status: 'RUNNING', finishedAt: null, outcomes: [] });
    expect(await house.ended(id)).toMatchObject({
      status: 'COMPLETED',
      outcomes: [{ optimizedContent: PARTS.join('\n\n') }],
    });
    expect(callsOf(house)).toEqual([1, 2, 1]);
    const rest = await house.follow(id, { after: before.at(-1).cursor });
    expect(new Set(rest.flatMap(({ delta }) => delta?.segment ?? []))).toEqual(new Set([1]));
    expect(textsOf([...before, ...rest])).toEqual([PARTS.join('\n\n')]);
    expect(rest.at(-1)).toMatchObject({ status: 'COMPLETED', successCount: 1, failureCount: 0 });
    const [first, ...others] = await collect(chunks(house.url(), STREAM, three));
    expect(first.jobId).toBe(id);
    expect(textsOf(others)).toEqual([PARTS.join('\n\n')]);
    expect(callsOf(house)).toEqual([1, 2, 1]);
  });

  it('runs again what was kept, and leaves the document as it was where that fails', async () => {
    let answer: object = { text: 'Nothing of it.' };
    await using house = await openHouse({ answer: ({ target }) => (target === PARTS[1] ? answer : {}) }, small);
    const { id } = await house.ask(START, three);
    const first = await house.ended(id);
    expect(first).toMatchObject({ status: 'COMPLETED_WITH_ISSUES', outcomes: [{ status: 'FULFILLED_WITH_ISSUES' }] });
    expect(first.outcomes[0].segments.map(({ state }: Json) => state)).toEqual(['COMMITTED', 'KEPT', 'COMMITTED']);

    answer = { status: 401 };
    await house.ask(RETRY, { id });
    const second = await house.ended(id);
    expect(second).toMatchObject({ status: 'COMPLETED_WITH_ISSUES', outcomes: [{ status: 'FULFILLED_WITH_ISSUES' }] });
    expect(second.outcomes[0].optimizedContent).toBe(PARTS.join('\n\n'));
    expect(second.outcomes[0].segments[1].reason).not.toBe(first.outcomes[0].segments[1].reason);

    answer = {};
    await house.restart();
    expect(await house.job(id)).toEqual(second);
    await house.ask(RETRY, { id });
    expect(await house.ended(id)).toMatchObject({ status: 'COMPLETED', outcomes: [{ status: 'FULFILLED' }] });
    const [one, , other] = callsOf(house);
    expect([one, other]).toEqual([1, 1]);
  });

  it('goes on with a job that was cancelled, and can be cancelled again', async () => {
    await using house = await openHouse(paced);
    const { id } = await house.streaming();
    await house.ask(CANCEL, { id });
    await house.ask(RETRY, { id });
    expect(await house.ask(CANCEL, { id })).toMatchObject({ status: 'CANCELLED' });
    await house.ask(RETRY, { id });
    expect(textsOf(await house.follow(id))).toEqual([TEXT]);
    expect((await house.job(id)).status).toBe('COMPLETED');
  });

  it('gives a job as it is that runs or has nothing to retry, and starts one run, however often it is asked', async () => {
    let isDown = true;
    await using house = await openHouse({ answer: () => (isDown ? { status: 401 } : { tokenMs: 5 }) });
    const { id } = await house.ask(START, { input: input(TEXT) });
    await house.ended(id);
    isDown = false;
    const retried = await Promise.all(Array.from({ length: 5 }, () => house.ask(RETRY, { id })));
    expect(retried.map(({ status }) => status)).toEqual(Array(5).fill('RUNNING'));
    const ended = await house.ended(id);
    expect(await house.ask(RETRY, { id })).toEqual(ended);
    expect(house.endpoint.calls).toHaveLength(2);
  });

  it('goes on after a restart in the middle of it', async () => {
    let isDown = true;
    await using house = await openHouse({ answer: () => (isDown ? { status: 401 } : { tokenMs: 5 }) });
    const { id } = await house.ask(START, { input: input(TEXT) });
    await house.ended(id);
    isDown = false;
    await house.ask(RETRY, { id });
    await vi.waitUntil(async () => (await house.job(id)).percent > 0);
    await house.restart();
    expect(await house.ended(id)).toMatchObject({ status: 'COMPLETED', outcomes: [{ optimizedContent: TEXT }] });
    expect(house.endpoint.calls.map(({ state }) => state)).toEqual(['finished', 'closed', 'finished']);
  });

  it('refuses what is not there', async () => {
    await using house = await openHouse();
    expect((await house.ask(RETRY, { id: 'none' })).refused).toEqual({ code: 'NOT_FOUND', field: 'id' });
  });
});

describe('What a caller has in work', () => {
  const several = (count: number, content: string) => ({
    input: {
      documents: Array.from({ length: count }, (_, index) => ({
        name: `${index}.txt`,
        content: `${content} ${index}`,
      })),
      optimizationType: 'CLARITY',
    },
  });

  it('is bounded in documents, and who is refused is told when to come back', async () => {
    await using house = await openHouse(never, { MAX_CALLER_DOCUMENTS: '3' });
    await house.ask(START, several(2, 'a'));
    const { refused, message } = await house.ask(START, several(2, 'b'));
    expect(refused.code).toBe('RATE_LIMITED');
    expect(message).toMatch(/MAX_CALLER_DOCUMENTS allows 3\. Try again when a job has ended, in about \d+ s\.$/);
    expect(await house.ask(START, several(1, 'c'))).toMatchObject({ finishedAt: null });
    expect((await house.ask(START, several(4, 'd'))).refused).toEqual({ code: 'QUOTA_EXCEEDED', field: 'documents' });
    expect((await house.ask(JOBS, {})).edges).toHaveLength(2);
  });

  it('is bounded in bytes, and makes room when a job has ended', async () => {
    await using house = await openHouse(never, { MAX_CALLER_BYTES: '100' });
    const { id } = await house.ask(START, several(1, 'ä'.repeat(40)));
    expect((await house.ask(START, several(1, 'b'.repeat(30)))).refused.code).toBe('RATE_LIMITED');
    await house.ask(CANCEL, { id });
    expect(await house.ask(START, several(1, 'b'.repeat(30)))).toMatchObject({ finishedAt: null });
    expect((await house.ask(RETRY, { id })).refused.code).toBe('RATE_LIMITED');
    expect((await house.job(id)).status).toBe('CANCELLED');
  });
});

it('A document whose calls wait for those of others is QUEUED, and only then', async () => {
  const gate = Promise.withResolvers<void>();
  await using house = await openHouse({ answer: () => ({ gate: gate.promise }) }, { MODEL_CONCURRENCY: '1' });
  const first = await house.ask(START, { input: input(TEXT) });
  await vi.waitUntil(() => house.endpoint.calls.length === 1);
  const second = await house.ask(START, { input: input('Some other text.') });
  const followed = house.follow(second.id);
  await sleep(100);
  gate.resolve();
  const stagesOf = (list: readonly Json[]) => list.flatMap(({ stage, document }) => (document ? stage : []));
  const stages = stagesOf(await followed);
  expect(stages.slice(0, 4)).toEqual(['PREPARING', 'PROCESSING', 'QUEUED', 'PROCESSING']);
  expect(stages.filter((stage) => stage === 'QUEUED')).toHaveLength(1);
  expect(stagesOf(await house.follow(first.id))).not.toContain('QUEUED');
});
