import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../src/cli/diff.ts';
import { paintFor } from '../../src/cli/paint.ts';
import { shown, shownJson, shownName } from '../../src/cli/shown.ts';

const edit = (start: number, end: number, replacement: string) => ({ start, end, replacement });
// No terminal: no colours.
const diff = (original: string, ...edits: ReturnType<typeof edit>[]) =>
  wordDiff(original, edits, { ...paintFor(process.stderr), isColoured: false, dim: (text) => text });

describe('a diff', () => {
  it('shows the lines that change, each with its number, whatever ends them', () => {
    expect(diff('one\ntwo\r\nthree\n', edit(4, 7, '2'), edit(9, 14, '3'))).toBe(
      '    2  [-two-]{+2+}\n    3  [-three-]{+3+}\n',
    );
    expect(diff('a b c\n', edit(0, 1, 'x'), edit(4, 5, 'z'))).toBe('    1  [-a-]{+x+} b [-c-]{+z+}\n');
  });

  it('shows what comes in and what goes at the very start and the very end', () => {
    expect(diff('\nb', edit(0, 0, 'a'))).toBe('    1  {+a+}\n');
    expect(diff('a\nb', edit(3, 3, '!'))).toBe('    2  b{+!+}\n');
    expect(diff('', edit(0, 0, 'a'))).toBe('    1  {+a+}\n');
  });

  it('goes on behind an edit that spans lines', () => {
    expect(diff('a\nb\nc d\ne', edit(0, 4, ''), edit(6, 7, 'D'), edit(8, 9, 'E'))).toBe(
      '    1  [-a\nb\n-]c [-d-]{+D+}\n    4  [-e-]{+E+}\n',
    );
  });

  it('of a long line shows what stands around the edits', () => {
    const filler = 'x'.repeat(200);
    const original = `${filler}a${filler}b${filler}`;
    const shownLine = diff(original, edit(200, 201, 'A'), edit(401, 402, 'B'));
    const near = 'x'.repeat(80);
    expect(shownLine).toBe(`    1  …${near}[-a-]{+A+}${near}…${near}[-b-]{+B+}${near}…\n`);
  });
});

describe('what is shown', () => {
  it('never holds a control character, and JSON stays the same value', () => {
    const control = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shown(text)).not.toMatch(control);
        expect(shownName(text)).not.toMatch(/\p{Cc}/u);
        const json = shownJson({ text });
        expect(json).not.toMatch(/\p{Cc}/u);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
    expect(shownName('a\x1b[31m\n\x7f\x9b\u202Eb')).toBe('a␛[31m␊␡\uFFFD\uFFFDb');
  });
});
