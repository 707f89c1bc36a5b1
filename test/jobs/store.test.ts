import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openDisk } from '../../src/jobs/disk.ts';
import { createDiskStore, DiskError } from '../../src/jobs/disk-store.ts';
import type { Job } from '../../src/jobs/job.ts';
import { createMemoryStore } from '../../src/jobs/memory-store.ts';
import { isPackedJob, unpackJob } from '../../src/jobs/packed-job.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { newJob } from '../kit/job.ts';

function job(id: string, more: Partial<Job> = {}): Job {
  return newJob([], { id, idempotencyKey: 'k', claim: 'key:k', fingerprint: 'f', ...more });
}

const ended = (at: number) => ({ version: 2, at, event: { type: 'jobEnded', status: 'COMPLETED' } as const });

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-store-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const stores: [string, () => Promise<JobStore>][] = [
  ['in memory', async () => createMemoryStore()],
  ['on disk', async () => createDiskStore(await newFolder())],
];

describe.each(stores)('A store %s', (_, createStore) => {
  it('gives back what it was given, in order', async () => {
    const store = await createStore();
    await store.insert(job('a'), undefined);
    await store.append('a', { version: 1, at: 5, event: { type: 'jobStarted' } });
    await store.append('a', ended(6));
    expect(await store.read('a')).toEqual({
      job: job('a'),
      entries: [{ version: 1, at: 5, event: { type: 'jobStarted' } }, ended(6)],
    });
    expect(await store.read('b')).toBeUndefined();
  });

  it('lets one job hold a claim, also when many come at once', async () => {
    const store = await createStore();
    const inserted = await Promise.all(['a', 'b', 'c'].map((id) => store.insert(job(id), undefined)));
    expect(inserted.filter(Boolean)).toHaveLength(1);
    expect(await store.holderOf('anyone', 'key:k')).toBe('a');
    expect(await store.read('b')).toBeUndefined();
  });

  it('says at once whether a job is certain to be taken', async () => {
    const store = await createStore();
    expect(await store.unfinished()).toEqual([]);
    expect(store.willTake('anyone', 'key:k')).toBe(true);
    await store.insert(job('a'), undefined);
    expect(store.willTake('anyone', 'key:k')).toBe(false);
    expect(store.willTake('other', 'key:k')).toBe(true);
    await store.append('a', ended(5));
    await store.expire(6, 0);
    expect(store.willTake('anyone', 'key:k')).toBe(false);
    await store.expire(6, 6);
    expect(store.willTake('anyone', 'key:k')).toBe(true);
    await store.close();
  });

  it('passes a claim on only from the job it is to be taken from', async () => {
    const store = await createStore();
    await store.insert(job('a'), undefined);
    expect(await store.insert(job('b'), 'x')).toBe(false);
    expect(await store.insert(job('b'), 'a')).toBe(true);
    expect(await store.holderOf('anyone', 'key:k')).toBe('b');
  });

  it("keeps callers' claims apart", async () => {
    const store = await createStore();
    await store.insert(job('a'), undefined);
    expect(await store.insert(job('b', { caller: 'other' }), undefined)).toBe(true);
    expect(await store.holderOf('other', 'key:k')).toBe('b');
  });

  it('lets go of jobs that ended long ago, and keeps the hold of their keys', async () => {
    const store = await createStore();
    await store.insert(job('old'), undefined);
    await store.insert(job('keyless', { idempotencyKey: undefined, claim: 'input:f' }), undefined);
    await store.insert(job('running', { claim: 'key:r' }), undefined);
    await store.append('old', ended(10));
    await store.append('keyless', ended(10));
    await store.insert(job('heir', { idempotencyKey: undefined, claim: 'input:g' }), undefined);
    await store.append('heir', ended(10));
    await store.insert(job('next', { idempotencyKey: undefined, claim: 'input:g' }), 'heir');
    expect(await store.expire(11, 0)).toBe(false);
    expect(await store.holderOf('anyone', 'input:g')).toBe('next');
    expect(await store.read('old')).toBeUndefined();
    expect(await store.holderOf('anyone', 'key:k')).toBe('old');
    expect(await store.holderOf('anyone', 'input:f')).toBeUndefined();
    expect(await store.read('running')).toBeDefined();
    expect(await store.unfinished()).toEqual(['running', 'next']);
  });

  it('forgets the keys of jobs that ended longer ago still', async () => {
    const store = await createStore();
    await store.insert(job('a'), undefined);
    await store.append('a', ended(10));
    await store.expire(11, 10);
    expect(await store.holderOf('anyone', 'key:k')).toBe('a');
    await store.expire(11, 11);
    expect(await store.holderOf('anyone', 'key:k')).toBeUndefined();
    expect(await store.insert(job('b'), undefined)).toBe(true);
  });

  it("lists a caller's jobs, the newest first, in one status or in any, from one of them on", async () => {
    const store = await createStore();
    for (const id of ['a', 'b', 'c', 'd']) {
      await store.insert(job(id, { claim: `key:${id}` }), undefined);
    }
    await store.insert(job('other', { caller: 'other' }), undefined);
    await store.append('b', ended(5));
    await store.append('c', { version: 1, at: 5, event: { type: 'jobStarted' } });
    const list = (more: object) =>
      store.list({ caller: 'anyone', status: undefined, after: undefined, first: 9, ...more });
    expect(await list({})).toEqual(['d', 'c', 'b', 'a']);
    expect(await list({ first: 2 })).toEqual(['d', 'c']);
    expect(await list({ after: 'c', first: 1 })).toEqual(['b']);
    expect(await list({ after: 'a' })).toEqual([]);
    expect(await list({ status: 'COMPLETED' })).toEqual(['b']);
    expect(await list({ status: 'RUNNING' })).toEqual(['c']);
    expect(await list({ status: 'QUEUED', after: 'd' })).toEqual(['a']);
    expect(await list({ after: 'none' })).toBeUndefined();
    expect(await list({ after: 'other' })).toBeUndefined();
  });

  it('counts a job that is retried as unfinished until it has ended again', async () => {
    const store = await createStore();
    await store.insert(job('a'), undefined);
    await store.append('a', ended(5));
    await store.append('a', { version: 3, at: 6, event: { type: 'jobRetried' } });
    expect(await store.unfinished()).toEqual(['a']);
    await store.expire(10, 10);
    expect(await store.read('a')).toBeDefined();
    await store.append('a', { ...ended(7), version: 4 });
    expect(await store.unfinished()).toEqual([]);
    await store.expire(10, 0);
    expect(await store.read('a')).toBeUndefined();
    expect(await store.holds('anyone', 'a')).toBe(true);
    expect(await store.holds('other', 'a')).toBe(false);
    expect(await store.holds('anyone', 'b')).toBe(false);
  });

  it('keeps any text, and many entries that are added at once in their order', async () => {
    const store = await createStore();
    const documents = ['a\0b\ud800c\udc00 😀 \u2028', 'é', 'x'].map(
      (content) => ({ name: content, type: 'document', format: 'TEXT', content }) as const,
    );
    await store.insert(job('a', { input: { ...job('a').input, documents } }), undefined);
    const versions = Array.from({ length: 500 }, (_, index) => index + 1);
    await Promise.all(
      versions.map((version) => store.append('a', { version, at: version, event: { type: 'jobStarted' } })),
    );
    const stored = await store.read('a');
    expect(stored?.job.input.documents).toEqual(documents);
    expect(stored?.entries.map(({ version }) => version)).toEqual(versions);
  });
});

