import { closeSync, fdatasyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Entry, statusAfter } from './events.ts';
import type { Job } from './job.ts';
import type { JobQuery, StoredJob } from './store.ts';

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

/** What came of an order: its result, or the message of the error. */
export type DiskReply = { readonly result: unknown } | { readonly message: string };

/**
 * A stored job as it is on disk, its events as JSON: thousands of objects that come from a thread at once would hold the event
 * loop of whoever gets them.
 */
export interface WrittenJob extends Pick<StoredJob, 'job'> {
  readonly entries: readonly (Omit<Entry, 'event'> & { readonly event: string })[];
}

/** A store's file, and what is done with it. All of it blocks: it belongs into a thread. */
export interface Disk {
  /**
   * Does orders in their sequence, in one transaction: when this returns, all of it is on disk. `onWritten` is told what came of them
   * as soon as it is written: where this process ends then, it is kept all the same, and only the end of the machine could undo it.
   */
  run(orders: readonly DiskOrder[], onWritten?: (replies: readonly DiskReply[]) => void): readonly DiskReply[];
  close(): void;
}

/** How the file's form came to be: each step makes the next version of it, and none is ever changed. */
const migrations: readonly string[] = [
  `CREATE TABLE job (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, caller TEXT NOT NULL, claim TEXT NOT NULL,
    is_keyed INTEGER NOT NULL, status TEXT NOT NULL, ended_at INTEGER, job TEXT NOT NULL
  ) STRICT;
  CREATE INDEX job_by_caller ON job (caller, number);
  CREATE INDEX job_by_end ON job (ended_at);
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY, job TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entry_by_job ON entry (job);
  CREATE TABLE claim (
    caller TEXT NOT NULL, claim TEXT NOT NULL, job TEXT NOT NULL, expired_at INTEGER, PRIMARY KEY (caller, claim)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claim_by_job ON claim (job);
  CREATE INDEX claim_by_expiry ON claim (expired_at) WHERE expired_at IS NOT NULL;`,
];

/** A sweep lets go of this many jobs at a time, so that what waits behind it does not wait long. */
const SWEPT_AT_ONCE = 50;

/** Opens the store's file in a folder, which is made if it is not there, and brings its form up to date. */
export function openDisk(folder: string): Disk {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'copydesk.sqlite');
  const database = new DatabaseSync(file, { timeout: 5_000 });
  const log = openLog(database, file);
  migrate(database);
  const orders = prepareOrders(database);

  function transact<Result>(work: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) {
        database.exec('ROLLBACK');
      }
      throw error;
    }
  }

  function attempt(list: readonly DiskOrder[]): readonly DiskReply[] {
    try {
      return transact(() => list.map((order) => ({ result: orders(order) })));
    } catch {
      // One that fails does not take the others with it, but for what happened to the same job behind it.
      const broken = new Set<string>();
      return list.map((order) => {
        const jobId = order.what === 'append' ? order.jobId : undefined;
        try {
          if (jobId !== undefined && broken.has(jobId)) {
            throw new Error('What happened before could not be kept.');
          }
          return { result: transact(() => orders(order)) };
        } catch (error) {
          if (jobId !== undefined) {
            broken.add(jobId);
          }
          return { message: messageOf(error) };
        }
      });
    }
  }

  /** Waits until the disk has what was written. */
  function sync(list: readonly DiskOrder[]): readonly DiskReply[] | undefined {
    try {
      if (log !== undefined && list.some(isWriting)) {
        fdatasyncSync(log);
      }
      return undefined;
    } catch (error) {
      return list.map(() => ({ message: messageOf(error) }));
    }
  }

  return {
    run(list, onWritten) {
      const replies = attempt(list);
      onWritten?.(replies);
      return sync(list) ?? replies;
    },
    close() {
      database.close();
      if (log !== undefined) {
        closeSync(log);
      }
    },
  };
}

/**
 * Has the database write ahead, to a log, and gives that: a transaction is written once it stands there, and on disk once the log is
 * synchronized. With `synchronous = FULL` SQLite does the same itself, in one step, and nothing could be told in between. Undefined where
 * the file system can have no such log: each transaction is on disk there once it is written. https://www.sqlite.org/wal.html
 */
function openLog(database: DatabaseSync, file: string): number | undefined {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') {
    database.exec('PRAGMA synchronous = FULL');
    return undefined;
  }
  database.exec('PRAGMA synchronous = NORMAL');
  // The log is there from the first read on.
  database.prepare('PRAGMA user_version').get();
  return openSync(`${file}-wal`, 'r+');
}

/** Whether an order may leave something to keep. */
function isWriting({ what }: DiskOrder): boolean {
  return what === 'insert' || what === 'append' || what === 'expire';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new Error('DATA_DIR holds the data of a newer version of Copydesk.');
  }
  for (const [index, step] of migrations.entries()) {
    if (index >= version) {
      database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
    }
  }
}

function prepareOrders(database: DatabaseSync): (order: DiskOrder) => unknown {
  const holder = database.prepare('SELECT job FROM claim WHERE caller = ? AND claim = ?');
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

  const holderOf = (caller: string, claim: string) => holder.get(caller, claim)?.job;

  function readJob(jobId: string): WrittenJob | undefined {
    const row = read.get(jobId);
    if (!row) {
      return undefined;
    }
    return {
      job: JSON.parse(String(row.job)),
      entries: entries.all(jobId).map(({ version, at, event }) => ({
        version: Number(version),
        at: Number(at),
        event: String(event),
      })),
    };
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
