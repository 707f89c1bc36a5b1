import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createView, Provisional, plainText, readRewrite, spliceBlock } from '../../src/documents/index.ts';
import { blockOf, blockViewOf, documentOf } from './blocks.ts';

const list = documentOf([
  ['', 'See [the docs](https://a.b) about `x`.'],
  ['- ', 'First item\r\ngoes on'],
  ['- ', 'second {{name}}'],
]);

describe('A view', () => {
  it('shows each block with its label, and numbers what no rewrite may change', () => {
    expect(list.view.text).toBe('See ⟦1⟧the docs⟦2⟧ about ⟦3⟧.\n\n- First item\ngoes on\n\n- second ⟦4⟧');
    expect(list.view.masks.map(({ number, mask, source }) => [number, mask, source])).toEqual([
      [1, 'open', '['],
      [2, 'close', '](https://a.b)'],
      [3, 'code', '`x`'],
      [4, 'placeholder', '{{name}}'],
    ]);
  });

  it('shows what a character reference stands for', () => {
    expect(blockViewOf('caf&eacute; &amp; tea', {}, { '&eacute;': 'é', '&amp;': '&' }).text).toBe('café & tea');
  });

  it('of no blocks is empty', () => {
    expect(createView('# Title\n', [])).toEqual({ text: '', blocks: [], masks: [] });
  });

  it('has a plain text with the words alone, and what is asked for', () => {
    const view = blockViewOf('See [the docs](u)\nat https://a.b or `x`.');
    expect(plainText(view)).toBe('See the docs at   or  .');
    expect(plainText(view, ['url'])).toBe('See the docs at https://a.b or  .');
    expect(plainText(view, ['code'], 'Run ⟦4⟧.')).toBe('Run `x`.');
  });
});

