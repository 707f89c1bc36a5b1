import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLong, jsonPieces } from '../../src/server/json.ts';
import { writeJson } from '../../src/server/write-json.ts';

/** What a result may hold, and what it never should. */
const value = fc.letrec((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\uD83D', 'a\uDC4Bb', '👋👋👋', '"\\\n\u0000'.repeat(9)),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, new Date(0), new Error('none')),
    fc.array(tie('part'), { maxLength: 6 }),
    fc.dictionary(fc.string({ maxLength: 6 }), tie('part'), { maxKeys: 6, noNullPrototype: false }),
  ),
})).part;

test('The pieces of a value are its JSON, wherever they are cut', () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 60 }), (part, units) => {
      const pieces = [...jsonPieces({ part }, units)];
      expect(pieces.join('')).toBe(JSON.stringify({ part }));
    }),
    { numRuns: 2_000 },
  );
});

test('No piece is much longer than it is to be', () => {
  const edits = Array.from({ length: 5_000 }, (_, index) => ({
    id: `0.${index}`,
    original: 'in order to',
    start: index,
  }));
  const pieces = [...jsonPieces({ data: { text: 'a'.repeat(100_000), edits } }, 1_000)];
  expect(pieces.length).toBeGreaterThan(100);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(3_000);
});

test('A value is long by what is in it', () => {
  expect(isLong({ a: ['b'.repeat(99)] }, 100)).toBe(true);
  expect(isLong({ a: ['b'.repeat(30)] }, 100)).toBe(false);
  expect(
    isLong(
      Array.from({ length: 50 }, () => 0),
      100,
    ),
  ).toBe(true);
});

test('A reader that is slow is waited for, and one that left ends it', async () => {
  const target = new PassThrough({ highWaterMark: 1_000 });
  const data = { data: 'a'.repeat(1_000_000) };
  const writing = writeJson(data, target, { before: '<', after: '>', isOver: () => false }).then(() => target.end());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(target.writableLength + target.readableLength).toBeLessThan(200_000);
  expect(Buffer.concat(await target.toArray()).toString()).toBe(`<${JSON.stringify(data)}>`);
  await writing;

  const left = new PassThrough({ highWaterMark: 1_000 });
  const vain = writeJson(data, left, { isOver: () => left.destroyed });
  left.destroy();
  await vain;
});
