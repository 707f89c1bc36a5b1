import type { DatabaseSync } from 'node:sqlite';
import { type Entry, statusAfter } from './events.ts';
import type { Job } from './job.ts';
import { type PackedJob, packJob } from './packed-job.ts';
import type { JobQuery } from './store.ts';

/** One thing that a store is asked for; its fields are those of the store's method of this name. */
export type DiskOrder =
  | { readonly what: 'insert'; readonly job: Job; readonly replaced: string | undefined }
  | { readonly what: 'append'; readonly jobId: string; readonly entry: Entry }
  | { readonly what: 'holderOf'; readonly caller: string; readonly claim: string }
  | { readonly what: 'read'; readonly jobId: string }
  | ({ readonly what: 'list' } & JobQuery)
  | { readonly what: 'holds'; readonly caller: string; readonly jobId: string }
  | { readonly what: 'unfinished' }
  | { readonly what: 'expire'; readonly endedBefore: number; readonly forgottenBefore: number };

/** A sweep lets go of this many jobs at a time, so that what waits behind it does not wait long. */
const SWEPT_AT_ONCE = 50;

/** Whether an order may leave something to keep. */
export function isWriting({ what }: DiskOrder): boolean {
  return what === 'insert' || what === 'append' || what === 'expire';
}

/** Prepares what finds the id of the job that holds a caller's claim. */
export function prepareHolderOf(database: DatabaseSync): (caller: string, claim: string) => unknown {
  const holder = database.prepare('SELECT job FROM claim WHERE caller = ? AND claim = ?');
  return (caller, claim) => holder.get(caller, claim)?.job;
}

/** Prepares what orders need of a database in its newest form. Gives what does one, within a transaction, and gives its result. */
export function prepareOrders(database: DatabaseSync): (order: DiskOrder) => unknown {
  const holderOf = prepareHolderOf(database);
  const hold = database.prepare(
    'INSERT INTO claim VALUES (?, ?, ?, NULL) ON CONFLICT DO UPDATE SET job = excluded.job, expired_at = NULL',
  );
  const insert = database.prepare(
    "INSERT INTO job (id, caller, claim, is_keyed, status, job) VALUES (?, ?, ?, ?, 'QUEUED', ?)",
  );
  const append = database.prepare('INSERT INTO entry (job, version, at, event) VALUES (?, ?, ?, ?)');
  const setStatus = database.prepare('UPDATE job SET status = ?, ended_at = ? WHERE id = ?');
  const read = database.prepare('SELECT job FROM job WHERE id = ?');
  const entries = database.prepare('SELECT version, at, event FROM entry WHERE job = ? ORDER BY id');
  const place = database.prepare('SELECT number FROM job WHERE id = ? AND caller = ?');
  const list = database.prepare(
    'SELECT id FROM job WHERE caller = ? AND number < ? AND status = coalesce(?, status) ORDER BY number DESC LIMIT ?',
  );
  const holds = database.prepare('SELECT 1 FROM claim WHERE job = ? AND caller = ?');
  const unfinished = database.prepare('SELECT id FROM job WHERE ended_at IS NULL ORDER BY number');
  const ended = database.prepare('SELECT id, caller, claim, is_keyed, ended_at FROM job WHERE ended_at < ? LIMIT ?');
  const dropEntries = database.prepare('DELETE FROM entry WHERE job = ?');
  const dropJob = database.prepare('DELETE FROM job WHERE id = ?');
  const dropClaim = database.prepare('DELETE FROM claim WHERE caller = ? AND claim = ? AND job = ?');
  const expireClaim = database.prepare('UPDATE claim SET expired_at = ? WHERE caller = ? AND claim = ? AND job = ?');
  const forget = database.prepare('DELETE FROM claim WHERE expired_at < ?');

  function readJob(jobId: string): PackedJob | undefined {
    const row = read.get(jobId);
    if (!row) {
      return undefined;
    }
    const kept = entries
      .all(jobId)
      .map(({ version, at, event }) => `{"version":${version},"at":${at},"event":${event}}`);
    return packJob(String(row.job), kept);
  }

  return (order) => {
    switch (order.what) {
      case 'insert': {
        const { job, replaced } = order;
        if (holderOf(job.caller, job.claim) !== replaced) {
          return false;
        }
        const isKeyed = job.idempotencyKey === undefined ? 0 : 1;
        hold.run(job.caller, job.claim, job.id);
        insert.run(job.id, job.caller, job.claim, isKeyed, JSON.stringify(job));
        return true;
      }
      case 'append': {
        const { jobId, entry } = order;
        append.run(jobId, entry.version, entry.at, JSON.stringify(entry.event));
        const status = statusAfter(entry.event);
        if (status !== undefined) {
          setStatus.run(status, entry.event.type === 'jobEnded' ? entry.at : null, jobId);
        }
        return undefined;
      }
      case 'holderOf':
        return holderOf(order.caller, order.claim);
      case 'read':
        return readJob(order.jobId);
      case 'list': {
        const { caller, status = null, after, first } = order;
        const number = after === undefined ? Number.MAX_SAFE_INTEGER : (place.get(after, caller)?.number ?? null);
        return number === null ? undefined : list.all(caller, number, status, first).map(({ id }) => String(id));
      }
      case 'holds':
        return holds.get(order.jobId, order.caller) !== undefined;
      case 'unfinished':
        return unfinished.all().map(({ id }) => String(id));
      case 'expire': {
        const jobs = ended.all(order.endedBefore, SWEPT_AT_ONCE);
        for (const { id = null, caller = null, claim = null, is_keyed: isKeyed, ended_at: endedAt = null } of jobs) {
          dropEntries.run(id);
          dropJob.run(id);
          if (isKeyed) {
            expireClaim.run(endedAt, caller, claim, id);
          } else {
            dropClaim.run(caller, claim, id);
          }
        }
        forget.run(order.forgottenBefore);
        return jobs.length === SWEPT_AT_ONCE;
      }
    }
  };
}
