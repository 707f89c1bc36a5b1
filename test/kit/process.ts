import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';

/** The server as a process of its own. */
export interface Process extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly url: () => Promise<string>;
}

/** The server as its own process, as `npm start` runs it. */
export function startProcess(settings: Record<string, string>): Process {
  const child = spawn(process.execPath, ['src/start.js'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: ':memory:', DRAIN_TIMEOUT_MS: '100', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return {
    child,
    output: () => output,
    errors: () => errors,
    url: () => vi.waitUntil(() => /listens at (\S+)/.exec(output)?.[1], { timeout: 10_000 }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}
