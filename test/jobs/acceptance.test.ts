import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type Caller, createMemoryStore, Desk, DiskError, type OptimizeRequest } from '../../src/jobs/index.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { createModels } from '../../src/models/index.ts';
import { type Endpoint, startEndpoint } from '../kit/endpoint.ts';
import { textsOf } from '../kit/http.ts';
import { words } from '../kit/operations.ts';

const anyone: Caller = { id: 'anyone', signal: new AbortController().signal };
const TEXT = words(40);
const request: OptimizeRequest = {
  documents: [{ name: 'a.txt', content: TEXT }],
  optimizationType: 'CLARITY',
  onDisconnect: 'CANCEL',
};

/** A desk whose store takes a job when `disk` says so, and knows of claims what `more` does. */
function openDesk({ url }: Endpoint, disk: Promise<void>, more: Partial<JobStore> = {}): Desk {
  const { endpoint, builtin, ...config } = loadConfig({ OPENAI_BASE_URL: url, DRAIN_TIMEOUT_MS: '0' });
  const memory = createMemoryStore();
  return new Desk({
    ...config,
    models: createModels(endpoint, builtin),
    store: {
      ...memory,
      async insert(job, replaced) {
        await disk;
        return memory.insert(job, replaced);
      },
      ...more,
    },
    now: Date.now,
    onEvent: () => {},
  });
}

it('Where it is certain to be taken, a job’s call goes out before the disk has it, and its caller is told of nothing before', async () => {
  await using endpoint = await startEndpoint();
  const disk = Promise.withResolvers<void>();
  const desk = openDesk(endpoint, disk.promise);
  const told = vi.fn();
  const stream = desk.stream(request, undefined, anyone);
  stream.then(told);
  await vi.waitUntil(() => endpoint.calls[0]?.state === 'finished');
  expect(told).not.toHaveBeenCalled();
  disk.resolve();
  const chunks = await Array.fromAsync(await stream);
  expect(textsOf(chunks)).toEqual([TEXT]);
  expect(chunks.at(-1)).toMatchObject({ state: { status: 'COMPLETED' } });
  expect(endpoint.calls).toHaveLength(1);
  await desk.drain();
});

it('Where it may not be taken, a job’s call waits until the disk has it', async () => {
  await using endpoint = await startEndpoint();
  const disk = Promise.withResolvers<void>();
  const desk = openDesk(endpoint, disk.promise, { willTake: () => false });
  const stream = desk.stream(request, undefined, anyone);
  await sleep(100);
  expect(endpoint.calls).toHaveLength(0);
  disk.resolve();
  expect(textsOf(await Array.fromAsync(await stream))).toEqual([TEXT]);
  expect(endpoint.calls).toHaveLength(1);
  await desk.drain();
});

it('Where another process took the claim meanwhile, the call that went out is closed', async () => {
  await using endpoint = await startEndpoint({ answer: () => ({ gate: new Promise(() => {}) }) });
  const disk = Promise.withResolvers<void>();
  const desk = openDesk(endpoint, disk.promise, { insert: () => disk.promise.then(() => false) });
  const refused = expect(desk.stream(request, undefined, anyone)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await vi.waitUntil(() => endpoint.calls[0]?.state === 'open');
  disk.resolve();
  await refused;
  await vi.waitUntil(() => endpoint.calls[0]?.state !== 'open');
  expect(endpoint.calls).toHaveLength(1);
  await desk.drain();
});

it('Where the disk fails the job is refused, and the call that went out is closed', async () => {
  await using endpoint = await startEndpoint({ answer: () => ({ gate: new Promise(() => {}) }) });
  const disk = Promise.withResolvers<void>();
  const desk = openDesk(endpoint, disk.promise);
  const refused = expect(desk.stream(request, undefined, anyone)).rejects.toThrow(DiskError);
  await vi.waitUntil(() => endpoint.calls[0]?.state === 'open');
  disk.reject(new DiskError('EIO'));
  await refused;
  await vi.waitUntil(() => endpoint.calls[0]?.state !== 'open');
  expect(endpoint.calls).toHaveLength(1);
  await desk.drain();
});
