import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '../../src/server/turns.ts';

test('A burst is taken in order, so many in each turn of the event loop', async () => {
  const taken: number[] = [];
  const take = inTurns(2, (item: number) => taken.push(item));
  for (let item = 0; item < 7; item += 1) {
    take(item);
  }
  const counts = [taken.length];
  for (let turns = 0; turns < 4; turns += 1) {
    await turn();
    counts.push(taken.length);
  }
  expect(counts).toEqual([2, 4, 6, 7, 7]);
  expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('What comes alone is taken at once', async () => {
  const taken: string[] = [];
  const take = inTurns(1, (item: string) => taken.push(item));
  for (const item of ['a', 'b', 'c']) {
    take(item);
    expect(taken.at(-1)).toBe(item);
    await turn();
    await turn();
  }
});
