import { describe, expect, it } from 'vitest';
import { applyRules } from '../../src/models/builtin/rules.ts';

const styled = (text: string) => applyRules(text, 'STYLE', []).text;

describe('STYLE', () => {
  it.each([
    ['quotation marks', 'Say "a", "b" and “c”.', 'Say "a", "b" and "c".'],
    ['both marks of a pair', 'See “a” or “b”.\n\nSee "c d e".', 'See “a” or “b”.\n\nSee “c d e”.'],
    ['apostrophes', "It's here, isn't it? He’s not.", "It's here, isn't it? He's not."],
    ['units', 'It has 4 GB and 8 GB.\n\nOne has 512MB.', 'It has 4 GB and 8 GB.\n\nOne has 512 MB.'],
    ['ranges', 'Read pages 3–9, 10–12 and 31-40.', 'Read pages 3–9, 10–12 and 31–40.'],
  ])('follows the majority of the whole text: %s', (_, text, result) => {
    expect(styled(text)).toBe(result);
  });

  it.each([
    ['as many of one as of the other', 'Say "a" and “b”.'],
    ['one against one, twice over', 'It has 4 GB, 5 GB, 6GB and 7GB.'],
    ['a phone number', 'Pages 3–9 and 10–12; call 555-0199 or 020-7946-0958.'],
    ['a date and a version', 'Pages 3–9 and 10–12; since 2024-05-01, in 1.2-3.'],
    ['a numbered form', 'Pages 3–9 and 10–12; fill in W-2 and I-9.'],
    ['code', 'Say “a” and “b”, then run `say "c"` in the shell.'],
    ['a link', 'Say “a” and “b”, see [c](d.md "e").'],
    ['a mask', 'It has 4 GB and 5 GB, or ⟦1⟧GB.'],
    ['the name of a property', 'The colour of the harbour: our favourite is the property color.'],
    ['columns', 'The name  the type  the default of an option.'],
    ['numbers', 'It sold 12,400 tickets, 3,150 books and 2800 maps.'],
  ])('changes nothing in %s', (_, text) => {
    expect(styled(text)).toBe(text);
  });
});
