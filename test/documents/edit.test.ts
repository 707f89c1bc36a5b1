import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, criticMarkup, type Edit, unifiedDiffSteps } from '../../src/documents/index.ts';
import { finish } from '../../src/documents/steps.ts';

/** A text with lines, signs and marks, and edits that fit it, in any order. */
const edited = fc
  .tuple(
    fc.array(
      fc.constantFrom('a', 'b\n', '\r\n', '\n', ' c', '{++', '++}', '{--', '--}', '-', '+', '}', '{', '👋', '\r'),
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('', 'x', '\n', 'y\r\n', '++}', '--}', '{--', '+')), {
      maxLength: 8,
    }),
  )
  .map(([parts, changes]) => {
    const text = parts.join('');
    const places = changes.flatMap(([a, b]) => [a % (text.length + 1), b % (text.length + 1)]).sort((a, b) => a - b);
    const edits = changes.map(([, , replacement], index): Edit => {
      const [start = 0, end = 0] = places.slice(2 * index);
      return { start, end, replacement };
    });
    return { text, edits };
  });

const unifiedDiff = (name: string, text: string, edits: readonly Edit[]) => finish(unifiedDiffSteps(name, text, edits));

describe('Edits', () => {
  it('are applied at their places, in whatever order they come', () => {
    const edits = [
      { start: 12, end: 15, replacement: 'succeed' },
      { start: 0, end: 11, replacement: 'to' },
    ];
    expect(applyEdits('in order to win', edits)).toBe('to succeed');
    expect(edits[0]?.start).toBe(12);
  });

  it('that are none change nothing', () => {
    expect(applyEdits('text', [])).toBe('text');
  });

  it('that insert at one place keep their order', () => {
    expect(
      applyEdits('ab', [
        { start: 1, end: 1, replacement: '1' },
        { start: 1, end: 1, replacement: '2' },
      ]),
    ).toBe('a12b');
  });

  it.each([
    [
      'overlap',
      [
        [0, 2],
        [1, 3],
      ],
    ],
    ['end behind the text', [[3, 5]]],
    ['begin before it', [[-1, 2]]],
    ['end before they begin', [[2, 1]]],
    ['stand between two code units', [[0.5, 1]]],
  ])('that %s are refused', (_, places) => {
    const edits = places.map(([start = 0, end = 0]) => ({ start, end, replacement: '' }));
    expect(() => applyEdits('text', edits)).toThrow(RangeError);
  });

  it('by the ten thousand take no time', () => {
    const text = 'word '.repeat(100_000);
    const edits = Array.from({ length: 100_000 }, (_, index) => ({
      start: 5 * index,
      end: 5 * index + 4,
      replacement: 'w',
    }));
    const startedAt = performance.now();
    expect(applyEdits(text, edits)).toHaveLength(200_000);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('A unified diff', () => {
  it('shows three lines around what changed', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';
    expect(unifiedDiff('a.md', text, [{ start: 19, end: 23, replacement: '5' }])).toBe(
      '--- a/a.md\n+++ b/a.md\n@@ -2,5 +2,5 @@\n two\n three\n four\n-five\n+5\n six\n',
    );
  });

  it('says where the last line does not end', () => {
    expect(unifiedDiff('a.txt', 'one', [{ start: 3, end: 3, replacement: '\n' }])).toBe(
      '--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-one\n\\ No newline at end of file\n+one\n',
    );
  });

  it('is empty where nothing changed', () => {
    expect(unifiedDiff('a.txt', 'one', [])).toBe('');
    expect(unifiedDiff('a.txt', 'one', [{ start: 0, end: 3, replacement: 'one' }])).toBe('');
  });

  it('gives the edited text when it is applied', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const diff = unifiedDiff('a.md', text, edits);
        const patched = diff === '' ? text : applyPatch(text, diff, { autoConvertLineEndings: false });
        expect(patched).toBe(applyEdits(text, edits));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives it also where thousands of lines in a row changed', () => {
    const text = 'one\ntwo\n'.repeat(1_300);
    const edits = Array.from({ length: 2_600 }, (_, line) => ({
      start: 4 * line,
      end: 4 * line + 1,
      replacement: 'x',
    }));
    const longer = { start: 400, end: 9_000, replacement: 'a\n'.repeat(1_500) };
    for (const each of [edits, edits.toSpliced(100, 2_150, longer)]) {
      const diff = unifiedDiff('a.txt', text, each);
      expect(diff.match(/^@@/gm)).toHaveLength(1);
      expect(applyPatch(text, diff)).toBe(applyEdits(text, each));
    }
  });

  it('of a long text that changed all over takes no time', () => {
    const text = 'some words on a line\n'.repeat(40_000);
    const edits = Array.from({ length: 40_000 }, (_, line) => ({
      start: 21 * line,
      end: 21 * line + 4,
      replacement: 'few',
    }));
    const startedAt = performance.now();
    expect(unifiedDiff('a.txt', text, edits)).toContain('+few words');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('CriticMarkup', () => {
  const accept = (text: string) => text.replace(/\{--[\s\S]*?--\}|\{\+\+([\s\S]*?)\+\+\}/g, '$1');
  const reject = (text: string) => text.replace(/\{\+\+[\s\S]*?\+\+\}|\{--([\s\S]*?)--\}/g, '$1');

  it('shows what goes and what comes', () => {
    const edits = [
      { start: 0, end: 11, replacement: 'To' },
      { start: 12, end: 12, replacement: 'really ' },
    ];
    expect(criticMarkup('In order to win', edits)).toBe('{--In order to--}{++To++} {++really ++}win');
  });

  it('gives the original when all is rejected and the edited text when all is accepted', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const marked = criticMarkup(text, edits);
        expect(reject(marked)).toBe(text);
        expect(accept(marked)).toBe(applyEdits(text, edits));
      }),
      { numRuns: 1000 },
    );
  });
});
