import { describe, expect, it } from 'vitest';
import { blocksOf, planOf, textOf } from './parse-kit.ts';

function page(name: string): string {
  return textOf(new URL(`./pages/${name}.html`, import.meta.url).pathname);
}

describe('HTML', () => {
  it('reads inline tags as pairs, code as a word, a run of white space with a line end as a break', async () => {
    const html = '<p>Some <b>bold</b>\r\n  and <a href="x?a&amp;b">linked</a> text,<br>with <code>a &lt; b</code>.</p>';
    expect(await blocksOf(html, 'HTML')).toEqual([
      'Some ⟦open <b>⟧bold⟦close </b>⟧«\\r\\n  »and ⟦open <a href="x?a&amp;b">⟧linked⟦close </a>⟧ text,⟦markup <br>⟧with ⟦code <code>a &lt; b</code>⟧.',
    ]);
  });

  it('reads character references as what they stand for', async () => {
    const html = '<p>Stra&szlig;e &#x1F98A; AT&T &lt;b&gt; &unknown; 6&nbsp;kg, see https://x.y/?a=1&amp;b=2 now.</p>';
    expect(await blocksOf(html, 'HTML')).toEqual([
      'Straße 🦊 AT&T <b> &unknown; 6\u00a0kg, see ⟦url https://x.y/?a=1&amp;b=2⟧ now.',
    ]);
    expect(await blocksOf('<p>Old &copy2024 and a tab&#9;by number.</p>', 'HTML')).toEqual([
      'Old ⟦markup &copy2024⟧ and a tab⟦markup &#9;⟧by number.',
    ]);
    const { segments } = await planOf('<p>A &amp; B</p>', 'HTML');
    expect(segments[1]?.blocks[0]?.pieces).toEqual([
      { kind: 'text', start: 3, end: 5, text: 'A ' },
      { kind: 'text', start: 5, end: 10, text: '&' },
      { kind: 'text', start: 10, end: 12, text: ' B' },
    ]);
  });

  it('takes consecutive inline siblings for one block, and what blocks part for several', async () => {
    const html = '<div>One <i>and</i> one<p>Two</p>three<hr>four <a href="#"><div>Five</div></a></div>';
    expect(await blocksOf(html, 'HTML')).toEqual(['One ⟦open <i>⟧and⟦close </i>⟧ one', 'Two', 'three', 'four', 'Five']);
  });

  it('numbers the items of lists, marks quotes, and takes cells from five words on', async () => {
    const html =
      '<ol start=3><li>Three<li><p>Four</p><p>More</p></ol><ul><li>Dot</ul><blockquote><p>Said</p></blockquote>' +
      '<table><tr><td>Too short a cell<td>This cell is long enough<td><p>A paragraph</p></table>';
    expect(await blocksOf(html, 'HTML')).toEqual([
      'listItem: 3. Three',
      'listItem: 4. Four',
      'More',
      'listItem: - Dot',
      'quote: > Said',
      'cell: This cell is long enough',
      'A paragraph',
    ]);
  });

  it.each([
    '<head><title>A title</title></head>',
    '<script>let prose = "no";</script>',
    '<style>p { color: red }</style>',
    '<pre>Not prose</pre>',
    '<h2>A heading</h2>',
    '<nav><a href="/">Home page</a></nav>',
    '<textarea>Not prose</textarea>',
    '<template><p>Not prose</p></template>',
    '<svg><text>Not prose</text></svg>',
    '<select><option>Not prose</option></select>',
    '<noscript><p>Not prose</p></noscript>',
    '<!-- Not prose -->',
    '<p translate="no">A name</p>',
    '<p class="x notranslate">A name</p>',
    '<div contenteditable>Being written</div>',
    '<p><code>only(code)</code> <img alt="A picture"></p>',
    '<p>{{ only }} <?php echo "code" ?></p>',
  ])('locks %s', async (html) => {
    expect(await blocksOf(html, 'HTML')).toEqual([]);
    expect(await blocksOf(`<p>Before.</p>${html}<p>After.</p>`, 'HTML')).toEqual(['Before.', 'After.']);
  });

  it.each([
    ['an inline tag without its end', '<p>This <i>never ends'],
    ['crossed tags', '<p>This <b>is <i>crossed</b> here</i>.</p>'],
    ['an end tag without its start', '<p>This </b> is stray.</p>'],
    ['text that is moved out of a table', '<p>Text</p><div>Before<table><tr>moved<td></table></div>'],
    ['a tag in a condition', '<p>{% if a <b %}less{% endif %}</p>'],
    ['a text that code prints', '<?php echo "<p>A text</p>"; ?>'],
  ])('never guesses: %s locks its block', async (_, html) => {
    const blocks = await blocksOf(`${html}<p>Well again.</p>`, 'HTML');
    expect(blocks.filter((block) => !['Text', 'Well again.', 'Before'].includes(block))).toEqual([]);
  });

  it('tells titles, with where they begin', async () => {
    const { outline } = await planOf('<h1>One\n <b>title</b> &amp; more</h1><div><h3>Two</h3></div>', 'HTML');
    expect(outline).toEqual([
      { depth: 1, text: 'One title & more', start: 0 },
      { depth: 3, text: 'Two', start: 42 },
    ]);
  });

  it('reads text up to the end of a body', async () => {
    expect(await blocksOf('<html><body>Hello <b>you</b> there.\n</body>\n</html>\n', 'HTML')).toEqual([
      'Hello ⟦open <b>⟧you⟦close </b>⟧ there.',
    ]);
  });

  it('locks a page whose tags nest by the thousand', async () => {
    for (const tag of ['div', 'b', 'ul><li', 'table><tr><td', 'span']) {
      await planOf(`${`<${tag}>`.repeat(10_000)}Deep.`, 'HTML');
    }
    expect(await blocksOf(`${'<div>'.repeat(10_000)}Deep.`, 'HTML')).toEqual([]);
    expect(await blocksOf(`${'<div>'.repeat(500)}Deep.`, 'HTML')).toEqual(['Deep.']);
  });
});

