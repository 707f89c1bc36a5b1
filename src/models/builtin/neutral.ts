import { commonWord, type Guard } from './guards.ts';
import type { Phrase } from './phrase.ts';
import { isCapitalized } from './words.ts';

const notInAName: Guard = (words, first, last) =>
  commonWord(words, first, last) &&
  !isCapitalized(words[last + 1]?.text ?? '') &&
  !(
    isCapitalized(words[first]?.text ?? '') && words.slice(last + 1, last + 4).some(({ text }) => isCapitalized(text))
  ) &&
  !words.some((word) => /^(?:locomotive|engine|train|trains|boiler|steam|furnace)$/.test(word.lower));

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
      mailman: 'mail carrier',
      mailmen: 'mail carriers',
      chairman: 'chairperson',
      chairmen: 'chairpersons',
      chairwoman: 'chairperson',
      stewardess: 'flight attendant',
      stewardesses: 'flight attendants',
      salesman: 'salesperson',
      salesmen: 'salespeople',
      saleswoman: 'salesperson',
      spokesman: 'spokesperson',
      spokesmen: 'spokespeople',
      spokeswoman: 'spokesperson',
      businessman: 'businessperson',
      businessmen: 'businesspeople',
      businesswoman: 'businessperson',
      cameraman: 'camera operator',
      cameramen: 'camera operators',
      weatherman: 'weather forecaster',
      layman: 'layperson',
      laymen: 'laypeople',
      workman: 'worker',
      workmen: 'workers',
      middleman: 'intermediary',
      middlemen: 'intermediaries',
    },
    types: ['NEUTRALITY'],
    reason: 'The job has no gender.',
    when: notInAName,
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
    when: notInAName,
  },
];
