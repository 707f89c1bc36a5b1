import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../kit/http.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { guideOf, letterOf, pageOf } from './documents.ts';
import { answerOf, inputOf, type Source } from './proof.ts';

let rewrite: (target: string) => string = (target) => target;
let pair: Pair;

beforeAll(async () => {
  pair = await startPair({ answer: ({ target }) => ({ text: rewrite(target) }) });
});
afterAll(() => pair[Symbol.asyncDispose]());

const FIELDS = 'optimizedContent status suggestions { start end text rule replacements }';

async function answered(source: Source, by: (target: string) => string, more: object = {}): Promise<Json> {
  rewrite = by;
  const { data } = await answerOf(pair, inputOf([source], { optimizationType: 'GRAMMAR', ...more }), FIELDS);
  return data.optimize.outcomes[0];
}
const text = (content: string): Source => ({ name: 'a.txt', content, format: 'TEXT' });
const told = ({ suggestions }: Json) =>
  suggestions.map(({ rule, text, replacements }: Json) => [rule, text, ...replacements]);

const SOURCE =
  'The report of the team is on the table. It has an example of the numbers, and all of them are right. We like Copydesk for this work.';

describe('A second look at what a model wrote', () => {
  it.each([
    ['is on the table', 'is on the the table', ['doubled-word', 'the the', 'the']],
    ['an example', 'a example', ['wrong-article', 'a', 'an']],
    [
      'of the numbers, and all of them are right.',
      'of the numbers, and all of them are the.',
      ['broken-sentence', 'the'],
    ],
    ['It has an', 'it has an', ['broken-sentence', 'it']],
  ])('reports %s -> %s', async (was, becomes, suggestion) => {
    const document = await answered(text(SOURCE), (target) => target.replace(was, becomes));
    expect(document.optimizedContent).not.toBe(SOURCE);
    expect(told(document)).toEqual([suggestion]);
  });

  it('reports no fault that the source has itself', async () => {
    const source =
      'They say that the the report is a example of it. it is so, and we like what they wrote of. So it is';
    const document = await answered(text(source), (target) => target.replace('They say', 'We all say'));
    expect(document.optimizedContent).toContain('We all say');
    expect(told(document)).toEqual([]);
  });

  it('reports a protected term in another spelling', async () => {
    const document = await answered(
      text(SOURCE),
      (target) => target.replace('The report of the team', 'The copydesk report of the team'),
      { protectedTerms: ['Copydesk'] },
    );
    expect(told(document)).toEqual([['protected-term', 'copydesk', 'Copydesk']]);
  });

  it('finds nothing in a rewrite that is whole, and marks its own places alone', async () => {
    for (const source of [guideOf('birch'), pageOf('birch'), letterOf('birch')]) {
      const good = await answered(source, (target) => target.replaceAll(/utilize/g, 'use'));
      expect(good.optimizedContent).not.toBe(source.content);
      expect(told(good)).toEqual([]);
      const bad = await answered(source, (target) => target.replaceAll(/utilize/g, 'use the the'));
      expect(bad.suggestions.length).toBeGreaterThan(0);
      for (const { start, end, text } of bad.suggestions) {
        expect(bad.optimizedContent.slice(start, end)).toBe(text);
        expect(text).toBe('the the');
      }
    }
  });

  it('lists what is left to the writer of a model’s text too', async () => {
    const document = await answered(text(SOURCE), (target) => target.replace('is on', 'was very clearly put on'), {
      optimizationType: 'STYLE',
    });
    expect(told(document)).toEqual([
      ['weasel-word', 'very'],
      ['weasel-word', 'clearly'],
    ]);
  });
});
