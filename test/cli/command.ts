import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The command, as it is run from the sources. */
export const command = join(import.meta.dirname, '../../src/cli/main.ts');

/** What became of a command. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a command. */
export interface RunOptions {
  /** The working folder. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; closed when absent. */
  readonly input?: string | Uint8Array;
  /** Called with the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs `copydesk` with `args`, its output through pipes. */
export async function copydesk(args: readonly string[], { cwd, env = {}, input, onStart }: RunOptions): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { cwd, env: { PATH: process.env.PATH ?? '', ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  onStart?.(child);
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** A folder of its own. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** A folder that holds `files`, by their paths, and is gone in the end. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'copydesk-cli-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A sentence that the rules change, and what they make of it. */
export const wordy = 'Due to the fact that it rains, we utilize umbrellas.';
export const plain = 'Because it rains, we use umbrellas.';
