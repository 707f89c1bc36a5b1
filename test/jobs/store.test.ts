import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { createMemoryStore } from '../../src/jobs/memory-store.ts';
import type { JobStore } from '../../src/jobs/store.ts';

function job(id: string, more: Partial<Job> = {}): Job {
  return {
    id,
    caller: 'anyone',
    idempotencyKey: 'k',
    claim: 'key:k',
    fingerprint: 'f',
    createdAt: 0,
    model: 'builtin',
    input: {
      documents: [],
      optimizationType: 'CLARITY',
      model: undefined,
      instructions: undefined,
      audience: undefined,
      protectedTerms: [],
      onDisconnect: 'CANCEL',
    },
    ...more,
  };
}

const ended = (at: number) => ({ version: 2, at, event: { type: 'jobEnded', isCancelled: false } as const });

const stores: [string, () => JobStore][] = [['in memory', createMemoryStore]];

describe.each(stores)('A store %s', (_, createStore) => {
  it('gives back what it was given, in order', async () => {
    const store = createStore();
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
    const store = createStore();
    const inserted = await Promise.all(['a', 'b', 'c'].map((id) => store.insert(job(id), undefined)));
    expect(inserted.filter(Boolean)).toHaveLength(1);
    expect(await store.holderOf('anyone', 'key:k')).toBe('a');
    expect(await store.read('b')).toBeUndefined();
  });

  it('passes a claim on only from the job it is to be taken from', async () => {
    const store = createStore();
    await store.insert(job('a'), undefined);
    expect(await store.insert(job('b'), 'x')).toBe(false);
    expect(await store.insert(job('b'), 'a')).toBe(true);
    expect(await store.holderOf('anyone', 'key:k')).toBe('b');
  });

  it("keeps callers' claims apart", async () => {
    const store = createStore();
    await store.insert(job('a'), undefined);
    expect(await store.insert(job('b', { caller: 'other' }), undefined)).toBe(true);
    expect(await store.holderOf('other', 'key:k')).toBe('b');
  });

  it('lets go of jobs that ended long ago, and keeps the hold of their keys', async () => {
    const store = createStore();
    await store.insert(job('old'), undefined);
    await store.insert(job('keyless', { idempotencyKey: undefined, claim: 'input:f' }), undefined);
    await store.insert(job('running', { claim: 'key:r' }), undefined);
    await store.append('old', ended(10));
    await store.append('keyless', ended(10));
    await store.insert(job('heir', { idempotencyKey: undefined, claim: 'input:g' }), undefined);
    await store.append('heir', ended(10));
    await store.insert(job('next', { idempotencyKey: undefined, claim: 'input:g' }), 'heir');
    await store.expire(11);
    expect(await store.holderOf('anyone', 'input:g')).toBe('next');
    expect(await store.read('old')).toBeUndefined();
    expect(await store.holderOf('anyone', 'key:k')).toBe('old');
    expect(await store.holderOf('anyone', 'input:f')).toBeUndefined();
    expect(await store.read('running')).toBeDefined();
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
