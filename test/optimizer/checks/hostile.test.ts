import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optimizationTypes } from '../../../src/models/index.ts';
import {
  checkRewrite,
  checks,
  couldBePreamble,
  repairAnswer,
  typographyOf,
} from '../../../src/optimizer/checks/index.ts';
import { rewritten } from './kit.ts';

const MOST_FILES = 300;
const MOST_MS = 20_000;

describe('A text that comes back as it was', () => {
  it('gives no finding in any check, for the paragraphs of hundreds of documents', () => {
    const startedAt = performance.now();
    const files = globSync('node_modules/**/*.md').slice(0, MOST_FILES);
    let paragraphs = 0;
    for (const [index, file] of files.entries()) {
      if (performance.now() - startedAt > MOST_MS) {
        break;
      }
      const source = readFileSync(file, 'utf8')
        .split(/\n\s*\n/)
        .filter((text) => text.trim() !== '');
      paragraphs += source.length;
      const optimizationType = optimizationTypes[index % optimizationTypes.length] ?? 'CLARITY';
      const pair = rewritten(source, source, { optimizationType, protectedTerms: ['npm', 'Node.js'] });
      expect(
        checks.flatMap((check) => check(pair)),
        file,
      ).toEqual([]);
    }
    expect(paragraphs).toBeGreaterThan(2_000);
  });
});

const length = 200_000;
const hostile = [
  'a',
  ' ',
  '\n',
  '1',
  '1,',
  '1-',
  '⟦',
  '⟦1⟧',
  '⟦1',
  '*',
  '**a**',
  '`',
  '<a',
  '<a ',
  '[',
  '](',
  '[rest ',
  '(the rest ',
  '|',
  '@',
  'a@a.',
  'http://',
  'ignore ',
  'write ',
  'here is ',
  'improved ',
  'sure here is improved ',
  'note i have ',
  '[the rest of the text is ',
  "'a",
  '. ',
  'a. ',
  '? ',
  '… ',
  '...',
  '漢',
  'é',
  '👍',
  '\uD800',
  '# ',
  '- a\n',
  '> ',
  '“',
  'i am sorry ',
  'I have made ',
  'the ',
  '\n \n',
  '~~~',
  '_',
  'x y z w v u t s. ',
];

describe('A hostile text', () => {
  it.each(hostile)('of %j many times over takes no longer than others', (part) => {
    const text = part.repeat(length / part.length);
    const pairs = [
      rewritten([text], [`${text.slice(0, -1)}b`], { protectedTerms: ['a', 'aa'], optimizationType: 'CUSTOM' }),
      rewritten([text], ['b']),
      rewritten(['b'], [text]),
    ];
    const startedAt = performance.now();
    for (const pair of pairs) {
      checkRewrite(pair);
    }
    repairAnswer(text, 'b');
    repairAnswer(`${text}\n\n${text}`, text);
    couldBePreamble(text, text);
    typographyOf(text)(text);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