describe('A page', () => {
  it('of a mail made of tables', async () => {
    expect(await blocksOf(page('mail'), 'HTML')).toEqual([
      "⟦open <span style='font-size:11.0pt'>⟧Dear Mr. O’Neill,⟦open <o:p>⟧⟦close </o:p>⟧⟦close </span>⟧",
      "⟦open <span style='font-size:11.0pt'>⟧I am writing to you in order to let you know«\\r\\n»that your order ⟦open <b>⟧#4711-B⟦close </b>⟧ of 3\u00a0March has been sent.⟦open <o:p>⟧⟦close </o:p>⟧⟦close </span>⟧",
      'cell: ⟦open <font face=Arial size=2>⟧The tracking page is at ⟦open <a href="https://track.example.com/?id=4711&amp;k=9">⟧⟦url https://track.example.com/?id=4711&amp;k=9⟧⟦close </a>⟧«\\r\\n»and it is updated every hour.⟦markup <br>⟧⟦markup <br>⟧Kind regards,⟦markup <br>⟧«\\r\\n»The team⟦close </font>⟧',
      'cell: Description of what you have ordered from us',
      'From: someone <⟦url someone@example.com⟧>⟦markup <br>⟧Sent: Monday',
      'quote: > On Monday you wrote that you had not heard from us at all.',
    ]);
  });

  it('of WordPress, with its comments, shortcodes and classic text', async () => {
    expect(await blocksOf(page('wordpress'), 'HTML')).toEqual([
      'It’s been a while since the last post, and there are a number of reasons for that.',
      'The view from our window on that day',
      'listItem: - We moved to a ⟦open <strong>⟧new⟦close </strong>⟧ server',
      'listItem: - The theme was rewritten – twice',
      '⟦open <span>⟧Some words in a box⟦close </span>⟧',
      'Classic text without a tag, as the old editor wrote it, with ⟦open <a href="http://example.com">⟧a link⟦close </a>⟧.',
      'A second paragraph of the classic kind.',
    ]);
  });

  it('of templates', async () => {
    expect(await blocksOf(page('templates'), 'HTML')).toEqual([
      'Hello ⟦placeholder {{ user.name|default:"friend" }}⟧, you have ⟦open <b>⟧⟦placeholder {{ count }}⟧⟦close </b>⟧ new ⟦placeholder {% if count > 1 %}⟧messages⟦placeholder {% else %}⟧message⟦placeholder {% endif %}⟧.',
      'Welcome, ⟦placeholder <?php echo $user->name ?>⟧, to the page for the few who may see it.',
      'You have ⟦placeholder <%= @count %>⟧ messages, and ⟦placeholder <% if x > 3 %>⟧many⟦placeholder <% end %>⟧ of them are new.',
      '⟦open <a href="{{ url }}">⟧Read the rest of ⟦placeholder {{ this }}⟧⟦close </a>⟧',
      'listItem: - ⟦placeholder {{ x }}⟧ is one of the items',
      `Vue says ⟦placeholder {{ message }}⟧, ES6 says ⟦placeholder $\{name}⟧, and printf says ⟦placeholder %s⟧ and ⟦placeholder %1$d⟧.`,
    ]);
  });

  it('that is malformed keeps the paragraphs that can be told', async () => {
    const blocks = await blocksOf(page('malformed'), 'HTML');
    expect(blocks).toContain('This paragraph is not closed, which is fine in ⟦open <b>⟧HTML⟦close </b>⟧');
    expect(blocks).toContain('Behind it all is ⟦open <em>⟧well⟦close </em>⟧ again.');
    expect(blocks.join('\n')).not.toMatch(/crossed|opens|moved|stray|never ends|Text behind/);
  });

  it('in other scripts', async () => {
    const { segments } = await planOf(page('scripts'), 'HTML');
    expect(segments.flatMap(({ blocks }) => blocks)).toHaveLength(5);
    expect(segments.reduce((sum, { words }) => sum + words, 0)).toBeGreaterThan(40);
  });
});
