import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { applyEdits, type DocumentFormat, type Edit, spliceBlock } from '../../src/documents/index.ts';
import type { BlockKind } from '../../src/documents/segment.ts';
import { differenceOf } from '../../src/optimizer/checks/index.ts';
import { blockViewOf, viewsOf } from './blocks.ts';
import { changes, vandalise } from './vandalise.ts';

/** What becomes of a block of `source`, and each edit as `old→new`. */
function splice(source: string, rewritten: string, format: DocumentFormat = 'MARKDOWN', kind: BlockKind = 'paragraph') {
  const view = blockViewOf(source, { kind, label: kind === 'listItem' ? '- ' : '' }, { '&lt;': '<', '&eacute;': 'é' });
  const result = spliceBlock(view, rewritten, format);
  return 'problem' in result ? result.problem : applyEdits(source, result.edits);
}

function phrases(source: string, rewritten: string): string[] {
  const result = spliceBlock(blockViewOf(source), rewritten, 'MARKDOWN');
  return 'problem' in result ? [result.problem] : result.edits.map((edit) => phrase(source, edit));
}

const phrase = (source: string, { start, end, replacement }: Edit) => `${source.slice(start, end)}→${replacement}`;

describe('The edits of a rewrite', () => {
  it.each([
    ['In order to make a decision, use `x` now.', 'To decide, use ⟦1⟧ now.', ['In order to make a decision→To decide']],
    ['He however went home.', 'He, however, went home.', [' however→, however,']],
    ['He go to school and he like it a lot.', 'He goes to school and he likes it a lot.', ['go→goes', 'like→likes']],
    [
      'The first one is good. The other is bad.',
      'The first one is great! The other is worse.',
      ['good.→great!', 'bad→worse'],
    ],
    ['See [the docs](u) first.', 'First, see ⟦1⟧the manual⟦2⟧.', ['See→First, see', 'docs→manual', ' first→']],
    ['Some `a` and\nsome `b` here.', 'Some ⟦2⟧ and some ⟦1⟧ here.', ['`a` and\nsome `b`→`b` and\nsome `a`']],
    ["It's well-known.", 'It’s well-known.', ["It's→It’s"]],
    ['日本語の文章です', '日本の文章でした', ['語→', 'す→した']],
    ['A 👩‍💻 codes', 'A 👩‍🔬 codes', ['👩‍💻→👩‍🔬']],
  ])('of %j are phrases to decide on', (source, rewritten, expected) => {
    expect(phrases(source, rewritten)).toEqual(expected);
  });

  it.each([
    ['foo very bar', 'foo bar', ['very →']],
    ['foo bar', 'foo very bar', ['→very ']],
    ['foo very', 'foo', [' very→']],
    ['very foo', 'foo', ['very →']],
    ['foo very\nbar', 'foo bar', [' very→']],
    ['foo\nbar', 'foo very bar', ['→very ']],
    ['foo , bar', 'foo, bar', [' →']],
    ['foo(bar)', 'foo (bar)', ['→ ']],
    ['foo [bar](u)', 'foo⟦1⟧ bar⟦2⟧', []],
    ['hard\\\nbreak here', 'hard ⟦1⟧\nbreak there', ['here→there']],
  ])('of %j come and go with their space', (source, rewritten, expected) => {
    expect(phrases(source, rewritten)).toEqual(expected);
  });

  it('begin new lines as the block’s lines do', () => {
    expect(splice('one two\r\n> three', 'one new\nwords\nthree')).toBe('one new\r\n> words\r\n> three');
    expect(splice('one two three', 'one new\nwords three')).toBe('one new words three');
  });

  it('keep the ends of lines where a phrase goes over them', () => {
    expect(splice('Due to the fact\nthat it is\nso, we go.', 'Because of that and so, we go.', 'TEXT')).toBe(
      'Because of\nthat and\nso, we go.',
    );
    expect(splice('in order\nto win', 'to win')).toBe('to win');
  });

  it('of a text too different to compare in time are one', () => {
    const source = `${'a b c d e f g '.repeat(4_000)}end`;
    const rewritten = `${'g x f y e z d '.repeat(4_000)}end`;
    const result = spliceBlock(blockViewOf(source), rewritten, 'MARKDOWN', { diffTimeoutMs: 5 });
    expect('edits' in result && result.edits).toHaveLength(1);
    expect('edits' in result && applyEdits(source, result.edits)).toBe(rewritten);
  });

  it('of an answer that is no text at all are refused, or found, in no time', () => {
    const source = `${'Some *words* here, [and](u) there. '.repeat(80)}end`;
    const startedAt = performance.now();
    for (const part of ['*a ', '[', '`a` ', '<a ', '_', '**a** ', '~', '\n- ', '&amp;', '$a$ ', '(', '![', 'www.a ']) {
      const view = blockViewOf(source);
      spliceBlock(view, `${view.text} ${part.repeat(5_000)}`, 'MARKDOWN');
    }
    expect(performance.now() - startedAt).toBeLessThan(13_000);
  });

  it('of a segment take some milliseconds', () => {
    const source = 'The quick brown fox *jumps* over the lazy dog, and [then](u) it runs `home` to sleep. '
      .repeat(40)
      .trim();
    const view = blockViewOf(source);
    const rewritten = view.text.replaceAll('quick', 'fast').replaceAll('and', 'but').replaceAll('over the', 'across a');
    spliceBlock(view, rewritten, 'MARKDOWN');
    const startedAt = performance.now();
    const result = spliceBlock(view, rewritten, 'MARKDOWN');
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect('edits' in result && result.edits).toHaveLength(80);
  });
});

