import { after, all, atStart, before, beforeCount, commonWord, type Guard, notAfter, notBefore } from '../guards.ts';
import { nextLower } from '../words.ts';
import { common, type Heading, type Phrase, phrasesOf } from './phrase.ts';

const heading: Heading = {
  types: ['FORMALITY'],
  reason: 'Formal writing spells contractions out.',
  source: 'https://www.plainlanguage.gov/guidelines/conversational/use-contractions/',
};
const wording: Heading = { types: ['FORMALITY'], reason: 'Formal writing uses the full form.', source: common };

/** No question: `not` moves behind the subject there, as in `did you not`. */
const statement: Guard = (words) => !words.some((word) => /\?/.test(word.trail));

/** Imperatives start a sentence with `Don't`; `Isn't` and the like start a question or an aside. */
const notInverted: Guard = (words, first) => {
  const text = words[first]?.text ?? '';
  return text.charAt(0) !== text.charAt(0).toUpperCase() || /^Don['’]t$/.test(text);
};

const negation: Guard = all(
  statement,
  notInverted,
  notBefore('i you he she it we they there anyone anybody someone everyone everybody'),
  notAfter('why how when where what who whom which nor neither only never hardly'),
);

const isWhat =
  /^(?:a|an|the|no|this|that|these|his|her|their|our|your|my|why|how|what|where|when|because|about|in|on|at|for|from|of|to|very|too|so|important|clear|possible|impossible|likely|unlikely|difficult|available|necessary|ready|safe|true|unclear|better|best|worth)$/;

/** Where 's can only be `is`: before an article, or a word that says how something is. */
const isOnly: Guard = (words, _, last) => {
  const next = nextLower(words, last + 1);
  return isWhat.test(/^(?:not|also|only|currently|just|still)$/.test(next) ? nextLower(words, last + 2) : next);
};
const hasOnly = before('been got had become');

/** Before a plural noun, or before a word that goes with one. */
const beforeMany: Guard = (words, _, last) => {
  const next = nextLower(words, last + 1);
  return (
    (words[last + 1]?.text === next && /^[a-z]{2,}(?<!s|u|i|ou|new)s$/.test(next)) ||
    /^(?:people|children|men|women)$/.test(next)
  );
};
const beforeOwned: Guard = (words, first, last) =>
  beforeCount(words, first, last) || before('a an no some')(words, first, last);
const beforeMuch = before(
  'time money work information data effort space help water traffic noise support trouble paper',
);

const negations = {
  "don't": 'do not',
  "doesn't": 'does not',
  "didn't": 'did not',
  "can't": 'cannot',
  "couldn't": 'could not',
  "won't": 'will not',
  "wouldn't": 'would not',
  "shouldn't": 'should not',
  "mustn't": 'must not',
  "needn't": 'need not',
  "isn't": 'is not',
  "aren't": 'are not',
  "wasn't": 'was not',
  "weren't": 'were not',
  "haven't": 'have not',
  "hasn't": 'has not',
  "hadn't": 'had not',
};

const subjects = ['I', 'you', 'he', 'she', 'it', 'we', 'they', 'this', 'that', 'there', 'who'];
const withHave = ['I', 'you', 'we', 'they', 'could', 'should', 'would', 'might', 'must'];
const withIs = ['it', 'that', 'there', 'he', 'she', 'what', 'here', 'where', 'who'];

/** Contractions where they can mean one thing only, never 'd (had, would), and casual words. */
export const formalWords: readonly Phrase[] = [
  ...phrasesOf(
    heading,
    Object.entries(negations).map(([short, long]) => [short, long, negation] as const),
  ),
  ...phrasesOf(heading, [
    ["i'm", 'I am'],
    ["let's", 'let us', notBefore('encrypt say')],
    ...['you', 'we', 'they'].map((word) => [`${word}'re`, `${word} are`] as const),
    ...withHave.map((word) => [`${word.toLowerCase()}'ve`, `${word} have`] as const),
    ...subjects.map((word) => [`${word.toLowerCase()}'ll`, `${word} will`] as const),
    ...withIs.map((word) => [`${word}'s`, `${word} is`, isOnly] as const),
    ...withIs.map((word) => [`${word}'s`, `${word} has`, hasOnly] as const),
  ]),
  ...phrasesOf(wording, [
    ["i've got", 'I have', beforeOwned],
    ["we've got", 'we have', beforeOwned],
    ['gonna', 'going to', commonWord],
    ['wanna', 'want to', after('i you we they')],
    ['gotta', 'have to', after('i you we they')],
    ['cuz', 'because'],
    ['kinda', 'rather', commonWord],
    ['kind of | sort of', 'rather', all(after('is are was were seems looks feels'), notBefore('a an the like'))],
    ['a lot of | lots of', 'many', beforeMany],
    ['a lot of | lots of', 'much', beforeMuch],
    ['kids', 'children', all(commonWord, notAfter('goat'))],
    ['thanks for', 'thank you for', notAfter('many no with to of my our')],
    ['thanks a lot | thanks so much', 'thank you very much'],
    ['hi', 'hello', atStart],
  ]),
];
