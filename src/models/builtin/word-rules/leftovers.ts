import { redundant, twice } from '../phrases/phrase.ts';
import { followsPlainly, nextLower } from '../words.ts';
import type { Rule } from './rule.ts';

/** Short names whose last letter stands for the word that often follows. */
const spelledOut: Readonly<Record<string, string>> = {
  pin: 'number',
  isbn: 'number',
  vin: 'number',
  atm: 'machine',
  lcd: 'display',
  hiv: 'virus',
  ram: 'memory',
  gps: 'system',
};

/** `PIN number`: the N is the number. */
const acronym: Rule = {
  id: 'acronym-twice',
  types: redundant,
  reason: 'The last letter already says it.',
  words: Object.keys(spelledOut),
  find(words, index) {
    const word = words[index];
    const next = words[index + 1];
    const isThere = word?.text === word?.lower.toUpperCase() && next?.text === spelledOut[word?.lower ?? ''];
    return isThere && word && next && next.gap === ' ' && followsPlainly(words, index + 1)
      ? { start: word.end, end: next.end, replacement: '' }
      : undefined;
  },
};

/** `return the keys back to`: to return is to bring back. */
const backAgain: Rule = {
  id: 'return-back',
  types: redundant,
  reason: twice,
  words: ['back'],
  find(words, index) {
    const back = words[index];
    const before = words[index - 1];
    const isReturned =
      words.slice(Math.max(0, index - 5), index).some(({ lower }) => /^return(?:s|ed|ing)?$/.test(lower)) &&
      /^[a-z]+$/.test(before?.lower ?? '') &&
      !/^(?:the|a|come|go|went|came|way|and|or|be|get)$/.test(before?.lower ?? '') &&
      followsPlainly(words, index) &&
      nextLower(words, index + 1) === 'to';
    return isReturned && before && back?.gap === ' '
      ? { start: before.end, end: back.end, replacement: '' }
      : undefined;
  },
};

/** `ASAP` in full. */
const asSoonAsPossible: Rule = {
  id: 'asap',
  types: ['FORMALITY'],
  reason: 'Formal writing uses the full form.',
  words: ['asap'],
  find(words, index) {
    const word = words[index];
    return word?.text === 'ASAP' && index > 0 && /^[.!]/.test(word.trail)
      ? { start: word.start, end: word.end, replacement: 'as soon as possible' }
      : undefined;
  },
};

/** Rules about a word that can go, or stand in full. */
export const leftovers: readonly Rule[] = [acronym, backAgain, asSoonAsPossible];