it('The store in memory lets the oldest ended jobs go early where their text takes too much room', async () => {
  const store = createMemoryStore(2_500);
  const document = { name: 'a', type: 'document', format: 'TEXT', content: 'x'.repeat(500) } as const;
  for (const id of ['a', 'b', 'c']) {
    await store.insert(job(id, { claim: `key:${id}`, input: { ...job(id).input, documents: [document] } }), undefined);
    await store.append(id, ended(1));
  }
  expect(await store.read('a')).toBeUndefined();
  expect(await store.read('b')).toBeDefined();
  expect(await store.read('c')).toBeDefined();
});

it('The store on disk has all of it again when it is opened anew, also by another process', async () => {
  const folder = await newFolder();
  const store = createDiskStore(folder);
  await store.insert(job('a'), undefined);
  await store.append('a', { version: 1, at: 5, event: { type: 'jobStarted' } });
  const disk = openDisk(folder);
  const [read, holder] = disk
    .run([
      { what: 'read', jobId: 'a' },
      { what: 'holderOf', caller: 'anyone', claim: 'key:k' },
    ])
    .map((reply) => 'result' in reply && reply.result);
  disk.close();
  const entries = [{ version: 1, at: 5, event: { type: 'jobStarted' } }];
  expect(isPackedJob(read) && (await unpackJob(read))).toEqual({ job: job('a'), entries });
  expect(holder).toBe('a');
});