describe('Emphasis', () => {
  it.each([
    ['This is **very** important.', 'This is important.', ['**very** →']],
    ['This is *really* a very **very** long sentence.', 'This is a long sentence.', ['*really* a very **very**→a']],
    ['~~Old~~ words', 'words', ['~~Old~~ →']],
  ])('may go with all its words: %j', (source, rewritten, expected) => {
    expect(phrases(source, rewritten)).toEqual(expected);
  });

  it.each([
    ['It has **bold** words.', 'It has bold words.'],
    ['It is **really very** long.', 'It is very long.'],
    ['The **important** thing is speed.', 'Speed is important.'],
    ['You **never** do it.', 'You must not do it.'],
    ['It is **a *b* c** here.', 'It is **a** *b* c here.'],
    ['It is **a *b* c** here.', 'It is *b* **a c** here.'],
    ['An *emphasis in*side of a_b_c words.', 'An emphasis of words.'],
  ])('may not go without them, nor nest otherwise: %j -> %j', (source, rewritten) => {
    expect(splice(source, rewritten)).toMatch(/adds or drops markup/);
  });

  it.each([
    ['*The first sentence. The second.', 'The first sentence. The second.'],
    ['and the last one.**', 'and the last.'],
    ['All prices* are *net*.', 'All prices are *net*.'],
    ['_The first one.', '_The_ first one.'],
  ])('that begins or ends in another part stays: %j -> %j', (source, rewritten) => {
    expect(splice(source, rewritten)).toMatch(/must come back as often/);
  });

  it('is no sign between spaces', () => {
    expect(splice('It is 2 * 3 in all.', 'It is twice 3 in all.')).toBe('It is twice 3 in all.');
  });
});

