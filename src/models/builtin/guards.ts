import { followsPlainly, isCapitalized, nextLower, previousLower, startsSentence, type Word } from './words.ts';

/** Whether the context of the words from `first` to `last` allows the change. */
export type Guard = (words: readonly Word[], first: number, last: number) => boolean;

/** The words of `list`. */
export const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that a noun comes behind. */
export const determiners = set('a an the this that these those my your his her its our their each every any no some');
/** Words that stand for a noun. */
export const pronouns = set('i you he she it we they them us me him who whom which what one');
/** The forms of be. */
export const be = set("is are was were be been being isn't aren't wasn't weren't am");
const notAVerb = set(
  'in on at of for from by with into onto upon and or but nor if when where while because than so as to there here',
);
const linkers = set('and or but nor not than rather yet');

/** Verbs that lean on a `to` after them, or on one after their object: `want them in order to win`. */
const leansOnTo =
  /^(?:have|has|had|having|ought|need|used?|us(?:es|ing)|want|wish|try|tries|tried|go|going|went|gone|fail|get|got|like|love|hate|prefer|ask|tell|told|allow|expect|order|force|cause|persuade|invite|teach|taught|urge|advise|require|enable|permit|help|intend|encourag|instruct|remind|warn|command|choose|chose|trust|dare|happen|seem|appear|manage|plan|decid|agree|refus|promis|learn|forg[eo]t|remember|stop|start|begin|began|continue|mean|paid|pay|hire|believe|know|known|said|suppose|consider|think|thought|find|found)/;

/** All of `guards`. */
export const all =
  (...guards: Guard[]): Guard =>
  (words, first, last) =>
    guards.every((guard) => guard(words, first, last));

/** The word before is none of `list`. */
export const notAfter = (list: string): Guard => {
  const unwanted = set(list);
  return (words, first) => !unwanted.has(previousLower(words, first));
};

/** The word before is one of `list`. */
export const after = (list: string): Guard => {
  const wanted = set(list);
  return (words, first) => wanted.has(previousLower(words, first));
};

/** The word after is none of `list`. */
export const notBefore = (list: string): Guard => {
  const unwanted = set(list);
  return (words, _, last) => !unwanted.has(nextLower(words, last + 1));
};

/** The word after is one of `list`. */
export const before = (list: string): Guard => {
  const wanted = set(list);
  return (words, _, last) => wanted.has(nextLower(words, last + 1));
};

/** Before a number in digits. */
export const beforeNumber: Guard = (words, _, last) =>
  followsPlainly(words, last + 1) && /^[$€£]?\d/.test(words[last + 1]?.text ?? '');

/** Before a number in digits or words. */
export const beforeCount: Guard = (words, first, last) =>
  beforeNumber(words, first, last) ||
  /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many)$/.test(nextLower(words, last + 1));

/** Before a word with -ing that is a verb, as most of six letters or more are. */
export const beforeGerund: Guard = (words, _, last) => /^[a-z]{3,}ing$/.test(nextLower(words, last + 1));

const startsOver = set(
  'to in on at by from with into and or but nor if when where while because so as there here not no only also still ' +
    'all both most many can could will would shall should may might must do does did have has had please',
);

/** Nothing behind that the last word may be a part of, as `future` is in `in the near future tense`. */
export const endsPhrase: Guard = (words, _, last) => {
  const next = nextLower(words, last + 1);
  return next === '' || [startsOver, determiners, pronouns, be].some((list) => list.has(next));
};

/** At the start of a sentence. */
export const atStart: Guard = (words, first) => startsSentence(words, first);

/** Inside a sentence. */
export const notAtStart: Guard = (words, first) => !startsSentence(words, first);

/** At the start of a sentence, and a comma follows. */
export const openingClause: Guard = (words, first, last) => atStart(words, first, last) && words[last]?.trail === ',';

/** A single word in small letters, or with a capital that only the start of its sentence gives it. */
export const commonWord: Guard = (words, first) =>
  words[first]?.text === words[first]?.lower ||
  (startsSentence(words, first) && !isCapitalized(words[first + 1]?.text ?? ''));

/** No second half of the sentence hangs on the words that go: `is able to read and willing to write`. */
export const nothingJoined: Guard = (words, _, last) => !words.slice(last + 1).some((word) => linkers.has(word.lower));

/** Between a subject and its verb, where `is able to` can become `can`. */
export const joinsVerb: Guard = all(
  (words, first) => first > 0 && words[first]?.text === words[first]?.lower,
  (words, _, last) => isVerbLike(nextLower(words, last + 1)),
  nothingJoined,
);

/** Between a subject and what follows, where `is dependent on` can become `depends on`: no question, no adverb. */
export const joinsNoun: Guard = all(
  (words, first) => first > 0 && words[first]?.text === words[first]?.lower,
  nothingJoined,
);

/** Before a plural noun, where neither the noun's verb nor a word before it counts on the singular. */
export const quantity: Guard = all(
  notAfter("such quite rather what is was be been isn't wasn't too so not as than only one"),
  (words, _, last) => {
    const next = nextLower(words, last + 1);
    return /[a-z]{3}/.test(next) && !determiners.has(next) && !pronouns.has(next);
  },
  (words, _, last) => !words.slice(last + 1, last + 9).some((word) => /^(?:is|was|has|does|isn't)$/.test(word.lower)),
);

/** Before a verb, where a bare `to` says purpose and nothing else. */
export const purpose: Guard = (words, first, last) => {
  if (!isVerbLike(nextLower(words, last + 1))) {
    return false;
  }
  const previous = words[first - 1];
  if (startsSentence(words, first) || previous?.trail === ',') {
    return true;
  }
  const word = previousLower(words, first);
  return (
    word !== '' &&
    !be.has(word) &&
    !notAVerb.has(word) &&
    !linkers.has(word) &&
    words[first - 2]?.lower !== 'to' &&
    !/^(?:how|what|only|just|put|kept|sorted|arranged|able|about)$/.test(word) &&
    !words.slice(0, first).some(({ lower }) => leansOnTo.test(lower))
  );
};

/** With something before that an adverb can't follow ruled out: `the job is on a daily basis`. */
export const adverb: Guard = all(
  notAfter('is are was were be been being'),
  notBefore('that which such so as to similar of for than where who'),
);

/** Whether `word` may be a verb, for all that its neighbours tell. */
export function isVerbLike(word: string): boolean {
  return /^[a-z]{2}/.test(word) && !determiners.has(word) && !pronouns.has(word) && !notAVerb.has(word);
}
