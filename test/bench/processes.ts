import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process that this harness started. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Where it listens, as it said itself; empty for one that does not. */
  readonly url: string;
  /** Ends it. Throws where it had ended by itself, with the last of what it wrote to standard error. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  /** It can be asked things, see ipc.ts. */
  readonly isAsked?: boolean;
  /** It prints an address once it listens; that is waited for. */
  readonly listens?: boolean;
}

/** Copydesk as `npm start` runs it. Its settings are in the environment: only limits, none of them for speed. */
export const copydeskFile = '../../src/start.js';

const START_TIMEOUT_MS = 20_000;
const running = new Set<ChildProcess>();
const logs = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
let count = 0;

process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  rmSync(logs, { recursive: true, force: true });
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

/** An empty folder, which is removed at the end. */
export function newFolder(): string {
  return mkdtempSync(join(logs, 'data-'));
}

/** Starts a file of this folder as a process of its own. Standard error goes to a file. */
export async function start(file: string, options: StartOptions = {}): Promise<Running> {
  const { env, nodeOptions = [], isAsked = false, listens = true } = options;
  count += 1;
  const logFile = join(logs, `${count}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [...nodeOptions, fileURLToPath(new URL(file, import.meta.url))], {
    // None of what is set where the bench is run: it may set Copydesk.
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', log, ...(isAsked ? ['ipc' as const] : [])],
  });
  closeSync(log);
  running.add(child);
  const exited = once(child, 'exit').then(() => running.delete(child));
  const logEnd = () => readFileSync(logFile, 'utf8').slice(-2_000);

  let output = '';
  const address = Promise.withResolvers<string>();
  child.stdout?.on('data', (data) => {
    output += data;
    const url = /listens at (\S+)/.exec(output)?.[1];
    if (url !== undefined) {
      address.resolve(url);
    }
  });
  const fail = () => address.reject(new Error(`${file} did not start.\n${output}${logEnd()}`));
  const timer = setTimeout(fail, START_TIMEOUT_MS);
  if (listens) {
    exited.then(fail);
  } else {
    address.resolve('');
  }
  const url = await address.promise.finally(() => clearTimeout(timer));

  return {
    child,
    pid: child.pid ?? 0,
    url,
    async stop() {
      const hadEnded = child.exitCode !== null || child.signalCode !== null;
      child.kill('SIGKILL');
      await exited;
      if (hadEnded) {
        throw new Error(`${file} ended by itself.\n${logEnd()}`);
      }
    },
  };
}
