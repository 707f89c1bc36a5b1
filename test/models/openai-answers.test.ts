import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Answer } from '../../src/models/openai/answer.ts';
import { chunk, sse, streamOf, usageChunk } from '../kit/endpoint.ts';

describe('However the bytes are cut', () => {
  // JSON of every kind of character: escaped and not, of one to four bytes, also halves of pairs in two chunks.
  const token = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('é', '漢字', '👩‍👩‍👧', '\u2028', '\r\n', '\uFEFF'),
  );
  const stream = fc.record({
    tokens: fc.array(token, { minLength: 1 }),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    start: fc.constantFrom('', '\uFEFF', ': hello\n\n'),
    cuts: fc.array(fc.nat({ max: 4_000 })),
  });

  test('the text is the same', () => {
    fc.assert(
      fc.property(stream, ({ tokens, newline, start, cuts }) => {
        const all = start + streamOf(...tokens, 'end') + sse(usageChunk(1, 1));
        const bytes = Buffer.from(all.replaceAll('\n', newline));
        const answer = new Answer({ requestId: undefined, isEventStream: true, source: 'x' });
        const texts: string[] = [];
        const ends = [...new Set(cuts), bytes.length].filter((end) => end <= bytes.length).sort((a, b) => a - b);
        ends.reduce((from, to) => {
          answer.feed(bytes.subarray(from, to));
          texts.push(answer.take().text);
          return to;
        }, 0);
        answer.end();
        texts.push(answer.take().text);
        expect(texts.join('')).toBe(`${tokens.join('')}end`);
        expect(answer.content).toBe(texts.join(''));
      }),
    );
  });

  test('a character is never handed over in halves', () => {
    const answer = new Answer({ requestId: undefined, isEventStream: true, source: 'x' });
    const texts = ['\ud83d', '\ude00!'].map((half) => {
      answer.feed(Buffer.from(sse(chunk(half))));
      return answer.take().text;
    });
    expect(texts).toEqual(['', '😀!']);
  });
});