it('The store on disk is certain to take no job whose claim another process holds, and none where it cannot tell', async () => {
  const folder = await newFolder();
  const store = createDiskStore(folder);
  expect(store.willTake('anyone', 'key:k')).toBe(false);
  await store.unfinished();
  expect(store.willTake('anyone', 'key:k')).toBe(true);
  const other = openDisk(folder);
  other.run([{ what: 'insert', job: job('a'), replaced: undefined }]);
  expect(store.willTake('anyone', 'key:k')).toBe(false);
  other.close();
  await store.close();
  expect(store.willTake('anyone', 'key:l')).toBe(false);
});

it('The store on disk is certain to take no job while it is busy, and from a failure on until something is written again', async () => {
  const store = createDiskStore(await newFolder());
  const taken = store.insert(job('a'), undefined);
  expect(store.willTake('anyone', 'key:b')).toBe(false);
  await taken;
  expect(store.willTake('anyone', 'key:b')).toBe(true);
  await expect(store.insert(job('a', { caller: 'other' }), undefined)).rejects.toThrow(DiskError);
  await store.read('a');
  expect(store.willTake('anyone', 'key:b')).toBe(false);
  await store.append('a', ended(5));
  expect(store.willTake('anyone', 'key:b')).toBe(true);
  await store.close();
});

it('The store on disk refuses what it cannot write, and goes on with what it can', async () => {
  const folder = await newFolder();
  const store = createDiskStore(folder);
  await store.insert(job('a'), undefined);
  const twice = store.insert(job('a', { caller: 'other' }), undefined);
  const fine = store.insert(job('b', { claim: 'key:b' }), undefined);
  await expect(twice).rejects.toThrow(DiskError);
  expect(await fine).toBe(true);
  await expect(createDiskStore('/dev/null/nowhere').unfinished()).rejects.toThrow(DiskError);
  expect(await store.unfinished()).toEqual(['a', 'b']);
});

it('The store on disk keeps nothing of a job behind what it could not keep of it', async () => {
  const store = createDiskStore(await newFolder());
  await store.insert(job('a'), undefined);
  await store.insert(job('b', { claim: 'key:b' }), undefined);
  const started = (at: number) => ({ version: 1, at, event: { type: 'jobStarted' } as const });
  // A time that is no whole number is none for the database.
  const together = [store.append('a', started(0.5)), store.append('a', ended(6)), store.append('b', ended(6))];
  expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'fulfilled',
  ]);

  const onItsWay = store.append('a', ended(0.5));
  await new Promise((resolve) => process.nextTick(resolve));
  const waiting = [onItsWay, store.append('a', started(5)), store.append('a', ended(6)), store.append('b', started(5))];
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect((await store.read('a'))?.entries).toEqual([]);
  await store.append('a', started(5));
  expect((await store.read('a'))?.entries).toEqual([started(5)]);
});

it('The store on disk does not open what a newer version wrote', async () => {
  const folder = await newFolder();
  openDisk(folder).close();
  const database = new DatabaseSync(join(folder, 'copydesk.sqlite'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(() => openDisk(folder)).toThrow('newer version');
});
