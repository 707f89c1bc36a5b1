import { describe, expect, it } from 'vitest';
import type { Rewritten } from '../../../src/optimizer/checks/index.ts';
import { checkMasks } from '../../../src/optimizer/checks/masks.ts';
import { checkPairs } from '../../../src/optimizer/checks/pairs.ts';
import { rewritten } from './kit.ts';

const masks: Rewritten['masks'] = [
  { number: 1, kind: 'open', source: '[' },
  { number: 2, kind: 'close', source: '](./guide.md)' },
  { number: 3, kind: 'code', source: '`npm ci`' },
  { number: 4, kind: 'url', source: 'https://example.com' },
  { number: 5, kind: 'placeholder', source: '{{name}}' },
  { number: 6, kind: 'term', source: 'Copydesk' },
  { number: 7, kind: 'open', source: '<b>' },
  { number: 8, kind: 'close', source: '</b>' },
];
const source = 'Read ⟦1⟧the guide⟦2⟧, run ⟦3⟧ and open ⟦4⟧.\n\nHello ⟦5⟧, ⟦6⟧ is ⟦7⟧really new⟦8⟧.';

function kindsOf(rewrite: string) {
  const pair = rewritten(source, rewrite, { masks });
  return [...checkMasks(pair), ...checkPairs(pair)].map((finding) => finding.kind);
}

describe('Masks', () => {
  it.each([
    ['in another order', 'Run ⟦3⟧, open ⟦4⟧ and read ⟦1⟧the guide⟦2⟧.\n\n⟦6⟧, ⟦5⟧, is ⟦7⟧new⟦8⟧.'],
    ['around other words', 'See ⟦1⟧our manual⟦2⟧; then ⟦3⟧ and ⟦4⟧.\n\n⟦7⟧⟦6⟧ is new⟦8⟧, ⟦5⟧.'],
    ['right beside punctuation', '⟦3⟧,⟦4⟧;⟦1⟧guide⟦2⟧\n\n⟦5⟧!⟦6⟧’s ⟦7⟧new⟦8⟧'],
  ])('may come back %s', (_, rewrite) => {
    expect(kindsOf(rewrite)).toEqual([]);
  });

  it.each([
    ['a lost code', 'CODE', (text: string) => text.replace('⟦3⟧', 'npm ci')],
    ['a doubled address', 'URL', (text: string) => text.replace('⟦4⟧', '⟦4⟧ (⟦4⟧)')],
    ['a lost placeholder', 'PLACEHOLDER', (text: string) => text.replace(' ⟦5⟧', '')],
    ['a lost term', 'PROTECTED_TERM', (text: string) => text.replace('⟦6⟧', 'It')],
    ['half a link', 'STRUCTURE', (text: string) => text.replace('⟦2⟧', '')],
    ['an invented one', 'STRUCTURE', (text: string) => text.replace('run', 'run ⟦9⟧ or')],
    ['one with a zero in front', 'STRUCTURE', (text: string) => text.replace('run', 'run ⟦03⟧ or')],
    ['a broken one', 'STRUCTURE', (text: string) => text.replace('run', 'run ⟦three⟧ or')],
    ['an end of one', 'STRUCTURE', (text: string) => text.replace('run', 'run ⟦ or')],
    ['a link that lost its words', 'STRUCTURE', (text: string) => text.replace('the guide', '')],
    ['one within a word', 'STRUCTURE', (text: string) => text.replace('run ⟦3⟧ and', 'run⟦3⟧and')],
    ['a pair the wrong way round', 'STRUCTURE', (text: string) => text.replace('⟦1⟧the guide⟦2⟧', '⟦2⟧the guide⟦1⟧')],
  ])('are found: %s', (_, kind, damage) => {
    expect(kindsOf(damage(source))).toContain(kind);
  });

  it('are found in another paragraph', () => {
    expect(kindsOf(source.replace('⟦3⟧', 'it').replace('Hello', '⟦3⟧ Hello'))).toEqual(['STRUCTURE']);
  });

  it('may not cross', () => {
    const pair = rewritten('A ⟦1⟧b ⟦7⟧c⟦8⟧ d⟦2⟧ e.', 'A ⟦1⟧b ⟦7⟧c⟦2⟧ d⟦8⟧ e.', { masks });
    expect(checkPairs(pair)[0]?.message).toContain('do not cross');
  });

  it('are named in the message with what they stand for', () => {
    expect(checkMasks(rewritten(source, source.replace('⟦3⟧', 'it'), { masks }))).toEqual([
      {
        kind: 'CODE',
        message: 'Missing: ⟦3⟧ (`npm ci`). Each mark ⟦n⟧ comes back exactly once and exactly as it is.',
        lost: ['`npm ci`'],
        added: [],
      },
    ]);
  });

  it('of a source that does not nest may come back as they were', () => {
    const crossed = 'A ⟦8⟧b ⟦1⟧c ⟦7⟧d⟦2⟧ e.';
    expect(checkPairs(rewritten(crossed, `So ${crossed}`, { masks }))).toEqual([]);
  });
});
