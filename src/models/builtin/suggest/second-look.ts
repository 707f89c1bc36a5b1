import type { Suggestion } from '../../model.ts';
import { articleOf } from '../article.ts';
import { isEnglish } from '../english.ts';
import { capitalize, isCapitalized, startsSentence, type Word, wordsOf } from '../words.ts';
import { brokenSentences } from './broken-sentence.ts';
import { misspelledTerms } from './misspelled-term.ts';

/**
 * What is wrong in a paragraph that a model wrote, `after`, and was not in its source, `before`, in order: doubled words,
 * `a` for `an`, sentences that break off, protected terms in another spelling. `NO_PROSE` stands for whatever is none.
 */
export function lookAgain(before: string, after: string, protectedTerms: readonly string[]): Suggestion[] {
  if (before === after) {
    return [];
  }
  const [source, words] = [wordsOf(before), wordsOf(after)];
  const terms = misspelledTerms(before, after, protectedTerms);
  if (!isEnglish(words)) {
    return terms;
  }
  const found = [
    ...doubledWords(source, words),
    ...wrongArticles(source, words),
    ...brokenSentences(source, words),
    ...terms,
  ];
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Words that may stand twice: `had had`, `that that`. */
const mayDouble = new Set('had that is very so no bye ha blah really much many do in on out up as'.split(' '));

function doubledWords(source: readonly Word[], words: readonly Word[]): Suggestion[] {
  const doubles = (list: readonly Word[]) =>
    list.flatMap((word, index) => {
      const next = list[index + 1];
      const isDouble = word.lower !== '' && next?.lower === word.lower && word.trail === '' && next.lead === '';
      return isDouble && !mayDouble.has(word.lower) ? [{ word, next }] : [];
    });
  const known = new Set(doubles(source).map(({ word }) => word.lower));
  return doubles(words)
    .filter(({ word }) => !known.has(word.lower))
    .map(({ word, next }) => ({
      start: word.start,
      end: next.end,
      rule: 'doubled-word',
      explanation: 'The rewrite has this word twice.',
      replacements: [word.text],
    }));
}

function wrongArticles(source: readonly Word[], words: readonly Word[]): Suggestion[] {
  const known = new Set(articlesIn(source).map(({ word, next }) => `${word.lower} ${next.lower}`));
  return articlesIn(words)
    .filter(({ word, next }) => !known.has(`${word.lower} ${next.lower}`))
    .map(({ word, next, right }) => ({
      start: word.start,
      end: word.end,
      rule: 'wrong-article',
      explanation: `The rewrite has \`${word.text}\` before \`${next.text}\`.`,
      replacements: [isCapitalized(word.text) ? capitalize(right) : right],
    }));
}

/** The articles that do not go with the sound behind them. */
function articlesIn(words: readonly Word[]) {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    const isArticle =
      /^an?$/.test(word.lower) && word.trail === '' && (word.text !== 'A' || startsSentence(words, index));
    if (!isArticle || next?.lead !== '' || next.text !== next.lower || next.lower.length < 3) {
      return [];
    }
    const right = articleOf(next.lower);
    return right && right !== word.lower ? [{ word, next, right }] : [];
  });
}
