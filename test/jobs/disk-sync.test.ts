import type fs from 'node:fs';
import { readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { openDisk } from '../../src/jobs/disk.ts';
import type { DiskOrder } from '../../src/jobs/disk-orders.ts';
import { newJob } from '../kit/job.ts';

const { log } = vi.hoisted(() => ({ log: [] as string[] }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const fdatasyncSync = (file: number) => {
    real.fdatasyncSync(file);
    log.push(`synchronized ${readlinkSync(`/proc/self/fd/${file}`).split('/').at(-1)}`);
  };
  return { ...real, fdatasyncSync };
});

beforeEach(() => {
  log.length = 0;
});

const job = newJob([], { id: 'a', claim: 'key:k' });
const orders: Readonly<Record<string, DiskOrder>> = {
  'a new job': { what: 'insert', job: { ...job, id: 'b', claim: 'key:l' }, replaced: undefined },
  'an event': { what: 'append', jobId: 'a', entry: { version: 1, at: 5, event: { type: 'jobStarted' } } },
  'what is let go': { what: 'expire', endedBefore: 1, forgottenBefore: 1 },
  'what is read': { what: 'read', jobId: 'a' },
};

it.each([
  ['a new job', ['synchronized copydesk.sqlite-wal', 'done']],
  ['an event', ['synchronized copydesk.sqlite-wal', 'done']],
  ['what is let go', ['synchronized copydesk.sqlite-wal', 'done']],
  ['what is read', ['done']],
])('The disk has %s before that is done', async (name, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-sync-'));
  const disk = openDisk(folder);
  disk.run([{ what: 'insert', job, replaced: undefined }]);
  log.length = 0;
  const order = orders[name];
  disk.run(order ? [order] : []);
  log.push('done');
  expect(log).toEqual(expected);
  disk.close();
  await rm(folder, { recursive: true });
});
