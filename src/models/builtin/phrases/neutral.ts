import { after, all, before, commonWord, endsPhrase, type Guard, notAfter, notBefore } from '../guards.ts';
import { isCapitalized } from '../words.ts';
import { common, type Heading, type Phrase, phrasesOf, type Row, retextEquality } from './phrase.ts';

const notInAName: Guard = (words, first, last) =>
  commonWord(words, first, last) &&
  !/^(?:mr|mrs|ms|miss|dr|sir)$/.test(words[first - 1]?.lower ?? '') &&
  !isCapitalized(words[last + 1]?.text ?? '') &&
  !(
    isCapitalized(words[first]?.text ?? '') && words.slice(last + 1, last + 4).some(({ text }) => isCapitalized(text))
  ) &&
  !words.some((word) => /^(?:locomotive|engine|train|trains|boiler|steam|furnace)$/.test(word.lower));

const female = /wom[ae]n|stewardess/;
const gender = /(?:wo)?m[ae]n|(?<=^steward)(?:ess(?:es)?|s)?$/;
const link = /^(?:and|or|nor)$/;
const gendered = /^(?:wo)?m[ae]n$/;

/** Not where the other gender is named beside: `policemen and policewomen`, `salesmen and women`. */
const notInAPair: Guard = (words, first, last) => {
  const word = words[first]?.lower ?? '';
  const stem = word.replace(gender, '');
  const isOther = (other = '') => female.test(other) !== female.test(word);
  const isOtherPerson = (other = '') => gendered.test(other) && isOther(other);
  return !(
    words.some(({ lower }) => lower.replace(gender, '') === stem && isOther(lower)) ||
    (link.test(words[last + 1]?.lower ?? '') && isOtherPerson(words[last + 2]?.lower)) ||
    (link.test(words[first - 1]?.lower ?? '') && isOtherPerson(words[first - 2]?.lower))
  );
};

/** Where the other gender is named in the sentence. */
const noWaiter: Guard = (words) => !words.some(({ lower }) => /^waiters?$/.test(lower));

/** A jury has a foreman, and supervises nobody. */
const notInCourt: Guard = (words) => !words.some(({ lower }) => /^(?:jur(?:y|or|ors)|verdict|trial)$/.test(lower));

const notAName = all(notInAName, notInAPair);
const job: Heading = { types: ['NEUTRALITY'], reason: 'The job has no gender.', source: retextEquality };
const word: Heading = { types: ['NEUTRALITY'], reason: 'The word speaks of everyone.', source: retextEquality };
const person: Heading = { types: ['NEUTRALITY'], reason: 'The sentence speaks of anyone.', source: common };

/** Work: what it is called for a man, with -man, and what for anyone. */
const jobs: readonly (readonly [stem: string, one: string, many: string])[] = [
  ['police', 'police officer', 'police officers'],
  ['fire', 'firefighter', 'firefighters'],
  ['post', 'postal worker', 'postal workers'],
  ['chair', 'chairperson', 'chairpersons'],
  ['sales', 'salesperson', 'salespeople'],
  ['spokes', 'spokesperson', 'spokespeople'],
  ['business', 'businessperson', 'businesspeople'],
  ['camera', 'camera operator', 'camera operators'],
  ['weather', 'weather forecaster', 'weather forecasters'],
  ['anchor', 'news anchor', 'news anchors'],
  ['lay', 'layperson', 'laypeople'],
  ['work', 'worker', 'workers'],
  ['repair', 'repair technician', 'repair technicians'],
  ['handy', 'maintenance worker', 'maintenance workers'],
  ['council', 'council member', 'council members'],
  ['assembly', 'assembly member', 'assembly members'],
  ['congress', 'member of Congress', 'members of Congress'],
  ['clergy', 'member of the clergy', 'members of the clergy'],
  ['garbage', 'garbage collector', 'garbage collectors'],
];

const modal = before('must can may should will shall might cannot would could');

/** Words for people and work that name one gender, and the same without it. */
export const neutral: readonly Phrase[] = [
  ...phrasesOf(
    job,
    jobs.flatMap(([stem, one, many]): Row[] => [
      [`${stem}man | ${stem}woman`, one, notAName],
      [`${stem}man's | ${stem}woman's`, `${one}'s`, notAName],
      [`${stem}men | ${stem}women`, many, notAName],
    ]),
  ),
  ...phrasesOf(job, [
    ['stewardess', 'flight attendant', notAName],
    ['stewardesses', 'flight attendants', notAName],
    ['mailman', 'mail carrier', all(notAName, after('a the our their his her my your'))],
    ['mailmen', 'mail carriers', notAName],
    ['waitress', 'server', all(notAName, noWaiter)],
    ['waitresses', 'servers', all(notAName, noWaiter)],
    ['cleaning lady | cleaning woman', 'cleaner', notAName],
    ['cleaning ladies | cleaning women', 'cleaners', notAName],
    ['male nurse | female nurse', 'nurse', all(notAName, notBefore('and or'), notAfter('and or'))],
    ['lady doctor | female doctor | woman doctor', 'doctor', all(notAName, notBefore('and or'), notAfter('and or'))],
    ['authoress', 'author', notAName],
    ['foreman | forewoman', 'supervisor', all(notAName, notInCourt, after('a the our their his her my your'))],
    ['foremen', 'supervisors', all(notAName, notInCourt)],
    ['middleman', 'intermediary', notAName],
    ['middlemen', 'intermediaries', notAName],
    ['freshman', 'first-year student', all(notAName, endsPhrase)],
    ['freshmen', 'first-year students', notAName],
  ]),
  ...phrasesOf(word, [
    ['mankind', 'humankind', notAName],
    ['man-made | manmade', 'human-made', notAName],
    ['man-hour', 'person-hour'],
    ['man-hours', 'person-hours'],
    ['man-day', 'person-day'],
    ['man-days', 'person-days'],
    ['man-month', 'person-month', notAName],
    ['man-months', 'person-months'],
    ['manpower', 'staff', all(notAName, after('more less enough extra additional the of'))],
    ['forefathers', 'ancestors', notAName],
    ['manned at all times', 'staffed at all times'],
  ]),
  ...phrasesOf(person, [
    ['his or her | her or his | his/her', 'their', commonWord],
    ['he or she | she or he', 'they', all(commonWord, modal)],
    ['him or her | her or him', 'them', commonWord],
    ['himself or herself', 'themselves', commonWord],
  ]),
];
