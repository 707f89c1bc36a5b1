import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Answer } from '../../src/optimizer/answer.ts';

const NONCE = 'abcdef123456';
const OPEN = `<text-${NONCE}>`;
const CLOSE = `</text-${NONCE}>`;

function read(parts: readonly string[]): string {
  const answer = new Answer(NONCE);
  return parts.map((part) => answer.push(part)).join('') + answer.end();
}

describe('An answer', () => {
  it.each([
    ['comes out as it is', 'Some text.', 'Some text.'],
    ['loses the white space around it', '\n\n Some text. \n', 'Some text.'],
    ['loses the frame that came back with it', `${OPEN}\nSome text.\n${CLOSE}`, 'Some text.'],
    ['loses what follows the frame', `${OPEN}\nSome text.\n${CLOSE}\nI hope this helps!`, 'Some text.'],
    ['keeps what only begins like the frame', '<text-1> and </text', '<text-1> and </text'],
    ['keeps a frame of another nonce', '<text-ffffffff>\na\n</text-ffffffff>', '<text-ffffffff>\na\n</text-ffffffff>'],
    ['of white space alone is empty', ' \n ', ''],
    ['of the frame alone is empty', `${OPEN}\n${CLOSE}`, ''],
    ['that is a part of the frame is text', '<', '<'],
  ])('%s', (_, text, rewrite) => {
    expect(read([text])).toBe(rewrite);
    expect(read([...text])).toBe(rewrite);
  });

  it('is the same however it is cut, and is never taken back', () => {
    const piece = fc.oneof(
      fc.constantFrom(OPEN, CLOSE, '<', '</', '<text-', '\n', '\r\n', ' ', '…', '👍🏽'),
      fc.string(),
    );
    const cuts = fc.tuple(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.array(fc.nat(80)),
    );
    fc.assert(
      fc.property(cuts, ([text, places]) => {
        const sorted = [...places.map((place) => Math.min(place, text.length)), text.length].toSorted((a, b) => a - b);
        const parts = sorted.map((end, index) => text.slice(sorted[index - 1] ?? 0, end));
        expect(read(parts)).toBe(read([text]));
      }),
      { numRuns: 1000 },
    );
  });
});
