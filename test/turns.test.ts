import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eachInTurns, inTurns, pause } from '../src/turns.ts';

/** A task of `steps` steps, each of which holds the event loop for `ms`. */
function* task(steps: number, ms: number, done: () => void = () => {}): Generator<undefined, number> {
  for (let step = 0; step < steps; step += 1) {
    for (const end = performance.now() + ms; performance.now() < end; ) {}
    done();
    yield;
  }
  return steps;
}

/** How much was done in each iteration of the event loop until `work` was over. */
async function doneInEach(work: Promise<unknown>, done: () => number): Promise<number[]> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  const counts: number[] = [];
  for (let before = done(); !isOver; before = done()) {
    await turn();
    counts.push(done() - before);
  }
  return counts;
}

test('A long task gives the event loop back, and comes to its result', async () => {
  let steps = 0;
  const work = inTurns(task(30, 4, () => (steps += 1)));
  const counts = await doneInEach(work, () => steps);
  expect(await work).toBe(30);
  // Of two turns at most, whichever way the iterations are counted.
  expect(Math.max(...counts)).toBeLessThanOrEqual(8);
});

test('Many long tasks hold it no longer than one', async () => {
  let steps = 0;
  const work = Promise.all(Array.from({ length: 20 }, () => inTurns(task(2, 4, () => (steps += 1)))));
  const counts = await doneInEach(work, () => steps);
  expect(await work).toEqual(Array.from({ length: 20 }, () => 2));
  // Of two turns at most, whichever way the iterations are counted.
  expect(Math.max(...counts)).toBeLessThanOrEqual(8);
});

test('Those who wait with short steps go on together', async () => {
  const order: number[] = [];
  const long = inTurns(task(1, 20));
  const work = Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await pause();
      order.push(index);
    }),
  );
  const counts = await doneInEach(work, () => order.length);
  await long;
  expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index));
  expect(counts.length).toBeLessThan(10);
});

test('Items come in order, and other work goes on between them', async () => {
  const items: number[] = [];
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  for await (const item of eachInTurns(Array.from({ length: 12 }, (_, index) => index))) {
    items.push(item);
    for (const end = performance.now() + 4; performance.now() < end; ) {}
  }
  clearInterval(others);
  expect(items).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(turns).toBeGreaterThan(1);
});

test('Who waits for a turn is told at once that nobody wants it any more', async () => {
  const left = new AbortController();
  const others = inTurns(task(10, 4));
  const waiting = pause(left.signal);
  left.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  await others;
});
