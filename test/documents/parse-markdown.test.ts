import { describe, expect, it } from 'vitest';
import { blocksOf, planOf } from './parse-kit.ts';

describe('Markdown', () => {
  it.each([
    ['front matter', '---\ntitle: Not prose\n---\n'],
    ['TOML front matter', '+++\ntitle = "Not prose"\n+++\n'],
    ['a heading', '# Not prose\n'],
    ['an underlined heading', 'Not prose\n=========\n'],
    ['fenced code', '```js\nnot prose\n```\n'],
    ['code in a list', '- ```\n  not prose\n  ```\n'],
    ['indented code', '    not prose\n'],
    ['a thematic break', '* * *\n'],
    ['raw HTML', '<div>\nNot prose\n</div>\n'],
    ['a comment', '<!-- Not\n\nprose -->\n'],
    ['a definition', '[ref]: https://x.y "Not prose"\n'],
    ['math', '$$\nnot * prose\n$$\n'],
    ['an import', "import { Prose } from './not.js'\n"],
    ['an export', 'export const meta = {\n  title: "Not prose"\n}\n'],
    ['a component', '<Tabs items={["not", "prose"]}>\nText\n</Tabs>\n'],
    ['an expression', '{/* not prose */}\n'],
    ['a tag of a template', '{% include "not-prose.html" %}\n'],
    ['a shortcode', '{{< figure src="not-prose.png" >}}\n'],
    ['a directive', ':::note\n'],
    ['an alert', '> [!WARNING]\n'],
    ['a table of contents', '- [First](#first)\n  - [Second](#second)\n* [Third](#third)\n'],
    ['a place for one', '[TOC]\n'],
    ['an image', '![Not prose](a.png)\n'],
    ['a row of badges', '[![Build](a.svg)](b) [![Cover](c.svg)](d)\n'],
    ['short cells', '| Not | prose |\n|---|---|\n| a b | c d e f |\n'],
    ['a reference to the text itself', '[not prose][]\n\n[not prose]: x\n'],
  ])('locks %s', async (_, locked) => {
    for (const end of ['\n', '\r\n']) {
      const content = `${locked}\nProse.\n`.replaceAll('\n', end);
      expect(await blocksOf(content, 'MARKDOWN')).toEqual(['Prose.']);
    }
  });

  it('shows emphasis and escapes, and masks what may not change', async () => {
    const content =
      'A **bold** _em_ ~~del~~ \\* with `code`, [a *link*](http://x.y "t"), ![i](a.png), <b>tag</b><br>, &amp; $x^2$[^1] <https://a.b> www.c.d.\n\n[^1]: A note.\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'A **bold** _em_ ~~del~~ \\* with ⟦code `code`⟧, ⟦open [⟧a *link*⟦close ](http://x.y "t")⟧, ⟦markup ![i](a.png)⟧, ⟦open <b>⟧tag⟦close </b>⟧⟦markup <br>⟧, ⟦markup &amp;⟧ ⟦markup $x^2$⟧⟦markup [^1]⟧ ⟦url <https://a.b>⟧ ⟦url www.c.d⟧.',
      'A note.',
    ]);
  });

  it('keeps the text of a link that is its own reference', async () => {
    const content = '[One][ref], [ref][], [ref] and [none].\n\n[ref]: x\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      '⟦open [⟧One⟦close ][ref]⟧, ⟦url [ref][]⟧, ⟦url [ref]⟧ and [none].',
    ]);
  });

  it('pairs inline HTML within links, and reads code in it as a word', async () => {
    const content = 'a <i>b [c <b>d](e) f</b> g</i> <code>h *i*</code> </p> <Foo /> j';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'a ⟦open <i>⟧b ⟦open [⟧c ⟦markup <b>⟧d⟦close ](e)⟧ f⟦markup </b>⟧ g⟦close </i>⟧ ⟦code <code>h *i*</code>⟧ ⟦markup </p>⟧ ⟦markup <Foo />⟧ j',
    ]);
  });

  it('has the prefix of the next line in a break, whatever it is', async () => {
    const content =
      '> - one  two\t\n>   three\n> four\nfive\n>\n>   six\n\n1.  seven\n\n    eight\n\teight and a half\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'listItem: - one  two«\\t\\n>   »three«\\n> »four«\\n»five',
      'six',
      'listItem: 1. seven',
      'eight«\\n\\t»eight and a half',
    ]);
  });

  it('takes no more for a prefix than the containers have', async () => {
    expect(await blocksOf('a\n    > b\n    - c', 'MARKDOWN')).toEqual(['a«\\n    »> b«\\n    »- c']);
    expect(await blocksOf('> a\n>     > b', 'MARKDOWN')).toEqual(['quote: > a«\\n>     »> b']);
  });

  it('has a hard break, its line end and the next prefix in one mask', async () => {
    expect(await blocksOf('> one  \n> two\\\r\n>  three<br>\n> four', 'MARKDOWN')).toEqual([
      'quote: > one⟦markup   \\n> ⟧two⟦markup \\\\r\\n>  ⟧three⟦markup <br>⟧«\\n> »four',
    ]);
  });

  it('has the first paragraph of an item under its label, a task box locked before it', async () => {
    const content = '* [ ] task\n* [x] **done**\n\n  more\n\n10) ten\n    - nested\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'listItem: * task',
      'listItem: * **done**',
      'more',
      'listItem: 10) ten',
      'listItem: - nested',
    ]);
  });

  it('has a cell of five words or more as a block', async () => {
    const content = '| a | b |\n|:--|--:|\n|  one two three `four` five \\| six  | x |\n| the last cell needs no pipe';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'cell: one two three ⟦code `four`⟧ five \\| six',
      'cell: the last cell needs no pipe',
    ]);
  });

  it('leaves out lines that only tags, alerts or directives are on', async () => {
    const content =
      '> [!NOTE]\n> Read this.\n\n:::tip\nDo that.\n:::\n\n{% if x %}\nMaybe {{ y }}.\n{% endif %}\n\nText\n{: .class }\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'quote: > Read this.',
      'Do that.',
      'Maybe ⟦placeholder {{ y }}⟧.',
      'Text',
    ]);
  });

  it('has items and quotes behind a line that looks like the start of front matter', async () => {
    for (const line of ['---', '+++', '--- \t']) {
      const content = `${line}\n\n- An item.\n- Another.\n\n> A quote.\n\n[^1]: A note.\n`;
      expect(await blocksOf(content, 'MARKDOWN')).toEqual([
        'listItem: - An item.',
        'listItem: - Another.',
        'quote: > A quote.',
        'A note.',
      ]);
    }
    expect(await blocksOf('---\n- An item.\n---\t\n- Another.\n', 'MARKDOWN')).toEqual(['listItem: - Another.']);
  });

  it('masks a placeholder whole, whatever Markdown sees in it', async () => {
    const content = 'Use {{ a_b_c }} or {{ `x` | f: "<b>" }}, {{< ref "a.md" >}} and [{{ x }}](y) or [[w]](z).';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'Use ⟦placeholder {{ a_b_c }}⟧ or ⟦placeholder {{ `x` | f: "<b>" }}⟧, ⟦placeholder {{< ref "a.md" >}}⟧ and ⟦open [⟧⟦placeholder {{ x }}⟧⟦close ](y)⟧ or ⟦open [⟧[w]⟦close ](z)⟧.',
    ]);
  });

  it('has prose between raw tags, and in a list that is not of links alone', async () => {
    const content = '<details>\n<summary>No</summary>\n\nYes, this.\n\n</details>\n\n- [A](b) is good.\n- [C](d)\n';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'Yes, this.',
      'listItem: - ⟦open [⟧A⟦close ](b)⟧ is good.',
      'listItem: - ⟦open [⟧C⟦close ](d)⟧',
    ]);
  });

  it('counts from the byte order mark, over NUL and lone surrogates', async () => {
    const content = '\uFEFF---\na: b\n---\n\n# T\0\n\nOne \0 two \ud800 &amp; [three](x).';
    expect(await blocksOf(content, 'MARKDOWN')).toEqual([
      'One \0 two \ud800 ⟦markup &amp;⟧ ⟦open [⟧three⟦close ](x)⟧.',
    ]);
    expect((await planOf(content, 'MARKDOWN')).outline).toEqual([{ depth: 1, text: 'T\uFFFD', start: 15 }]);
  });

  it('tells titles of both kinds', async () => {
    const { outline } = await planOf('# One `two` [three](x) #\n\nFour *five*\n---\n\n> ### Six\n', 'MARKDOWN');
    expect(outline).toEqual([
      { depth: 1, text: 'One two three', start: 0 },
      { depth: 2, text: 'Four five', start: 26 },
      { depth: 3, text: 'Six', start: 45 },
    ]);
  });
});
