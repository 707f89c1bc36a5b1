import { articleOf } from '../article.ts';
import { isEnglish, isEnglishGiven } from '../english.ts';
import { replaceWords } from '../replace.ts';
import { capitalize, nextLower, previousLower, startsSentence } from '../words.ts';
import type { Rule } from './rule.ts';

const determiners = ['the', 'a', 'an', 'this', 'these', 'those', 'your', 'our', 'their', 'its', 'my', 'his', 'each'];
const beforeNoun = ['the', 'an', 'a', 'and', 'or', 'your', 'our', 'their', 'this'];
const beforeDeterminer = ['of', 'to', 'for', 'with', 'from', 'by', 'at'];

/** `the the`. Not words that may stand twice: `had had`, `that that`, `logged in in time`. */
const repeatedWord: Rule = {
  id: 'repeated-word',
  types: ['GRAMMAR'],
  reason: 'The word stands there twice.',
  words: [...beforeNoun, ...beforeDeterminer],
  find(words, index) {
    const word = words[index];
    const second = words[index + 1];
    const third = nextLower(words, index + 2);
    if (!word || !second || nextLower(words, index + 1) !== word.lower || second.text !== word.lower) {
      return undefined;
    }
    const isSlip = beforeDeterminer.includes(word.lower)
      ? determiners.includes(third)
      : /^[a-z]{3}/.test(third) && words[index + 2]?.text === third && !/^(?:not|nor|then|and|with|for)$/.test(third);
    return isSlip && isEnglish(words) ? replaceWords(words, index, index + 1, word.lower) : undefined;
  },
};

const noNoun = new Set(
  (
    'is in and or of as at on if it its are am also into onto over under until unless after above about against among ' +
    'around although always already again any all each either every even ever else us upon up out off our other others ' +
    "another the this these those that your our their his her my equal equals implies instead an isn't aren't exists occurs applies either actually once"
  ).split(' '),
);
const labelled = new Set(
  (
    'option variable point vitamin hepatitis type group team class grade plan step part case section appendix figure ' +
    'table item column row letter set let array vector matrix list string input output value parameter node key from to ' +
    'article word i you we they he she it users people and'
  ).split(' '),
);

/** Words that no other language has behind its own `a` or `an`, so that `Buy a apple.` needs no more to be English. */
const unmistakable = new Set(
  (
    'apple hour hourly honest honorary heir heiress heirloom elephant umbrella eagle island answer effort example ' +
    'interesting expensive amazing awesome awful old ugly easy early empty angry unknown university useful usual'
  ).split(' '),
);
/** Counts as this many common English words. */
const UNMISTAKABLE = 2;

/** `a apple`, `an book`: where the sound is plain and the letter is no name. */
const article: Rule = {
  id: 'article',
  types: ['GRAMMAR'],
  reason: '`An` stands before a vowel sound, `a` before any other.',
  words: ['a', 'an'],
  find(words, index) {
    const word = words[index];
    const noun = nextLower(words, index + 1);
    const right = articleOf(noun);
    const isCased = words[index + 1]?.text === (noun === 'european' ? 'European' : noun);
    if (!word || !right || right === word.lower || !isCased || !/^[a-z]{3}/.test(noun)) {
      return undefined;
    }
    const isArticle =
      (word.text === word.lower || startsSentence(words, index)) &&
      /^(?:an?|An?)$/.test(word.text) &&
      !noNoun.has(noun) &&
      !/[^suiao]s$/.test(noun) &&
      !labelled.has(previousLower(words, index)) &&
      !words.some(({ text }) => /^[b-zB-HJ-Z]$/.test(text)) &&
      isEnglishGiven(words, unmistakable.has(noun) ? UNMISTAKABLE : 0);
    return isArticle
      ? { start: word.start, end: word.end, replacement: word.text === word.lower ? right : capitalize(right) }
      : undefined;
  },
};

const namesTheComma = new Set(
  (
    'a the an by as with or and use using like between is no to of in comma delimiter separator character symbol sign ' +
    'operator punctuation key mark string commas'
  ).split(' '),
);

/** `one , two`: a comma alone between two words. */
const spaceBeforeComma: Rule = {
  id: 'space-before-comma',
  types: ['GRAMMAR', 'STYLE'],
  reason: 'No space stands before a comma.',
  words: [','],
  find(words, index) {
    const before = words[index - 1];
    const comma = words[index];
    const next = words[index + 1];
    const isSlip =
      comma?.text === ',' &&
      comma.gap === ' ' &&
      before?.trail === '' &&
      /^[a-z]{2}/.test(before.lower) &&
      before.text === before.lower &&
      !namesTheComma.has(before.lower) &&
      next?.gap === ' ' &&
      next.lead === '' &&
      /^[a-z]{2}/.test(next.lower) &&
      !/^(?:or|is|as|in)$/.test(next.lower) &&
      !words.some(({ text }) => /^[=(]$/.test(text)) &&
      isEnglish(words);
    return isSlip ? { start: before.end, end: comma.start, replacement: '' } : undefined;
  },
};

/** `that that the`: one of them is a slip before a clause that starts anew. */
const repeatedThat: Rule = {
  id: 'repeated-word',
  types: ['GRAMMAR'],
  reason: 'The word stands there twice.',
  words: ['that'],
  find(words, index) {
    const isSlip =
      nextLower(words, index + 1) === 'that' &&
      /^(?:the|we|they|he|she|you|our|these|those)$/.test(nextLower(words, index + 2)) &&
      !/^(?:fact|is|was|of)$/.test(previousLower(words, index));
    return isSlip ? replaceWords(words, index, index + 1, 'that') : undefined;
  },
};

/** `Who's coat is this?` */
const whose: Rule = {
  id: 'whose',
  types: ['GRAMMAR'],
  reason: '`Who’s` is short for `who is`; `whose` asks for the owner.',
  words: ["who's"],
  find(words, index) {
    const isOwner =
      /^(?!who$)[a-z]{3,}$/.test(nextLower(words, index + 1)) &&
      /^(?:is|are|was|were)$/.test(nextLower(words, index + 2)) &&
      /^(?:this|that|these|those|it|in|on)$/.test(nextLower(words, index + 3));
    return isOwner ? replaceWords(words, index, index, 'whose') : undefined;
  },
};

/** The rules of words that no table can hold. */
export const grammar: readonly Rule[] = [repeatedWord, repeatedThat, article, whose, spaceBeforeComma];
