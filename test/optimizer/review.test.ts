import { describe, expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/documents/index.ts';
import { reviewDocument } from '../../src/optimizer/index.ts';

/** The preservation report of a document in which each of `changes`, in order, becomes the text beside it. */
async function preservationOf(
  content: string,
  format: DocumentFormat,
  changes: readonly (readonly [old: string, replacement: string])[],
  protectedTerms: readonly string[] = [],
) {
  let place = 0;
  const edits = changes.map(([old, replacement]) => {
    const start = content.indexOf(old, place);
    expect(start).toBeGreaterThanOrEqual(0);
    place = start + old.length;
    return { start, end: place, replacement };
  });
  const source = { name: 'a', type: 'document', format, content };
  const task = { optimizationType: 'CLARITY', instructions: undefined, protectedTerms } as const;
  const review = await reviewDocument({ source, segments: [{ end: content.length }], edits }, task);
  return review.preservation;
}

describe('What is preserved', () => {
  it.each<[DocumentFormat, string, [string, string][], string[]]>([
    ['TEXT', 'The APIs and API in order to win.', [['APIs', 'interfaces']], ['API']],
    [
      'TEXT',
      'There are 10 apples and 1 pear in it.',
      [
        ['10 apples and ', ''],
        [' in it', ' and 10 apples in it'],
      ],
      ['1'],
    ],
    ['MARKDOWN', 'See [it](x) and the words he said.', [['it](x) and the', 'it](x) and [sic] the']], []],
    ['MARKDOWN', 'Use `a` before `b`, and then use `a`.', [['`a` before `b`', '`b` after `a`']], []],
    ['MARKDOWN', 'One line of it\\\nand the next of it.', [['of it\\\nand', 'of this\\\nand']], []],
    ['MARKDOWN', '> Some 5 words\n> and 6 more words.', [['words\n> and', 'words,\n> and']], []],
    [
      'HTML',
      '<p>R&amp;D, caf&eacute;s and <b>5</b> others of it.</p>',
      [['caf&eacute;s and <b>5', 'caf&eacute;s &amp; <b>5']],
      [],
    ],
    ['HTML', '<p>We at <b>Acme</b> Corp see it.</p>', [['see', 'know']], ['Acme Corp']],
  ])('%s %j', async (format, content, changes, terms) => {
    expect((await preservationOf(content, format, changes, terms)).issues).toEqual([]);
  });

  it.each<[string, DocumentFormat, string, [string, string][], string[]]>([
    ['CODE', 'MARKDOWN', 'Use `a` before `b`, and then use `a`.', [['`a` before', 'it before']], []],
    ['CODE', 'MARKDOWN', 'Use `a` before `b`, and then use it.', [['`a` before', '`a` and `a` before']], []],
    ['URL', 'TEXT', 'Look at https://a.example/x first.', [['at https://a.example/x', 'at https://a.example/y']], []],
    ['STRUCTURE', 'HTML', '<p>Some <b>bold</b> words are here.</p>', [['<b>bold</b>', 'bold']], []],
    ['PROTECTED_TERM', 'TEXT', 'The product of Acme is good.', [['Acme', 'ACME']], ['Acme']],
    ['PROTECTED_TERM', 'HTML', '<p>We at <b>Acme</b> Corp see it.</p>', [['Corp', 'Corporation']], ['Acme Corp']],
    ['NUMBER', 'MARKDOWN', 'It has 5 `a` and 6 of them.', [['6', '7']], []],
  ])('is told apart from what is not: %s in %s %j', async (kind, format, content, changes, terms) => {
    const { issues } = await preservationOf(content, format, changes, terms);
    expect(issues.map((issue) => issue.kind)).toEqual([kind]);
  });

  it('is looked at in one pass, however many masks a block has', async () => {
    const content = `<p>${'some words<br>'.repeat(20_000)}</p>`;
    const changes = Array.from({ length: 20_000 }, () => ['words', 'terms'] as const);
    const { issues, changedWordRatio, lengthRatio } = await preservationOf(content, 'HTML', changes);
    expect({ issues, changedWordRatio, lengthRatio }).toEqual({ issues: [], changedWordRatio: 0.5, lengthRatio: 1 });
  });
});
