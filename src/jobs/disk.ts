import { closeSync, fdatasyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../errors.ts';
import { type DiskOrder, isWriting, prepareOrders } from './disk-orders.ts';
import { isPackedJob, type PackedJob } from './packed-job.ts';

/** What came of an order: its result, or the message of the error. */
export type DiskReply = { readonly result: unknown } | { readonly message: string };

/** The jobs among what came of orders. */
export function packedJobsIn(replies: readonly DiskReply[]): PackedJob[] {
  return replies.flatMap((reply) => ('result' in reply && isPackedJob(reply.result) ? reply.result : []));
}

/** A store's file, and what is done with it. All of it blocks: it belongs into a thread. */
export interface Disk {
  /** Does orders in their sequence, in one transaction: when this returns, all of it is on disk. */
  run(orders: readonly DiskOrder[]): readonly DiskReply[];
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

/** A store's file. */
export function fileIn(folder: string): string {
  return join(folder, 'copydesk.sqlite');
}

/** Opens the store's file in a folder, which is made if it is not there, and brings its form up to date. */
export function openDisk(folder: string): Disk {
  mkdirSync(folder, { recursive: true });
  const file = fileIn(folder);
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

  return {
    run(list) {
      const replies = attempt(list);
      try {
        if (log !== undefined && list.some(isWriting)) {
          fdatasyncSync(log);
        }
        return replies;
      } catch (error) {
        return list.map(() => ({ message: messageOf(error) }));
      }
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
 * synchronized. With `synchronous = FULL` SQLite does the same itself, but by `fsync`, which writes the file's times too: half as long again.
 * Undefined where the file system can have no such log: each transaction is on disk there once it is written. https://www.sqlite.org/wal.html
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
