import { all, commonWord, type Guard } from './guards.ts';
import type { Phrase } from './phrase.ts';
import { isCapitalized } from './words.ts';

const notInAName: Guard = (words, first, last) =>
  commonWord(words, first, last) &&
  !isCapitalized(words[last + 1]?.text ?? '') &&
  !(
    isCapitalized(words[first]?.text ?? '') && words.slice(last + 1, last + 4).some(({ text }) => isCapitalized(text))
  ) &&
  !words.some((word) => /^(?:locomotive|engine|train|trains|boiler|steam|furnace)$/.test(word.lower));

const female = /wom[ae]n|stewardess/;
const gender = /(?:wo)?m[ae]n|(?<=^steward)(?:ess(?:es)?|s)?$/;
const link = /^(?:and|or|nor)$/;
const person = /^(?:wo)?m[ae]n$/;

/** Not where the other gender is named beside: `policemen and policewomen`, `salesmen and women`. */
const notInAPair: Guard = (words, first, last) => {
  const word = words[first]?.lower ?? '';
  const stem = word.replace(gender, '');
  const isOther = (other = '') => female.test(other) !== female.test(word);
  const isOtherPerson = (other = '') => person.test(other) && isOther(other);
  return !(
    words.some(({ lower }) => lower.replace(gender, '') === stem && isOther(lower)) ||
    (link.test(words[last + 1]?.lower ?? '') && isOtherPerson(words[last + 2]?.lower)) ||
    (link.test(words[first - 1]?.lower ?? '') && isOtherPerson(words[first - 2]?.lower))
  );
};

/** Words for people and work that name one gender, and the same word without it. */
export const neutral: readonly Phrase[] = [
  {
    id: 'gendered-job',
    swaps: {
      policeman: 'police officer',
      policemen: 'police officers',
      policewoman: 'police officer',
      policewomen: 'police officers',
      fireman: 'firefighter',
      firemen: 'firefighters',
      firewoman: 'firefighter',
      firewomen: 'firefighters',
      mailman: 'mail carrier',
      mailmen: 'mail carriers',
      chairman: 'chairperson',
      chairmen: 'chairpersons',
      chairwoman: 'chairperson',
      chairwomen: 'chairpersons',
      stewardess: 'flight attendant',
      stewardesses: 'flight attendants',
      salesman: 'salesperson',
      salesmen: 'salespeople',
      saleswoman: 'salesperson',
      saleswomen: 'salespeople',
      spokesman: 'spokesperson',
      spokesmen: 'spokespeople',
      spokeswoman: 'spokesperson',
      spokeswomen: 'spokespeople',
      businessman: 'businessperson',
      businessmen: 'businesspeople',
      businesswoman: 'businessperson',
      businesswomen: 'businesspeople',
      cameraman: 'camera operator',
      cameramen: 'camera operators',
      camerawoman: 'camera operator',
      camerawomen: 'camera operators',
      weatherman: 'weather forecaster',
      weathermen: 'weather forecasters',
      layman: 'layperson',
      laymen: 'laypeople',
      laywoman: 'layperson',
      laywomen: 'laypeople',
      workman: 'worker',
      workmen: 'workers',
      middleman: 'intermediary',
      middlemen: 'intermediaries',
    },
    types: ['NEUTRALITY'],
    reason: 'The job has no gender.',
    when: all(notInAName, notInAPair),
  },
  {
    id: 'gendered-word',
    swaps: {
      mankind: 'humankind',
      'man-made': 'human-made',
      manmade: 'human-made',
      'man-hour': 'person-hour',
      'man-hours': 'person-hours',
      'man-day': 'person-day',
      'man-days': 'person-days',
      'man-month': 'person-month',
      'man-months': 'person-months',
    },
    types: ['NEUTRALITY'],
    reason: 'The word speaks of everyone.',
    when: all(notInAName, notInAPair),
  },
];
