import { articleOf } from './article.ts';
import { isEnglish, isEnglishGiven } from './english.ts';
import { type Change, replaceWords } from './replace.ts';
import { capitalize, nextLower, previousLower, startsSentence, type Word } from './words.ts';

/** A rule that takes more than a table: asked at every one of its words. */
export interface Rule {
  readonly id: string;
  readonly reason: string;
  /** The words it is asked about, in small letters. */
  readonly words: readonly string[];
  find(words: readonly Word[], index: number): Change | undefined;
}

const determiners = ['the', 'a', 'an', 'this', 'these', 'those', 'your', 'our', 'their', 'its', 'my', 'his', 'each'];
const beforeNoun = ['the', 'an', 'a', 'and'];
const beforeDeterminer = ['of', 'to', 'for', 'with', 'from', 'by', 'at'];

/** `the the`. Not words that may stand twice: `had had`, `that that`, `logged in in time`. */
const repeatedWord: Rule = {
  id: 'repeated-word',
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

const abbreviations = new Set(
  (
    'approx incl excl dept misc resp assoc govt univ prof asst corp appt attn spec init orig figs refs secs mins tech ' +
    'temp prev chap cont conf conn diff elec equiv exec hosp illus inst intl mech natl paras pers perp pron publ quot ' +
    'repl repr stat subj subst suppl supt trans transl treas vols wkly temp alias vers param params'
  ).split(' '),
);

/** `It works. the rest follows.`: after a whole word and a full stop. */
const sentenceCapital: Rule = {
  id: 'sentence-capital',
  reason: 'A sentence starts with a capital.',
  words: ['the', 'this', 'these', 'those', 'it', 'we', 'they', 'there', 'you', 'if', 'when', 'however'],
  find(words, index) {
    const word = words[index];
    const previous = words[index - 1];
    const isStart =
      word?.text === word?.lower &&
      word?.lead === '' &&
      /^(?: |\r?\n)$/.test(word.gap) &&
      previous?.trail === '.' &&
      /^[a-z]{4,}$/.test(previous.text) &&
      !abbreviations.has(previous.lower) &&
      isEnglish(words);
    return isStart && word
      ? { start: word.start, end: word.start + 1, replacement: word.text.charAt(0).toUpperCase() }
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
      isEnglish(words);
    return isSlip ? { start: before.end, end: comma.start, replacement: '' } : undefined;
  },
};

/** The rules of GRAMMAR that are no table. */
export const grammar: readonly Rule[] = [repeatedWord, article, sentenceCapital, spaceBeforeComma];
