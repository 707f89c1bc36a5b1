import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyDelta } from '../../src/documents/index.ts';
import { type Growth, noteGrowth, unchangedSince } from '../../src/jobs/growth.ts';

/** How a text came to be: what it read at each version, and what was noted of it. */
function grow(changes: readonly { readonly back: number; readonly text: string }[]) {
  const growth: Growth = [0, 0];
  const texts = [''];
  changes.forEach(({ back, text }, index) => {
    const last = texts.at(-1) ?? '';
    const offset = Math.max(0, last.length - back);
    texts.push(last.slice(0, offset) + text);
    noteGrowth(growth, index + 1, offset, texts.at(-1)?.length ?? 0);
  });
  return { growth, texts };
}

const change = fc.record({
  back: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30) }),
  text: fc.string({ maxLength: 5 }),
});

it('Whatever version of a text a follower has, it can go on with what came since, however often that was', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const { growth, texts } = grow(changes);
      const text = texts.at(-1) ?? '';
      texts.forEach((had, version) => {
        const offset = unchangedSince(growth, version);
        expect(applyDelta(had, { offset, text: text.slice(offset) })).toBe(text);
      });
      expect(growth.length).toBeLessThanOrEqual(64);
    }),
    { numRuns: 300 },
  );
});

it('A follower that is a few versions behind is sent just what it lacks, one far behind at most twice as much', () => {
  const { growth, texts } = grow(Array.from({ length: 2_000 }, () => ({ back: 0, text: 'some ' })));
  const length = texts.at(-1)?.length ?? 0;
  for (let behind = 0; behind <= 2_000; behind += 1) {
    const lacks = 5 * behind;
    const sent = length - unchangedSince(growth, 2_000 - behind);
    expect(sent).toBeGreaterThanOrEqual(lacks);
    expect(sent).toBeLessThanOrEqual(behind < 8 ? lacks : 2 * lacks + 5);
  }
});