describe('A rewrite cannot make markup', () => {
  it.each<[string, string, string, BlockKind?]>([
    ['Some words', '# Some words', '\\# Some words'],
    ['Some words', '- Some words', '\\- Some words'],
    ['Some words', '1. Some words', '1\\. Some words'],
    ['Some words', '> Some words', '\\> Some words'],
    ['one\ntwo', 'one\n===\ntwo', 'one\n\\===\ntwo'],
    ['Some words', 'Some *new* **words**', 'Some new words'],
    ['Some words', 'Some `words`', 'Some \\`words\\`'],
    ['Some words', 'Some [words](u)', 'Some \\[words\\](u)'],
    ['Some words', 'Some <b>words', 'Some \\<b>words'],
    ['Some words', 'Some $x$ words', 'Some \\$x\\$ words'],
    ['Some words', 'Some words[^note] of RFC 1', 'Some words\\[^note\\] of RFC 1'],
    ['Some [words', 'Some [words]', 'Some [words\\]'],
    ['Some words', 'Some words &amp; more', 'Some words \\&amp; more'],
    ['Some words', '[x] Some words', '\\[x\\] Some words', 'listItem'],
    ['Some words', 'Some | words', 'Some \\| words', 'cell'],
    ['Wow [this](u)', 'Wow!⟦1⟧this⟦2⟧', 'Wow\\![this](u)'],
    ['Foo - bar is good', '- bar is good', '\\- bar is good'],
    ['Some words', '2 * 3 < 7 & a_b is #1', '2 * 3 < 7 & a_b is #1'],
    ['Some words', 'Some ` words for $ and 5 \\ or $5', 'Some \\` words for \\$ and 5 \\ or $5'],
    ['Some words', 'Some <!-- words', 'Some \\<!-- words'],
    ['[x] is done,\n[ ] is not.', 'The sign [x] is done,\n[ ] is not.', 'The sign [x] is done,\n[ ] is not.'],
    ['See [it](u)', 'See \\⟦1⟧it⟦2⟧', 'See \\\\[it](u)'],
    ['Some words', '** ** Some *new* words', 'Some new words', 'listItem'],
    ['a b\\\n|---|---|', 'a\n| b⟦1⟧|---|---|', 'a \\| b\\\n|---|---|'],
    ['one <br>\\\ntwo', 'one ⟦1⟧⟦2⟧- two', 'one <br>\\\n\\- two'],
  ])('of %j: %j', (source, rewritten, expected, kind) => {
    expect(splice(source, rewritten, 'MARKDOWN', kind)).toBe(expected);
  });

  it('in HTML, where signs become references and the text’s own stay', () => {
    expect(splice('AT&T caf&eacute; &lt; all', 'AT&T café < all <b> & more', 'HTML')).toBe(
      'AT&T caf&eacute; &lt; all &lt;b&gt; &amp; more',
    );
    expect(splice('Some <b>bold</b> words', 'Some ⟦1⟧bolder⟦2⟧ words', 'HTML')).toBe('Some <b>bolder</b> words');
    expect(splice('where a < b is', 'where a <b is', 'HTML')).toContain('other markup');
    expect(splice('where \0 a < b is', 'where \0 a <!-- b is', 'HTML')).toContain('other markup');
  });

  it('in a text, where there is none', () => {
    expect(splice('Some words', '- Some *words*', 'TEXT')).toBe('- Some *words*');
  });

  it('nor a line of signs of one with words, with any of its edits', () => {
    expect(splice('really !\nSome words', '!\nSome words', 'TEXT')).toContain('no word on it');
    expect(splice('Some words,\nreally.', 'Some words.', 'TEXT')).toBe('Some words.');
    expect(splice('It was founded in\n1998.', 'Founded in 1998, it grew.', 'TEXT')).toBe('Founded in\n1998, it grew.');
    expect(splice('about 300', '300', 'TEXT')).toBe('300');
    const result = spliceBlock(
      blockViewOf('a ! [ ] = + / b\nThese are words'),
      '! [ ] = + / c\nThese are the words',
      'TEXT',
    );
    expect(result).toMatchObject({ edits: [{ replacement: '! [ ] = + / c' }, { replacement: 'the ' }] });
  });
});

describe('A rewrite is refused', () => {
  it.each([
    ['Use `x` now', 'Use it now', '⟦1⟧ is missing'],
    ['Use `x` now', 'Use ⟦1⟧ and ⟦1⟧', '⟦1⟧ came back more than once'],
    ['Use `x` now', 'Use ⟦1⟧ and ⟦7⟧', '⟦7⟧ does not belong'],
    ['Use `x` now', 'Use ⟦1⟧ ⟦ now', 'no mark'],
    ['See [the docs](u)', 'See ⟦2⟧the docs⟦1⟧', 'wrong place'],
    ['See [the docs](u)', 'See the docs ⟦1⟧⟦2⟧', 'No text is left'],
    ['Some **bold** words', 'Some bold words', 'adds or drops markup'],
    ['Go to https://a.b now', 'Go to ⟦1⟧/path now', 'adds or drops markup'],
    ['Some words', 'Some words at https://a.b', 'adds or drops markup'],
    ['Some words', ' \n', 'empty'],
    ['`x` is all', '⟦1⟧', 'empty'],
    ['One, two and three', 'These:\n- One\n- two\n- three', 'A list came back'],
  ])('when %j becomes %j', (source, rewritten, problem) => {
    expect(splice(source, rewritten)).toContain(problem);
  });
});

