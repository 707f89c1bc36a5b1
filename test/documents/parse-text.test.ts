import { describe, expect, it } from 'vitest';
import { blocksOf, planOf } from './parse-kit.ts';

describe('A plain text', () => {
  it('has paragraphs between blank lines; indentation is part of a break', async () => {
    const text = '\uFEFFDear Anna,\r\n\r\n  this goes on  \r\n  over lines.\r\n \t\r\nBye';
    expect(await blocksOf(text, 'TEXT')).toEqual(['Dear Anna,', 'this goes on«  \\r\\n  »over lines.', 'Bye']);
  });

  it('has the items of lists as blocks of their own, their labels locked', async () => {
    const text = 'We need:\n- milk\n  and cheese\n* bread\n• jam\n1. first\n12) twelfth\na) last\n\n-no item - at all';
    expect(await blocksOf(text, 'TEXT')).toEqual([
      'We need:',
      'listItem: - milk«\\n  »and cheese',
      'listItem: * bread',
      'listItem: • jam',
      'listItem: 1. first',
      'listItem: 12) twelfth',
      'listItem: a) last',
      '-no item - at all',
    ]);
  });

  it('keeps quotes of mails and lines of punctuation', async () => {
    const text = 'Title\n=====\nYes, I do.\n\n> Do you agree?\n> > Or not?\n-----\nAnna\n* * *\n1234\n-- \nA line';
    expect(await blocksOf(text, 'TEXT')).toEqual(['Title', 'Yes, I do.', 'Anna']);
  });

  it('keeps columns and code, but not a paragraph that is merely indented', async () => {
    const text =
      'Name    Price   Stock\nBread   1.20    yes\n\nfor (;;) {\n  run();\n}\n\n    Indented prose\n    of two lines.\n\nTwo.   Spaces behind a stop.';
    expect(await blocksOf(text, 'TEXT')).toEqual([
      'Indented prose«\\n    »of two lines.',
      'Two.   Spaces behind a stop.',
    ]);
  });

  it('ends lines at LF, CR LF and a lone CR, and nowhere else', async () => {
    expect(await blocksOf('a\nb\r\nc\rd\u2028e\u0085f\vg', 'TEXT')).toEqual([
      'a«\\n»b«\\r\\n»c«\\r»d\u2028e\u0085f\vg',
    ]);
  });

  it('keeps NUL, lone surrogates and emoji where they are', async () => {
    expect(await blocksOf('a\0b \ud800 c 👩‍👩‍👧\n\nשלום עולם', 'TEXT')).toEqual(['a\0b \ud800 c 👩‍👩‍👧', 'שלום עולם']);
  });

  it('has no outline', async () => {
    expect((await planOf('Title\n\nText', 'TEXT')).outline).toEqual([]);
  });
});

describe('In every format', () => {
  it.each([
    ['https://x.y/a_b(c)?d=1#e.', '⟦url https://x.y/a_b(c)?d=1#e⟧.'],
    ['(see http://x.y/z).', '(see ⟦url http://x.y/z⟧).'],
    ['www.example.com, and so on', '⟦url www.example.com⟧, and so on'],
    ['ftp://host/{{ id }}/x y', '⟦url ftp://host/⟧⟦placeholder {{ id }}⟧/x y'],
    ['me.too+tag@mail.example.org.', '⟦url me.too+tag@mail.example.org⟧.'],
    ['mailto:me@x.org please', '⟦url mailto:me@x.org⟧ please'],
    ['an @mention and a@b stay', undefined],
    [
      '{{ a.b | c }} and {% if x %} and {{{raw}}} x',
      '⟦placeholder {{ a.b | c }}⟧ and ⟦placeholder {% if x %}⟧ and ⟦placeholder {{{raw}}}⟧ x',
    ],
    [`a $\{b} c {name} d {0} e`, `a ⟦placeholder $\{b}⟧ c ⟦placeholder {name}⟧ d ⟦placeholder {0}⟧ e`],
    ['a set {1, 2} and { x } stay', undefined],
    [
      '%s of %1$s and %(name)s or %.2f%',
      '⟦placeholder %s⟧ of ⟦placeholder %1$s⟧ and ⟦placeholder %(name)s⟧ or ⟦placeholder %.2f⟧%',
    ],
    ['100% sure, 5 % of it, a%20b stay', undefined],
    ['see [[Page|text]] there', 'see ⟦placeholder [[Page|text]]⟧ there'],
    ['a ⟦7⟧ b', 'a ⟦markup ⟦⟧7⟦markup ⟧⟧ b'],
    ['an open {{ stays, so does [[ and {%', undefined],
    ['请访问 https://x.y/a，谢谢', '请访问 ⟦url https://x.y/a⟧，谢谢'],
  ])('%s', async (text, expected = text) => {
    expect(await blocksOf(`x ${text} x`, 'TEXT')).toEqual([`x ${expected} x`]);
    expect(await blocksOf(`<p>x ${text} x</p>`, 'HTML')).toEqual([`x ${expected} x`]);
  });

  it('protected terms are whole words in exact case, the longest first', async () => {
    const terms = ['Acme', 'Acme Cloud', 'C++', '.NET', '東京', ''];
    expect(await blocksOf('Acme\nCloud, Acme, acme, Acmes, C++ and .NET in 東京都.', 'TEXT', terms)).toEqual([
      '⟦term Acme\\nCloud⟧, ⟦term Acme⟧, acme, Acmes, ⟦term C++⟧ and ⟦term .NET⟧ in ⟦term 東京⟧都.',
    ]);
    expect(await blocksOf('See https://acme.org/Acme of Acme.', 'MARKDOWN', terms)).toEqual([
      'See ⟦url https://acme.org/Acme⟧ of ⟦term Acme⟧.',
    ]);
  });
});
