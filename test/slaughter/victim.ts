import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDisk, packedJobsIn } from '../../src/jobs/disk.ts';
import { unpackJob } from '../../src/jobs/packed-job.ts';
import { type JobState, rebuild } from '../../src/jobs/state.ts';

/** A server process that is there to be killed. */
export interface Victim {
  /** True once it listens, false if it ended before. */
  readonly listens: Promise<boolean>;
  /** What it wrote to standard error. */
  readonly complaints: () => string;
  /** Kills it; resolves once it is gone. */
  kill(): Promise<void>;
}

/** Starts the server as a process of its own. */
export function startVictim(settings: Readonly<Record<string, string>>): Victim {
  const child: ChildProcess = spawn(process.execPath, ['src/start.js'], {
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  let output = '';
  let errors = '';
  const { promise: listens, resolve } = Promise.withResolvers<boolean>();
  child.stdout?.on('data', (data) => {
    output += data;
    if (output.includes('listens at')) {
      resolve(true);
    }
  });
  child.stderr?.on('data', (data) => {
    errors += data;
  });
  void gone.then(() => resolve(false));
  return {
    listens,
    complaints: () => errors,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** What is on disk in `folder`: nothing, before the first server has made its file. Reads a copy: the next server is to find the files as the last one left them. */
export async function readDisk(folder: string): Promise<{ states: readonly JobState[]; integrity: string }> {
  if (!existsSync(join(folder, 'copydesk.sqlite'))) {
    return { states: [], integrity: 'ok' };
  }
  const copy = await mkdtemp(join(tmpdir(), 'copydesk-copy-'));
  try {
    await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    const disk = openDisk(copy);
    const database = new DatabaseSync(join(copy, 'copydesk.sqlite'));
    const ids = database
      .prepare('SELECT id FROM job')
      .all()
      .map(({ id }) => String(id));
    const integrity = String(database.prepare('PRAGMA integrity_check').get()?.integrity_check);
    database.close();
    const replies = disk.run(ids.map((jobId) => ({ what: 'read', jobId })));
    disk.close();
    const states = packedJobsIn(replies).map(async (packed) => rebuild(await unpackJob(packed)));
    return { states: await Promise.all(states), integrity };
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** The texts of a job that are done, as a model is sent them. */
export function doneTargets({ documents }: JobState): readonly string[] {
  return documents.flatMap(({ source, segments }) =>
    segments
      .filter(({ status }) => status === 'COMMITTED')
      .map(({ start, end }) => source.content.slice(start, end).trim()),
  );
}
