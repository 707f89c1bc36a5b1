import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../src/optimizer/checks/blocks.ts';
import { checkMarkup } from '../../../src/optimizer/checks/markup.ts';
import { checkTerms } from '../../../src/optimizer/checks/terms.ts';
import { checkUrls } from '../../../src/optimizer/checks/urls.ts';
import { rewritten } from './kit.ts';

describe('Addresses', () => {
  it.each([
    ['See https://example.com/a?b=1.', 'https://example.com/a?b=1 is worth a look.'],
    ['Mail to (help@example.com).', 'Write to help@example.com!'],
    ['"www.example.com"', '*www.example.com*'],
    ['Meet me @ noon, user@host.', 'Meet me @ noon, user@host'],
  ])('may stand elsewhere: %s -> %s', (source, rewrite) => {
    expect(checkUrls(rewritten(source, rewrite))).toEqual([]);
  });

  it.each([
    [
      'See https://example.com/a_b.',
      'See https://example.com/a-b.',
      ['https://example.com/a_b'],
      ['https://example.com/a-b'],
    ],
    ['Read the guide.', 'Read the guide at https://guide.example.', [], ['https://guide.example']],
    ['Mail help@example.com.', 'Mail us.', ['help@example.com'], []],
    ['www.example.com, www.example.com', 'www.example.com', ['www.example.com'], []],
  ])('are found changed: %s -> %s', (source, rewrite, lost, added) => {
    expect(checkUrls(rewritten(source, rewrite))).toMatchObject([{ kind: 'URL', lost, added }]);
  });
});

describe('Protected terms', () => {
  const protectedTerms = ['Copydesk', 'Node.js', '料金', 'US'];

  it.each([
    ['We like Copydesk.', 'Copydesk is what we like.'],
    ['Copydesk’s users use Node.js.', "Users of Copydesk's use Node.js!"],
    ['新しい料金です', '料金が新しい'],
    ['US law, for us and the bus', 'The law of the US, for the bus and us'],
    ['Copydesks are desks', 'Desks are desks'],
  ])('may stand elsewhere: %s -> %s', (source, rewrite) => {
    expect(checkTerms(rewritten(source, rewrite, { protectedTerms }))).toEqual([]);
  });

  it.each([
    ['We like Copydesk.', 'We like copydesk.', ['Copydesk'], []],
    ['We like Copydesk.', 'We like CopyDesk.', ['Copydesk'], []],
    ['We like Copydesk.', 'We like Copydesks.', ['Copydesk'], []],
    ['We like Node.js.', 'We like NodeJS, as does Copydesk.', ['Node.js'], ['Copydesk']],
    ['新しい料金です', '新しい価格です', ['料金'], []],
  ])('are found changed: %s -> %s', (source, rewrite, lost, added) => {
    expect(checkTerms(rewritten(source, rewrite, { protectedTerms }))).toMatchObject([
      { kind: 'PROTECTED_TERM', lost, added },
    ]);
  });
});

describe('Protected terms in Markdown', () => {
  it.each([
    ['Use snake\\_case here.', 'Here, use snake\\_case.', 'snake_case'],
    ['The **Acme** Corp wins.', 'It is the **Acme** Corp that wins.', 'Acme Corp'],
    ['The _Acme_ Corp wins.', 'It is the _Acme_\nCorp that wins.', 'Acme Corp'],
    ['Call \\_\\_init\\_\\_, then init it.', 'Call \\_\\_init\\_\\_, then start it.', '__init__'],
  ])('are the same with emphasis and backslashes in them: %s', (source, rewrite, term) => {
    expect(checkTerms(rewritten(source, rewrite, { protectedTerms: [term] }))).toEqual([]);
  });

  it.each([
    ['Use snake\\_case here.', 'Use snake case here.', 'snake_case'],
    ['The **Acme** Corp wins.', 'The **ACME** Corporation wins.', 'Acme Corp'],
  ])('are found changed behind them: %s', (source, rewrite, term) => {
    const [found] = checkTerms(rewritten(source, rewrite, { protectedTerms: [term] }));
    expect(found).toMatchObject({ kind: 'PROTECTED_TERM', lost: [term] });
  });
});

describe('Blocks', () => {
  it.each([
    ['an empty one', ['One thought.', ''], 'STRUCTURE'],
    ['one of dashes', ['One thought.', '- …'], 'STRUCTURE'],
    ['one too few', ['One thought. And another.'], 'STRUCTURE'],
    ['one too many', ['One thought.', 'And', 'another.'], 'STRUCTURE'],
  ])('are found damaged: %s', (_, rewrite, kind) => {
    expect(checkBlocks(rewritten(['One thought.', 'And another.'], rewrite)).map((found) => found.kind)).toEqual([
      kind,
    ]);
  });

  it('may hold a mask, a number or a sign alone', () => {
    expect(checkBlocks(rewritten(['It is ⟦1⟧', 'about 5', 'ok 👍', '***'], ['⟦1⟧', '5', '👍', '*']))).toEqual([]);
  });
});

describe('Markup', () => {
  it.each([
    ['Some text\nin two lines.', 'Some text in\ntwo lines.'],
    ['It is 5 - 3.', 'It is 5\n- 3.'],
    ['It was in 12.\nThen more.', 'It was\n12. Then more.'],
    ['A **bold** claim and a __strong__ one.', 'A **bold** and a __strong__ claim.'],
    ['A **bold** claim.', 'A claim.'],
    ['# one of a kind', '# one of its kind'],
    ['It is a < b > c.', 'It is a < b > c!'],
    ['**Note**', '**Notes**'],
    ['[x] done', '[x] Done'],
    ['a_b * c', 'a_b * c.'],
  ])('may stay: %s -> %s', (source, rewrite) => {
    expect(checkMarkup(rewritten(source, rewrite))).toEqual([]);
  });

  it.each([
    ['We sell tea and coffee.', '- We sell tea\n- We sell coffee'],
    ['We sell tea and coffee.', 'We sell:\n* tea\n* coffee'],
    ['We sell tea and coffee.', 'We sell:\n1. tea\n2. coffee'],
    ['We sell tea and coffee.', '- We sell tea and coffee.'],
    ['We sell tea.', '## Tea\nWe sell tea.'],
    ['We sell tea.', 'Tea\n===\nWe sell tea.'],
    ['We sell tea.', '**Tea**\nWe sell tea.'],
    ['We sell tea.', '**Tea:** We sell tea.'],
    ['We sell tea.', 'We sell `tea`.'],
    ['We sell tea.', '```\nWe sell tea.\n```'],
    ['We sell tea.', 'We sell [tea](https://tea.example).'],
    ['We sell tea.', 'We sell <b>tea</b>.'],
    ['We sell tea.', '> We sell tea.'],
    ['We sell tea.', '| We | sell |\n|---|---|\n| tea | now |'],
    ['We sell ~~tea~~ coffee.', '~~We sell~~ ~~tea~~ coffee.'],
    ['We **sell** tea.', 'We **sell tea.'],
  ])('is found where it is new: %s -> %s', (source, rewrite) => {
    expect(checkMarkup(rewritten(source, rewrite)).map((found) => found.kind)).toEqual(['STRUCTURE']);
  });
});
