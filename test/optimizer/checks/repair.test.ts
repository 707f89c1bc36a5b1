import { describe, expect, it } from 'vitest';
import {
  couldBePreamble,
  repairAnswer,
  repairStart,
  TypographyStream,
  typographyOf,
} from '../../../src/optimizer/checks/index.ts';

const source = 'The harbour is old.\n\nShips stay there in winter, and normally nobody minds.';
const answer = 'The harbour is old.\n\nIn winter, ships stay there; normally, nobody minds.';

describe('An answer is repaired', () => {
  it.each([
    ['a fence', `\`\`\`\n${answer}\n\`\`\``],
    ['a fence that says markdown', `\`\`\`markdown\n${answer}\n\`\`\`\n`],
    ['a longer fence', `~~~~text\n${answer}\n~~~~`],
    ['a fence that never ends', `\`\`\`markdown\n${answer}`],
    ['an introduction', `Here is the improved text:\n\n${answer}`],
    ['an introduction that is glad', `Sure! Here's a clearer version of your text:\n\n${answer}`],
    ['an introduction and a rule', `Certainly! Here is the revised text:\n\n---\n\n${answer}\n\n---`],
    ['a label', `**Improved version:**\n\n${answer}`],
    ['a German introduction', `Hier ist der überarbeitete Text:\n\n${answer}`],
    ['a closing remark', `${answer}\n\nLet me know if you would like any further changes!`],
    ['a note', `${answer}\n\n*Note: I changed the order of the sentences.*`],
    ['a list of changes', `${answer}\n\nChanges made:\n- moved a part\n- added a comma\n\nI hope this helps!`],
    ['an introduction and a fence', `Here is the improved text:\n\n\`\`\`\n${answer}\n\`\`\``],
    ['an introduction right before a fence', `Here is the improved text:\n\`\`\`\n${answer}\n\`\`\``],
    ['all of it', `Sure!\n\n\`\`\`markdown\n${answer}\n\`\`\`\n\nI hope this helps!`],
    ['the lines of a frame', `<text-0123456789ab>\n${answer}\n</text-0123456789ab>`],
    ['a frame without a number', `<text>\n${answer}\n</text>`],
    ['quotation marks', `"${answer}"`],
    ['curly quotation marks', `“${answer}”`],
  ])('that came with %s', (_, damaged) => {
    expect(repairAnswer(damaged, source).trim()).toBe(answer);
  });

  it.each([
    ['nothing around it', answer],
    ['white space around it', `\n ${answer} \n`],
    ['a first word that a fence could eat', `markdown is old.\n\nIn winter, ships stay.`],
    ['quoted words at both ends', '"Harbour" is a word.\n\nAnd so is "ship"'],
    ['a remark in place of a block', 'Here is the revised text:\n\nShips stay there.'],
    ['a fence inside', `The harbour is old.\n\n\`\`\`\nships\n\`\`\``],
    ['two fences', `\`\`\`\nThe harbour\n\`\`\`\n\n\`\`\`\nships\n\`\`\``],
    ['Windows line ends', answer.replaceAll('\n', '\r\n')],
  ])('not where it has %s', (_, whole) => {
    expect(repairAnswer(whole, source)).toBe(whole);
  });

  it.each([
    ['a fence', '```\nsource\n```\n\nText.', '```\ntext\n```'],
    [
      'an introduction',
      'Here is the improved text:\n\nIt is new.',
      'Here is the improved text:\n\nIt is new.\n\nAnd more.',
    ],
    ['quotation marks', '"It is new."', '"It is newer."'],
    [
      'a closing remark',
      'It is new.\n\nLet me know if you need any changes.',
      'It is new.\n\nPlease let me know if you need any changes.',
    ],
  ])('not of %s that the source has too', (_, original, whole) => {
    expect(repairAnswer(whole, original)).toBe(whole);
  });

  it('but never to nothing', () => {
    expect(repairAnswer('```\n```', source)).toBe('```\n```');
    expect(repairAnswer('Sure!', source)).toBe('Sure!');
    expect(repairAnswer('', source)).toBe('');
  });
});

describe('The start of an answer', () => {
  function shown(whole: string): { text: string; held: number } {
    let held = 0;
    while (held < whole.length && couldBePreamble(whole.slice(0, held), source)) {
      held += 1;
    }
    return { text: repairStart(whole.slice(0, held), source) + whole.slice(held), held };
  }

  it.each([
    [`Here is the improved text:\n\n${answer}`],
    [`Sure! Here's a clearer version:\n\n${answer}`],
    [`**Improved version:**\n\n${answer}`],
    [`\`\`\`markdown\n${answer}`],
    [`Hier ist der überarbeitete Text:\n\n${answer}`],
  ])('is held back until it is certain: %s', (whole) => {
    const { text, held } = shown(whole);
    expect(text).toBe(answer);
    expect(held).toBeLessThanOrEqual(whole.length - answer.length + 1);
  });

  it.each([
    [answer, 'The h'.length],
    ['The improved harbour is old.\n\nShips stay.', 200],
    ['Here is the harbour.\nIt is old, and so are the ships.', 'Here is the harbour.\n'.length + 1],
    ['`npm` is old.\n\nShips stay.', 3],
    [`Sure${' is it'.repeat(100)}`, 201],
  ])('is shown as soon as it is none: %s', (whole, most) => {
    const { text, held } = shown(whole);
    expect(text).toBe(whole);
    expect(held).toBeLessThanOrEqual(most);
  });

  it('is not held where the source begins so itself', () => {
    expect(couldBePreamble('Here is the impro', 'Here is the revised text: it is new.')).toBe(false);
    expect(couldBePreamble('```', '```js\ncode\n```')).toBe(false);
  });
});

describe('Typography', () => {
  it.each([
    ['straight quotes', `"It's old," he said.`, '“It’s very old,” he said.', `"It's very old," he said.`],
    ['curly apostrophes', 'It’s old.', "It's very old.", 'It’s very old.'],
    ['dots', 'Well... it is.', 'Well… it is so.', 'Well... it is so.'],
    ['plain hyphens and spaces', 'A well-known ship', 'A well\u2011known\u00A0ship\u200B', 'A well-known ship'],
    ['both kinds of quotes', `“It's” and ’tis`, `“It's” and ’tis 'so'`, `“It's” and ’tis 'so'`],
    ['German quotes', '„Ja“, sagte er.', '„Ja“, sagte er dann.', '„Ja“, sagte er dann.'],
    ['none to go by', 'It is.', '“It’s”', '“It’s”'],
  ])('is put back to that of the source: %s', (_, original, rewrite, repaired) => {
    expect(typographyOf(original)(rewrite)).toBe(repaired);
  });

  it('is the same in whatever parts a text comes', () => {
    const original = 'It’s an old harbour... and it isn’t “new”.';
    const rewrite = "It's old… isn't it? The ships' masts, ''tis said', don't 'move'";
    const repaired = typographyOf(original)(rewrite);
    expect(repaired).toContain('don’t');
    for (const size of [1, 2, 3, 5]) {
      const stream = new TypographyStream(original);
      const parts = rewrite.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
      expect(parts.map((part) => stream.push(part)).join('') + stream.end()).toBe(repaired);
    }
  });
});
