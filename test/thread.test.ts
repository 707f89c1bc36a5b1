import { expect, test } from 'vitest';
import { createThread } from '../src/thread.ts';

type Order = { readonly say?: unknown; readonly fail?: string; readonly dies?: boolean; readonly hangs?: boolean };

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
