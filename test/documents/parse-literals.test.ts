import { describe, expect, it } from 'vitest';
import { blocksOf, planOf } from './parse-kit.ts';

describe('What only a template engine or another dialect reads is no prose', () => {
  it.each([
    '{% highlight ruby %}\ndef foo(a, b)\n\n  puts "some words here"\nend\n{% endhighlight %}',
    '{%- raw -%}\nUse some words\n{%- endraw -%}',
    '{% comment %}\nhidden words\n\n# Hidden title\n{% endcomment %}',
    '{{< highlight go >}}\nfunc main() {\n\n  words here\n}\n{{< /highlight >}}',
    '{{< mermaid >}}\ngraph TD; A[Start here] --> B[End here]\n{{< /mermaid >}}',
    '{% mermaid %}\ngraph LR\n{% endmermaid %}',
    '::: mermaid\ngraph LR\n:::',
    '\\begin{align*}\nx &= y words\n\\end{align*}',
    '$$\nx = y words here\n$$',
    '@startuml\nAlice -> Bob: hello to you\n@enduml',
  ])('%s', async (literal) => {
    for (const format of ['MARKDOWN', 'TEXT'] as const) {
      expect(await blocksOf(`Before it.\n\n${literal}\n\nBehind it.`, format)).toEqual(['Before it.', 'Behind it.']);
      expect(await blocksOf(literal.replaceAll('\n', '\r\n'), format)).toEqual([]);
    }
    expect((await planOf(literal, 'MARKDOWN')).outline).toEqual([]);
  });

  it.each(['```js\nlet some = words;\n```', '.. code-block:: python\n\n   print("words here")\n\n   and(here)\n'])(
    'in a plain text: %s',
    async (literal) => {
      expect(await blocksOf(`Before it.\n\n${literal}\nBehind it.`, 'TEXT')).toEqual(['Before it.', 'Behind it.']);
    },
  );

  it('also in the midst of a paragraph, but not within a line', async () => {
    expect(await blocksOf('Before it.\n{% raw %}\nwords\n{% endraw %}\nBehind it.', 'MARKDOWN')).toEqual([
      'Before it.',
      'Behind it.',
    ]);
    expect(await blocksOf('{% raw %}words{% endraw %} and more.', 'MARKDOWN')).toEqual([
      '⟦placeholder {% raw %}⟧words⟦placeholder {% endraw %}⟧ and more.',
    ]);
  });

  it('unless it has no end', async () => {
    expect(await blocksOf('@startuml\n\nSome words.', 'TEXT')).toEqual(['@startuml', 'Some words.']);
  });
});

describe('In a mail', () => {
  it('headers, signature and forwarded mails are no prose', async () => {
    const mail =
      'From: a@x.example\r\nTo: Tom\r\nSubject: The meeting\r\n on Monday\r\n\r\nHi Tom,\r\nhow are you?\r\n\r\n-- \nAnna Example\r\nHead of Sales\r\n\r\n-----Original Message-----\r\nFrom: Tom\r\n\r\nOld text.';
    expect(await blocksOf(mail, 'TEXT')).toEqual(['Hi Tom,«\\r\\n»how are you?']);
  });

  it('nor is the line above a quote', async () => {
    expect(await blocksOf('Yes.\n\nOn Monday, Tom wrote:\n> Is it?\n\nBye', 'TEXT')).toEqual(['Yes.', 'Bye']);
  });

  it('but a text that only looks like one stays', async () => {
    expect(await blocksOf('Note: this is it.\n\nHe wrote:\n\nSome words.', 'TEXT')).toEqual([
      'Note: this is it.',
      'He wrote:',
      'Some words.',
    ]);
  });
});