describe('An answer', () => {
  const { view } = list;

  it.each([
    ['as it was given', view.text],
    ['with CR LF and white space around it', `\r\n ${view.text.replaceAll('\n', '\r\n')}\r\n\r\n`],
    ['with blank lines that hold spaces', view.text.replaceAll('\n\n', '\n \t\n\n')],
    ['with other marks of a list', view.text.replaceAll('- ', '* ')],
    ['with numbers', view.text.replace('- ', '1. ').replace('- ', '2. ')],
    ['without labels', view.text.replaceAll('- ', '')],
    ['with a list that has no blank lines', view.text.replace('\n\n- second', '\n- second')],
    ['with spaces in masks', view.text.replace('⟦3⟧', '⟦ 3 ⟧')],
  ])('%s is read as its blocks', (_, answer) => {
    expect(readRewrite(view, answer)).toEqual({ blocks: view.blocks.map(({ text }) => text) });
  });

  it.each([
    ['', 'The answer is empty.'],
    ['Some paragraph.\n\n- First item', '3 paragraphs were given, 2 came back.'],
    ['One.\n\n- Two\n\n- Three\n\nFour.', '3 paragraphs were given, 4 came back.'],
    ['One.\n\n-\n\n- Three', 'Paragraph 2 came back empty.'],
  ])('%j has a problem', (answer, problem) => {
    expect(readRewrite(view, answer)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('keeps a mark that is the text’s own, and not a label', () => {
    const own = documentOf([['- ', '* Note: this']]).view;
    expect(readRewrite(own, '* Note: that')).toEqual({ blocks: ['* Note: that'] });
    expect(readRewrite(documentOf([['', '- a dash']]).view, '- a dash')).toEqual({ blocks: ['- a dash'] });
  });

  it('is read in linear time, whatever it is', () => {
    const startedAt = performance.now();
    for (const part of ['\n', '- a\n', '⟦', '⟦1', ' \n', '\r', '> ', '1. ']) {
      readRewrite(view, part.repeat(300_000));
    }
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('The provisional text', () => {
  const open = ({ content, segment, view }: ReturnType<typeof documentOf>, format: 'MARKDOWN' | 'HTML' = 'MARKDOWN') =>
    new Provisional(content, segment, view, format);

  it('comes with what is locked before it, and is the source’s where the answer is', () => {
    const provisional = open(list);
    const parts = [
      'See ',
      '⟦1',
      '⟧the docs⟦2⟧ about ⟦3⟧',
      '.\n',
      '\n-',
      ' F',
      'irst item',
      '\ngo',
      'es on\n\n- second ⟦4⟧\n',
    ];
    expect(parts.map((part) => provisional.push(part))).toEqual([
      '\n\nSee',
      ' ',
      '[the docs](https://a.b) about `x`',
      '.',
      '',
      '\n\n- F',
      'irst item',
      '\r\ngo',
      'es on\n\n- second {{name}}',
    ]);
    expect(provisional.end()).toBe('\n\n');
  });

  it.each([
    ['other words', 'Read ⟦3⟧.\n\n- One\n\n- two ⟦4⟧', '\n\nRead `x`.\n\n- One\n\n- two {{name}}\n\n'],
    ['a tight list', 'Read.\n\n* One\ngoes on\n* two', '\n\nRead.\n\n- One\r\ngoes on\n\n- two\n\n'],
    ['fewer blocks', 'Read.', '\n\nRead.\n\n- First item\r\ngoes on\n\n- second {{name}}\n\n'],
    ['more blocks', 'Read.\n\n- One\n\n- two\n\nthree', '\n\nRead.\n\n- One\n\n- two\n\nthree\n\n'],
    ['half a mask', 'Read ⟦3', '\n\nRead ⟦3\n\n- First item\r\ngoes on\n\n- second {{name}}\n\n'],
    ['nothing', ' \n', list.content],
  ])('of an answer with %s is still a document', (_, answer, expected) => {
    const provisional = open(list);
    expect([...answer].map((unit) => provisional.push(unit)).join('') + provisional.end()).toBe(expected);
  });

  it('of HTML has new signs as references, and the source’s own as they were', () => {
    const html = documentOf([['', 'AT&T or R&amp;D']]);
    expect(open(html, 'HTML').push('AT&T or')).toBe('\n\nAT&T or');
    expect(open(html, 'HTML').push('if a < b &')).toBe('\n\nif a &lt; b &amp;');
  });

  it('of an answer that is the view is the segment, however it is cut', () => {
    const source = fc
      .array(
        fc.constantFrom('word', ' ', ', ', '`x`', '[a](u)', 'w\r\n> v', '{{y}}', '⟧', '1', '-', '👋', '\uD83D', '1. '),
      )
      .map((parts) => `w${parts.join('')}w`);
    const label = fc.constantFrom('', '- ', '1. ', '> ');
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, source), { minLength: 1, maxLength: 5 }), cuts, (blocks, lengths) => {
        const document = documentOf(blocks, '\n \n');
        const provisional = open(document);
        let given = '';
        for (let place = 0, turn = 0; place < document.view.text.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          given += provisional.push(document.view.text.slice(place, place + length));
          place += length;
        }
        expect(given + provisional.end()).toBe(document.content);
      }),
      { numRuns: 500 },
    );
  });

  it('of a megabyte, token by token, takes no time', () => {
    const document = documentOf(
      Array.from({ length: 5_000 }, () => ['- ', `${'some words of `code`, '.repeat(10)}end`] as const),
    );
    const provisional = open(document);
    const startedAt = performance.now();
    let given = '';
    for (let place = 0; place < document.view.text.length; place += 4) {
      given += provisional.push(document.view.text.slice(place, place + 4));
    }
    expect(given + provisional.end()).toBe(document.content);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

it('A text that comes back as it was, or only with its lines ending elsewhere, has no edits', () => {
  const block = blockOf('Some words\r\n> and [a link](u) that\r\n> goes on,  doubled.', { kind: 'quote', label: '> ' });
  const [view] = createView('Some words\r\n> and [a link](u) that\r\n> goes on,  doubled.', [block]).blocks;
  for (const text of [view?.text ?? '', 'Some words and\n⟦1⟧a\nlink⟦2⟧ that goes on, doubled.\n']) {
    expect(view && spliceBlock(view, text, 'MARKDOWN')).toEqual({ edits: [] });
  }
});
