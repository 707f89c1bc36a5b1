import { expect, test, vi } from 'vitest';
import { type Chunk, createClient, fold, type OptimizeInput } from '../../src/client/index.ts';
import { words } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair } from '../kit/server.ts';

const paced = { answer: () => ({ tokenMs: 5 }) };

function inputOf(content: string): OptimizeInput {
  return { optimizationType: 'CLARITY', documents: [{ name: 'a.txt', content }] };
}

test('start answers at once, and job tells how it stands until it is done', async () => {
  await using pair = await startPair(paced);
  const client = createClient(pair.server);
  const { id, outcomes } = await client.start(inputOf(words(40)));
  expect(outcomes).toEqual([]);
  const job = await vi.waitUntil(async () => {
    const now = await client.job(id);
    return now?.finishedAt ? now : undefined;
  });
  expect(job).toMatchObject({ id, status: 'COMPLETED', outcomes: [{ optimizedContent: words(40) }] });
  expect(await client.job('none')).toBeNull();
});

test('follow gives a job as optimizeStream does, and goes on where it was cut', async () => {
  await using pair = await startPair(paced);
  await using proxy = await startProxy(pair.server.url, { cutAfter: [4000] });
  const { id } = await createClient(pair.server).start(inputOf(words(60)));
  const jobs = await Array.fromAsync(fold(createClient({ url: proxy.url }).follow(id)));
  expect(jobs.at(-1)).toMatchObject({
    jobId: id,
    documents: [{ text: words(60), result: { optimizedContent: words(60) } }],
    complete: { status: 'COMPLETED' },
  });
  expect(proxy.connections).toBe(2);
  expect(pair.endpoint.calls).toHaveLength(1);
});

test('follow goes on behind a cursor, and refuses a job that is not there', async () => {
  await using pair = await startPair();
  const client = createClient(pair.server);
  const { id } = await client.start(inputOf('text'));
  const all = await Array.fromAsync(client.follow(id));
  expect(await Array.fromAsync(client.follow(id, { after: all.at(-1)?.cursor }))).toEqual([]);
  const none: Promise<Chunk[]> = Array.fromAsync(client.follow('none'));
  await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' });
});

test('cancel ends a job, and retry goes on with it', async () => {
  await using pair = await startPair(paced);
  const client = createClient(pair.server);
  const { id } = await client.start(inputOf(words(200)));
  await vi.waitUntil(() => pair.endpoint.calls.length === 1);
  expect(await client.cancel(id)).toMatchObject({ status: 'CANCELLED', outcomes: [{ code: 'CANCELLED' }] });
  expect(await client.retry(id)).toMatchObject({ status: 'RUNNING' });
  const chunks = await Array.fromAsync(client.follow(id));
  expect(chunks.at(-1)).toMatchObject({ status: 'COMPLETED' });
});

test('jobs gives the newest first, page by page', async () => {
  await using pair = await startPair();
  const client = createClient(pair.server);
  const ids: string[] = [];
  for (const content of ['one', 'two', 'three']) {
    ids.unshift((await client.optimize(inputOf(content))).jobId);
  }
  const first = await client.jobs({ first: 2 });
  const second = await client.jobs({ first: 2, after: first.pageInfo.endCursor });
  expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(ids);
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect((await client.jobs({ status: 'FAILED' })).edges).toEqual([]);
});
