import { isEnglish } from '../english.ts';
import { after, all, atStart, before, type Guard, notAfter, set } from '../guards.ts';
import { previousLower } from '../words.ts';
import { commonVerbs } from './common-verbs.ts';
import { common, type Heading, type Phrase, phrasesOf, type Row } from './phrase.ts';
import { startsClause } from './verb-guards.ts';

const heading = (reason: string): Heading => ({ types: ['GRAMMAR'], reason, source: common });

const plurals =
  'users people customers employees students those visitors members guests readers patients teachers parents';
const thirds = commonVerbs.filter(({ base }) => base !== 'be');
/** Past forms that are also another verb's plain form, or the same as their own. */
const ambiguous = new Set('found read put set felt saw fell left wound bore lay'.split(' '));
const pasts = commonVerbs.filter(({ base, past }) => past !== base && !ambiguous.has(past));
const ownParticiples = commonVerbs.filter(({ base, past, participle }) => past !== participle && base !== 'be');
const pronouns = 'i you he she it we they';
const modals = ['can', 'could', 'will', 'would', 'should', 'must', 'might', 'may'];

/** Behind a plural for people, which no `one of` goes before. */
const behindPlural: Guard = (words, first) =>
  plurals.split(' ').includes(previousLower(words, first)) &&
  !words.slice(0, first).some(({ lower }) => lower === 'one');

/** Behind `each of the pumps`, at the start of a sentence. */
const behindEach: Guard = (words, first) =>
  /^(?:each|one)$/.test(words[first - 4]?.lower ?? '') &&
  words[first - 3]?.lower === 'of' &&
  /^(?:the|these|those|our|your|their)$/.test(words[first - 2]?.lower ?? '') &&
  /[a-z]s$/.test(previousLower(words, first)) &&
  atStart(words, first - 4, first - 4);

const things = set(
  'results users files errors tests changes items customers documents products prices problems questions children students ' +
    'employees members meetings details reasons reports people rules keys messages tickets orders invoices',
);

/** Behind `the results`, at the start of a sentence. */
const behindThePlural: Guard = (words, first) =>
  things.has(previousLower(words, first)) &&
  /^(?:the|these|those|all|our|my|your|his|her|their|its|most|many)$/.test(previousLower(words, first - 1)) &&
  atStart(words, first - 2, first - 2);

const opens = all(startsClause, isEnglish);
const someone = ['everyone', 'everybody', 'someone', 'somebody', 'nobody'];

/** Verbs that do not go with their subject or their helper. */
export const agreement: readonly Phrase[] = [
  ...phrasesOf(heading('The verb goes with its subject.'), [
    ['we was', 'we were', notAfter('of')],
    ['they was', 'they were', notAfter('of')],
    ['you was', 'you were', opens],
    ['we has', 'we have', notAfter('of')],
    ['they has', 'they have', notAfter('of')],
    ["he don't", "he doesn't", isEnglish],
    ["she don't", "she doesn't", isEnglish],
    ["it don't", "it doesn't", opens],
    ['he have', 'he has', opens],
    ['she have', 'she has', opens],
    ['it have', 'it has', opens],
    ['i has', 'I have', opens],
    ...someone.flatMap((word): Row[] => [
      [`${word} are`, `${word} is`, opens],
      [`${word} were`, `${word} was`, opens],
    ]),
    ['was', 'were', behindThePlural],
    ['is', 'are', behindThePlural],
    ['has', 'have', behindThePlural],
    ['there is many', 'there are many'],
    ['there is several', 'there are several'],
    ['there was many', 'there were many'],
    ['there was several', 'there were several'],
    ['who is', 'who are', behindPlural],
    ['who was', 'who were', behindPlural],
    ...thirds.map(({ base, third }): Row => [`who ${third}`, `who ${base}`, behindPlural]),
    ['have', 'has', behindEach],
    ['are', 'is', behindEach],
    ['were', 'was', behindEach],
  ]),
  ...phrasesOf(heading('Behind a word like `can` or `did` the verb stands in its plain form.'), [
    ...modals.flatMap((modal) =>
      thirds.map(({ base, third }): Row => [`${modal} ${third}`, `${modal} ${base}`, after(pronouns)]),
    ),
    ...['did not', "didn't", 'does not', "doesn't"].flatMap((helper) =>
      pasts.map(({ base, past }): Row => [`${helper} ${past}`, `${helper} ${base}`, isEnglish]),
    ),
  ]),
  ...phrasesOf(heading('Behind `have` the verb stands in the form that `is done` has, too.'), [
    ...ownParticiples.flatMap(({ past, participle }): Row[] => [
      ...['he has', 'she has', 'it has', 'they have', 'we have', 'i have', 'you have'].map(
        (start): Row => [`${start} ${past}`, `${start.replace(/^i\b/, 'I')} ${participle}`, opens],
      ),
      ...['should', 'would', 'could', 'must', 'might'].map(
        (modal): Row => [`${modal} have ${past}`, `${modal} have ${participle}`],
      ),
    ]),
  ]),
  ...phrasesOf(heading('`Seen` and `done` need a form of `have` before them.'), [
    ['i seen', 'I saw', notAfter("have had has haven't never")],
    ['i done', 'I did', all(notAfter('have had has'), before('it that this the my'))],
  ]),
  ...phrasesOf(heading('Behind `look forward to` stands the form with -ing.'), [
    ...commonVerbs
      .filter(({ base }) => /^(?:meet|see|receive|be|join|learn|read|speak|get|attend)$/.test(base))
      .flatMap(({ base, gerund }) =>
        ['look', 'looks', 'looking', 'looked'].map(
          (look): Row => [`${look} forward to ${base}`, `${look} forward to ${gerund}`],
        ),
      ),
    ['look forward to hear from', 'look forward to hearing from'],
    ['looking forward to hear from', 'looking forward to hearing from'],
  ]),
];
