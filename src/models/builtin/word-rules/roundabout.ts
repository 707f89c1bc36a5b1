import { baseOfGerund } from '../phrases/common-verbs.ts';
import { formsOf } from '../phrases/inflect.ts';
import { verb, wordy } from '../phrases/phrase.ts';
import { replaceWords } from '../replace.ts';
import { nextLower } from '../words.ts';
import type { Rule } from './rule.ts';

/** What a roundabout way to a verb with -ing becomes of the verb. */
const ways: readonly (readonly [phrase: string, short: (base: string) => string])[] = [
  ['is capable of', (base) => `can ${base}`],
  ['are capable of', (base) => `can ${base}`],
  ['has the effect of', (base) => formsOf(base).third],
  ['have the effect of', (base) => base],
  ['had the effect of', (base) => formsOf(base).past],
  ['with the aim of', (base) => `to ${base}`],
  ['with the goal of', (base) => `to ${base}`],
  ['with a view to', (base) => `to ${base}`],
];

/** `is capable of reading`: can read. Only with verbs whose plain form is known. */
export const roundabout: readonly Rule[] = ways.map(([phrase, short]) => {
  const [first = '', ...rest] = phrase.split(' ');
  return {
    id: phrase.replaceAll(' ', '-'),
    types: wordy,
    reason: verb,
    words: [first],
    find(words, index) {
      const last = index + phrase.split(' ').length;
      const base = baseOfGerund.get(nextLower(words, last));
      const isThere = base !== undefined && rest.every((word, offset) => nextLower(words, index + 1 + offset) === word);
      const isJoined = words.slice(last + 1).some(({ lower }) => /^(?:and|or)$/.test(lower));
      const isQuestion = index === 0 && first !== 'with';
      return isThere && !isJoined && !isQuestion ? replaceWords(words, index, last, short(base)) : undefined;
    },
  };
});
