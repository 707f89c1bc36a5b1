import { after, atStart, be, determiners, type Guard, nothingJoined, set } from '../guards.ts';
import { nextLower, previousLower, startsSentence } from '../words.ts';

const helpers = set(
  "to will would can could shall should must may might cannot not never please don't doesn't didn't won't can't cannot " +
    "i we you they let's help helps",
);
const objects = set(
  'it them us you me him her that how what why whether which these those two three four five six several all both',
);
const have = set("have has had having haven't hasn't hadn't");
const people = set(
  'you we i who everyone someone anyone employees users staff applicants drivers tenants members residents ' +
    'customers students visitors patients guests passengers parents workers managers teachers candidates participants ' +
    'subscribers contractors suppliers owners citizens clients travelers travellers players volunteers pupils nurses',
);

/** Before what the verb is about: `the report`, `it`, `that`. */
export const beforeObject: Guard = (words, _, last) => {
  const next = nextLower(words, last + 1);
  return determiners.has(next) || objects.has(next);
};

/** Where a word that may be a noun is a verb: behind `to`, `will`, `we`, or as a command with its object. */
export const asVerb: Guard = (words, first, last) =>
  helpers.has(previousLower(words, first)) ||
  (atStart(words, first, last) && (beforeObject(words, first, last) || /\d/.test(words[last + 1]?.text ?? '')));

/** Behind a form of have or be, with a word between at most. */
export const afterAuxiliary: Guard = (words, first) =>
  [words[first - 1], words[first - 2]].some(
    (word) => word !== undefined && (be.has(word.lower) || have.has(word.lower)),
  );

/** Behind a word for people. */
export const afterPeople: Guard = (words, first) => people.has(previousLower(words, first));

/** Behind a word for a person or a body that decides. */
export const afterDecider: Guard = after(
  'i we you they he she who board council court committee firm company team government parliament jury judge panel union ' +
    'school bank city state agency owner owners members',
);

/** With an object, one or two words on, whose noun is one of `list`: `terminated the whole contract`. */
export const withObject = (list: string): Guard => {
  const nouns = set(list);
  return (words, _, last) =>
    determiners.has(nextLower(words, last + 1)) &&
    (nouns.has(nextLower(words, last + 2)) || nouns.has(nextLower(words, last + 3)));
};

/** Only after a finished clause or at the start of the sentence. */
export const startsClause: Guard = (words, first) =>
  startsSentence(words, first) || (words[first - 1]?.trail ?? '').endsWith(',');

/** Between a subject and the verb that the phrase helps, which stays: `are unable to attend`. */
export const joinsAnyVerb: Guard = (words, first, last) =>
  first > 0 &&
  words[first]?.text === words[first]?.lower &&
  /^[a-z]{2,}$/.test(nextLower(words, last + 1)) &&
  !determiners.has(nextLower(words, last + 1)) &&
  nothingJoined(words, first, last);
