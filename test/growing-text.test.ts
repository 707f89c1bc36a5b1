import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GrowingText } from '../src/growing-text.ts';

it('A text that grows reads as its pieces, joined, whenever it is read', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3 }), { maxLength: 150 }), (pieces) => {
      const text = new GrowingText();
      pieces.forEach((piece, index) => {
        text.push(piece);
        expect(text.read()).toBe(pieces.slice(0, index + 1).join(''));
        expect(text.length).toBe(text.read().length);
      });
    }),
    { numRuns: 50 },
  );
});