const markdown = [
  '# Title\n\nSome *text* with **bold words** and `code`, [a link](https://a.b "title") to follow,\nand a second line. \\* No list.\n',
  '- An item with `code` and ~~old~~ words\n- [ ] A task to do with **bold `x` text**\n\n  and its _second_ paragraph\n  goes on.\n',
  '1. First, see [the docs][docs].\n2. Then ![image](a.png) and a note[^1].\n\n[docs]: https://d.e\n[^1]: The note’s own words go on here.\n',
  '> A quote of [two](u)\r\n> lines and *more* words,\r\nlazily going on.\r\n\r\nHard break\\\r\nhere, and math $a_b$ there.\r\n',
  '| A cell with more than five words | b |\n| --- | --- |\n| another *cell* with `x` and five words | a |\n\n3. three 4. four\nlazy {{x}} words *a **b** c* end\n',
];
const html = [
  '<p>In order to <b>make</b> a <a href="u?a=1&amp;b">good link</a> &eacute; AT&T a < b<br>\n  and more words</p>',
  '<ul><li>Some <em>item <code>x()</code></em> &lt;here&gt;</li><li>another&nbsp;item of <i>words</i></li></ul>',
];
interface Node {
  readonly type?: string;
  readonly nodeName?: string;
  readonly children?: readonly Node[];
  readonly childNodes?: readonly Node[];
}

/** All of a document but its words: the nodes with what they hold, sorted. */
function markupOf(content: string, format: DocumentFormat): string[] {
  const mdastExtensions = [gfmFromMarkdown(), mathFromMarkdown()];
  const tree: Node =
    format === 'HTML' ? parse(content) : fromMarkdown(content, { extensions: [gfm(), math()], mdastExtensions });
  const todo = [tree];
  const lines: string[] = [];
  for (let node = todo.pop(); node; node = todo.pop()) {
    const inner = node.children ?? node.childNodes ?? [];
    const skipped = ['children', 'childNodes', 'position', 'parentNode', 'content'];
    if (node.type !== 'text' && node.nodeName !== '#text') {
      lines.push(JSON.stringify(node, (key, value) => (skipped.includes(key) ? undefined : value)));
    }
    todo.push(...inner);
  }
  return lines.sort();
}

it.each([
  ...markdown.map((content) => ['MARKDOWN', content] as const),
  ...html.map((content) => ['HTML', content] as const),
])(
  'whatever comes back for %s %j, any of its edits leave all markup as it was, but for emphasis that goes with its words',
  (format, content) => {
    const blocks = viewsOf(content, format).flatMap(({ view }) => view.blocks);
    const markup = markupOf(content, format);
    expect(blocks.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.array(changes, { minLength: blocks.length }), fc.infiniteStream(fc.boolean()), (lists, chosen) => {
        const edits = blocks.flatMap((view, index) => {
          const result = spliceBlock(view, vandalise(view.text, lists[index] ?? []), format);
          return 'edits' in result ? result.edits : [];
        });
        const some = edits.filter(() => chosen.next().value);
        for (const list of [edits, some]) {
          const edited = applyEdits(content, list);
          const { lost, added } = differenceOf(markup, markupOf(edited, format));
          expect(added).toEqual([]);
          expect(lost.filter((line) => !/^\{"type":"(?:strong|emphasis|delete)"\}$/.test(line))).toEqual([]);
          const sources = blocks.flatMap(({ masks }) => masks.map(({ source }) => source));
          expect(sources.filter((source) => !edited.includes(source))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  },
);

it('every text that comes back is what the edits make, but for its spaces and escapes', () => {
  const content = 'Some plain words, and `code`, then (more) words follow here. And a second sentence.\nOn two lines.';
  const words = ['word', 'the', 'end.', '⟦1⟧', 'very,', '(so)', '“new”', 'It’s', '10', 'well-known'];
  const view = blockViewOf(content);
  fc.assert(
    fc.property(fc.shuffledSubarray([...words, ...view.text.split(/\s/)]), (list) => {
      const rewritten = [...new Set(['Start', ...list.filter((word) => !word.includes('⟦')), '⟦1⟧'])].join(' ');
      const result = spliceBlock(view, rewritten, 'MARKDOWN');
      const text = 'edits' in result ? applyEdits(content, result.edits) : result.problem;
      expect(text.replace(/\s+/g, ' ')).toBe(rewritten.replace('⟦1⟧', '`code`'));
    }),
    { numRuns: 500 },
  );
});

it('a backslash that comes at its end is a backslash, and no hard break', () => {
  const content = 'The path ends with a slash here.';
  const result = spliceBlock(blockViewOf(content), 'The path ends with a slash \\', 'MARKDOWN');
  expect('edits' in result && applyEdits(content, result.edits)).toBe('The path ends with a slash \\\\');
});
