import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createThread } from '../src/thread.ts';

type Order = {
  readonly say?: unknown;
  readonly fail?: string;
  readonly dies?: boolean;
  readonly hangs?: boolean;
  readonly asks?: boolean;
};

function thread(longestMs = 20_000) {
  return createThread<Order, string>(new URL('./thread.worker.ts', import.meta.url), { idleMs: 50, longestMs });
}

test('A thread does its tasks one after the other, also after it was let go', async () => {
  const { run } = thread();
  const words = ['one', 'two', 'three'];
  expect(await Promise.all(words.map((say) => run({ say })))).toEqual(words);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await run({ say: 'again' })).toBe('again');
});

test('A task that fails, ends the thread or cannot be sent fails alone', async () => {
  const { run } = thread();
  const outcomes = await Promise.allSettled([
    run({ fail: 'no' }),
    run({ say: 'a' }),
    run({ dies: true }),
    run({ say: 'b' }),
    run({ say: () => 'a function' }),
    run({ say: 'c' }),
  ]);
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.status))).toEqual([
    'rejected',
    'a',
    'rejected',
    'b',
    'rejected',
    'c',
  ]);
  expect(outcomes[0]).toMatchObject({ reason: new Error('no') });
});

test('A task that takes too long ends the thread, and the next one gets another', async () => {
  const { run } = thread(1_500);
  const [hanging, next] = await Promise.allSettled([run({ hangs: true }), run({ say: 'next' })]);
  expect(hanging).toMatchObject({ reason: new Error('A task took too long.') });
  expect(next).toMatchObject({ value: 'next' });
});

test('Who gives up is told at once, and what waits behind is done', async () => {
  const { run } = thread();
  const left = new AbortController();
  const first = run({ say: 'first' }, left.signal);
  const second = run({ say: 'second' }, left.signal);
  const third = run({ say: 'third' });
  left.abort(new Error('left'));
  await expect(first).rejects.toThrow('left');
  await expect(second).rejects.toThrow('left');
  expect(await third).toBe('third');
});

test('A thread that was started before it is needed does what comes, and nobody waits for one that is not', async () => {
  const { run, start } = thread();
  start();
  start();
  expect(await run({ say: 'first' })).toBe('first');
  const file = (name: string) => JSON.stringify(new URL(name, import.meta.url));
  const code = `import { createThread } from ${file('../src/thread.ts')};
    createThread(new URL(${file('./thread.worker.ts')}), { idleMs: 600_000, longestMs: 600_000 }).start();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code]);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('A thread finds the code that its process keeps', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-code-'));
  expect(module.enableCompileCache(folder).status).toBe(module.constants.compileCacheStatus.ENABLED);
  expect(await thread().run({ asks: true })).toBe(module.getCompileCacheDir());
  await rm(folder, { recursive: true });
});
