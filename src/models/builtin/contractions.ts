import { all, type Guard, notAfter, notBefore } from './guards.ts';
import type { Phrase } from './phrase.ts';

const reason = 'Formal writing spells contractions out.';

/** No question: `not` moves behind the subject there, as in `did you not`. */
const statement: Guard = (words) => !words.some((word) => /\?/.test(word.trail));

/** Imperatives start a sentence with `Don't`; `Isn't` and the like start a question or an aside. */
const notInverted: Guard = (words, first) => {
  const text = words[first]?.text ?? '';
  return text.charAt(0) !== text.charAt(0).toUpperCase() || /^Don['’]t$/.test(text);
};

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

const subjects = ['I', 'you', 'he', 'she', 'it', 'we', 'they'];
const pairs = (words: readonly string[], short: string, long: string) =>
  words.map((word) => [`${word.toLowerCase()}'${short}`, `${word} ${long}`]);

/** Contractions that can mean one thing only: never 's (is, has) or 'd (had, would). */
export const contractions: readonly Phrase[] = [
  {
    id: 'negation',
    swaps: negations,
    types: ['FORMALITY'],
    reason,
    when: all(
      statement,
      notInverted,
      notBefore('i you he she it we they there anyone anybody someone everyone everybody'),
      notAfter('why how when where what who whom which nor neither only never hardly'),
    ),
  },
  {
    id: 'contraction',
    swaps: Object.fromEntries([
      ["i'm", 'I am'],
      ...pairs(['you', 'we', 'they'], 're', 'are'),
      ...pairs(['I', 'you', 'we', 'they', 'could', 'should', 'would', 'might', 'must'], 've', 'have'),
      ...pairs(subjects, 'll', 'will'),
    ]),
    types: ['FORMALITY'],
    reason,
  },
  {
    id: 'informal-word',
    swaps: { gonna: 'going to', cuz: 'because' },
    types: ['FORMALITY'],
    reason: 'Formal writing uses the full form.',
  },
];
