import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentFormats, parseDocument } from '../../src/documents/index.ts';
import { anyDocument, expectSound, filesUnder, packages, planOf, textOf } from './parse-kit.ts';

const pages = new URL('./pages', import.meta.url).pathname;

describe('A plan is sound', () => {
  it('for every Markdown file of the packages', { timeout: 60_000 }, async () => {
    const files = filesUnder(packages, ['.md', '.markdown']);
    expect(files.length).toBeGreaterThan(100);
    let words = 0;
    for (const file of files) {
      const { segments } = await planOf(textOf(file), 'MARKDOWN', ['Node', 'GraphQL']);
      words += segments.reduce((sum, segment) => sum + segment.words, 0);
    }
    expect(words).toBeGreaterThan(100_000);
  });

  it('for every HTML page of the packages, and for those beside this test', { timeout: 60_000 }, async () => {
    const files = [...filesUnder(packages, ['.html', '.htm']), ...filesUnder(pages, ['.html'])];
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) {
      await planOf(textOf(file), 'HTML', ['Node']);
    }
  });

  it('for every Markdown file read as another format', { timeout: 60_000 }, async () => {
    for (const file of filesUnder(packages, ['.md']).filter((_, index) => index % 5 === 0)) {
      await planOf(textOf(file), 'TEXT');
      await planOf(textOf(file), 'HTML');
    }
  });

  it.each(documentFormats)('for generated documents in %s', { timeout: 60_000 }, async (format) => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.integer({ min: 1, max: 900 }), async (content, segmentWords) => {
        expectSound(content, await parseDocument(content, format, { segmentWords, protectedTerms: ['fox', 'e.g.'] }));
      }),
      { numRuns: 300 },
    );
  });

  it.each(documentFormats)('for strings of any code units in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (content) => {
        expectSound(content, await parseDocument(content, format, { segmentWords: 10, protectedTerms: [] }));
      }),
    );
  });

  it.each(documentFormats)('for a document in %s that is cut anywhere', async (format) => {
    const whole = '# A\n\n> one **two\n> three** [four](five) `six`\n\n<p>a <b>c</b> &amp; {{ d }}</p>\n- e\r\n  f\n';
    for (let end = 0; end <= whole.length; end += 1) {
      await planOf(whole.slice(0, end), format);
    }
  });
});

describe('A document without prose', () => {
  it.each(documentFormats)('in %s is one locked segment', async (format) => {
    for (const content of ['', ' ', '\n', ' \r\n\t\n', '\uFEFF', '---\n', '12 34\n', '\0\ud800\u2028']) {
      const { segments } = await planOf(content, format);
      expect(segments).toEqual([{ start: 0, end: content.length, isLocked: true, blocks: [], words: 0 }]);
    }
  });
});

describe('One line of 200 kB', () => {
  const sentence = 'It is one of many sentences, and none of them ends the line. ';
  const content = sentence.repeat(Math.ceil(200_000 / sentence.length)).trimEnd();

  it.each(documentFormats)('in %s becomes many segments that end at the ends of sentences', async (format) => {
    const { segments } = await planOf(content, format);
    expect(segments.length).toBeGreaterThan(40);
    for (const segment of segments) {
      expect(segment.words).toBeLessThanOrEqual(800);
      expect(content.slice(segment.start, segment.end)).toMatch(/^It is .* line\. ?$/);
    }
  });

  it.each(documentFormats)('in %s without a single sentence is cut between words', async (format) => {
    const { segments } = await planOf('word '.repeat(40_000), format);
    expect(segments.length).toBeGreaterThan(40);
    expect(Math.max(...segments.map(({ words }) => words))).toBeLessThanOrEqual(800);
  });

  it.each(documentFormats)('in %s without a single space is data, not prose', async (format) => {
    const { segments } = await planOf(`A picture: ${'QUJD'.repeat(50_000)} follows.`, format);
    expect(segments.flatMap(({ blocks }) => blocks).map(({ pieces }) => pieces.map(({ kind }) => kind))).toEqual([
      ['text', 'mask', 'text'],
    ]);
  });
});
