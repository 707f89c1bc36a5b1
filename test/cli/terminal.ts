import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { command } from './command.ts';

const run = promisify(execFile);

/** A terminal that a person could sit at. */
export interface Terminal extends AsyncDisposable {
  /** Types a line, `copydesk` standing for the command. */
  type(line: string): Promise<void>;
  /** Presses a key, by tmux's name for it: `C-c`. */
  press(key: string): Promise<void>;
  /** What can be seen, and was, lines without their end; with escape sequences where `isRaw`. */
  screen(isRaw?: boolean): Promise<string>;
  /** What can be seen once it matches. Rejects after 20 s, with what is seen then. */
  waitFor(pattern: RegExp): Promise<string>;
}

/** Opens a terminal with a shell in `cwd`. */
export async function openTerminal(
  cwd: string,
  {
    env = {},
    columns = 100,
    rows = 24,
  }: { env?: Readonly<Record<string, string>>; columns?: number; rows?: number } = {},
): Promise<Terminal> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-tmux-'));
  const tmux = (...args: string[]) =>
    run('tmux', ['-f', '/dev/null', '-S', join(folder, 'socket'), ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    });
  const settings = Object.entries({ PS1: '$ ', ...env }).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const size = ['-x', String(columns), '-y', String(rows)];
  await tmux('-u', 'new-session', '-d', ...size, '-c', cwd, ...settings, 'sh');

  const screen = async (isRaw = false) =>
    (await tmux('capture-pane', '-p', '-S', '-500', ...(isRaw ? ['-e'] : []))).stdout.trimEnd();
  return {
    screen,
    async type(line) {
      const whole = line.replace(/^copydesk\b/, `'${process.execPath}' '${command}'`);
      await tmux('send-keys', '-l', whole);
      await tmux('clear-history');
      await tmux('send-keys', 'Enter');
    },
    async press(key) {
      await tmux('send-keys', key);
    },
    async waitFor(pattern) {
      const until = performance.now() + 20_000;
      for (;;) {
        const seen = await screen();
        if (pattern.test(seen)) {
          return seen;
        }
        if (performance.now() > until) {
          throw new Error(`${pattern} is not to be seen:\n${seen}`);
        }
        await sleep(50);
      }
    },
    async [Symbol.asyncDispose]() {
      await tmux('kill-server');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
