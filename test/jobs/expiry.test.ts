import { expect, it, vi } from 'vitest';
import { CopydeskError } from '../../src/errors.ts';
import type { Chunk } from '../../src/jobs/chunk.ts';
import { type Caller, createMemoryStore, Desk, type OptimizeRequest } from '../../src/jobs/index.ts';
import { createModels, type Model, type Models } from '../../src/models/index.ts';
import { textsOf } from '../kit/http.ts';
import { wordLimits } from '../kit/limits.ts';

const HOUR_MS = 3_600_000;
const caller: Caller = { id: 'anyone', signal: new AbortController().signal };
const request: OptimizeRequest = {
  documents: [{ name: 'a.txt', content: 'We utilized it.' }],
  optimizationType: 'CLARITY',
  idempotencyKey: 'k1',
  onDisconnect: 'CANCEL',
};

function openDesk(models: Models = createModels(undefined, { idleMs: 1_000 })) {
  let time = 0;
  const desk = new Desk({
    models,
    store: createMemoryStore(),
    limits: {
      documents: 10,
      documentBytes: 1000,
      totalBytes: 10_000,
      protectedTermsLength: 1000,
      concurrentJobs: 10,
      callerDocuments: 100,
      callerBytes: 100_000,
      ...wordLimits,
    },
    segmentWords: 600,
    attempts: 1,
    retryDeadlineMs: 0,
    flushIntervalMs: 40,
    disconnectGraceMs: 0,
    resultRetentionMs: HOUR_MS,
    keyRetentionMs: 24 * HOUR_MS,
    recoveryAttempts: 5,
    drainTimeoutMs: 0,
    now: () => time,
    onEvent: () => {},
  });
  const stream = async (more: Partial<OptimizeRequest> = {}, after?: string): Promise<Chunk[]> =>
    Array.fromAsync(await desk.stream({ ...request, ...more }, after, caller));
  const pass = async (milliseconds: number) => {
    time += milliseconds;
    await vi.advanceTimersByTimeAsync(milliseconds);
  };
  return { desk, stream, pass };
}

it('A job is given back from the store for as long as it is kept, its cursors as good as before', async () => {
  vi.useFakeTimers();
  const { stream, pass } = openDesk();
  const [first, ...rest] = await stream();
  await pass(HOUR_MS / 2);
  const again = await stream();
  expect(again[0]).toMatchObject({ message: expect.stringMatching(/^Joined the job that this input already ran/) });
  expect(textsOf(again)).toEqual(['We used it.']);
  expect(again.at(-1)?.cursor).toBe(rest.at(-1)?.cursor);
  expect(await stream({}, rest.at(-1)?.cursor)).toEqual([]);
  expect(textsOf(await stream({}, first?.cursor))).toEqual(['We used it.']);
  vi.useRealTimers();
});

it('An expired job answers JOB_EXPIRED under its key and its cursors, and is never run again', async () => {
  vi.useFakeTimers();
  const { desk, stream, pass } = openDesk();
  const chunks = await stream();
  await pass(HOUR_MS + 120_000);
  await expect(stream()).rejects.toMatchObject({ code: 'JOB_EXPIRED', field: 'idempotencyKey' });
  await expect(stream({}, chunks[0]?.cursor)).rejects.toMatchObject({ code: 'JOB_EXPIRED', field: 'after' });
  const id = chunks[0]?.state.job.id ?? '';
  const expired = { code: 'JOB_EXPIRED', field: 'id' };
  await expect(desk.follow(id, undefined, caller)).rejects.toMatchObject(expired);
  await expect(desk.cancel(id, caller)).rejects.toMatchObject(expired);
  await expect(desk.retry(id, caller)).rejects.toMatchObject(expired);
  expect(await desk.job(id, caller)).toBeUndefined();
  vi.useRealTimers();
});

it('The same input without a key runs again a minute after its job has ended', async () => {
  vi.useFakeTimers();
  const { stream, pass } = openDesk();
  const keyless = { idempotencyKey: undefined };
  const [first] = await stream(keyless);
  await pass(59_000);
  expect((await stream(keyless))[0]?.cursor).toBe(first?.cursor);
  await pass(2_000);
  expect((await stream(keyless))[0]).toMatchObject({ message: 'Started the optimization of 1 document' });
  vi.useRealTimers();
});

it('What came of a job reads the same from the store as it did live, also of one that failed', async () => {
  vi.useFakeTimers();
  const model: Model = {
    id: 'cut',
    isBuiltin: false,
    concurrency: 8,
    price: undefined,
    async rewrite({ text }, _, emit) {
      emit({ type: 'text', text: 'What had been' });
      emit({ type: 'text', text: ' received' });
      if (text === 'bad') {
        throw new CopydeskError('MODEL_REFUSED', 'Refused.');
      }
      return { streamed: false };
    },
  };
  const models: Models = {
    list: [model],
    default: model,
    get: () => model,
    close: async () => {},
    chain: () => [model],
  };
  const { stream, pass } = openDesk(models);
  const documents = ['good', 'bad'].map((content) => ({ name: `${content}.txt`, content }));
  const told = async () => {
    const chunks = await stream({ documents });
    return chunks
      .slice(1)
      .map(({ state: _, timestamp: __, ...chunk }) =>
        'document' in chunk && chunk.document
          ? { ...chunk, document: { ...chunk.document, segments: chunk.document.segments.map(({ text }) => text) } }
          : chunk,
      );
  };
  await stream({ documents });
  const live = await told();
  await pass(HOUR_MS / 2);
  expect(await told()).toEqual(live);
  expect(JSON.stringify(live)).toContain('What had been received');
  vi.useRealTimers();
});

it('Nobody else finds, follows, cancels, retries or lists a job', async () => {
  const { desk, stream } = openDesk();
  const id = (await stream())[0]?.state.job.id ?? '';
  const other: Caller = { ...caller, id: 'other' };
  const missing = { code: 'NOT_FOUND', field: 'id' };
  expect(await desk.job(id, other)).toBeUndefined();
  expect((await desk.jobs({ first: 10 }, other)).jobs).toEqual([]);
  await expect(desk.jobs({ first: 10, after: id }, other)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  await expect(desk.follow(id, undefined, other)).rejects.toMatchObject(missing);
  await expect(desk.cancel(id, other)).rejects.toMatchObject(missing);
  await expect(desk.retry(id, other)).rejects.toMatchObject(missing);
  expect(await desk.job(id, caller)).toMatchObject({ status: 'COMPLETED' });
});
