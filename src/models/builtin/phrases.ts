import type { OptimizationType } from '../model.ts';
import {
  adverb,
  after,
  all,
  atStart,
  before,
  beforeGerund,
  beforeNumber,
  commonWord,
  type Guard,
  joinsNoun,
  joinsVerb,
  notAfter,
  notAtStart,
  notBefore,
  nothingJoined,
  openingClause,
  purpose,
  quantity,
} from './guards.ts';

/** Phrases that have a plainer or shorter form. */
export interface Phrase {
  readonly id: string;
  /** What stands for what, in small letters. */
  readonly swaps: Readonly<Record<string, string>>;
  readonly types: readonly OptimizationType[];
  readonly reason: string;
  /** What the context must be besides. */
  readonly when?: Guard;
}

const wordy = ['CONCISENESS', 'CLARITY', 'SIMPLICITY', 'STYLE'] as const;
const plain = ['CLARITY', 'SIMPLICITY', 'STYLE'] as const;
const simple = ['SIMPLICITY'] as const;
const redundant = ['CONCISENESS', 'CLARITY', 'STYLE'] as const;

const shorter = 'Says the same in fewer words.';
const everyday = 'An everyday word reads faster.';
const twice = 'The phrase says the same thing twice.';
const verb = 'A verb says it more directly than a noun.';

/**
 * The phrase table, chosen from the plain-language guidelines of the US government (public domain): only what keeps
 * its meaning and its grammar wherever the phrase, and its guard, match.
 */
export const phrases: readonly Phrase[] = [
  // Why and what for
  {
    id: 'because',
    swaps: {
      'due to the fact that': 'because',
      'owing to the fact that': 'because',
      'because of the fact that': 'because',
      'in view of the fact that': 'because',
      'in light of the fact that': 'because',
      'on the grounds that': 'because',
    },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'although',
    swaps: { 'despite the fact that': 'although', 'in spite of the fact that': 'although' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'the-fact-that',
    swaps: { 'given the fact that': 'given that', 'aware of the fact that': 'aware that' },
    types: wordy,
    reason: shorter,
  },
  { id: 'in-order-to', swaps: { 'in order to': 'to', 'so as to': 'to' }, types: wordy, reason: shorter, when: purpose },
  { id: 'in-an-effort-to', swaps: { 'in an effort to': 'to' }, types: wordy, reason: shorter, when: purpose },
  { id: 'in-order-for', swaps: { 'in order for': 'for' }, types: wordy, reason: shorter, when: atStart },
  {
    id: 'for-the-purpose-of',
    swaps: { 'for the purpose of': 'for', 'for the purposes of': 'for' },
    types: wordy,
    reason: shorter,
    when: beforeGerund,
  },
  { id: 'so-that', swaps: { 'with the result that': 'so that' }, types: wordy, reason: shorter },
    types: wordy,
  {
    id: 'consequently',
    swaps: { consequently: 'so', 'as a consequence': 'so' },
    types: simple,
    reason: everyday,
    when: openingClause,
  },
  // When
  {
    id: 'now',
    swaps: {
      'at this point in time': 'now',
      'at the present time': 'now',
      'at the current time': 'now',
      'at this moment in time': 'now',
    },
    types: wordy,
    reason: shorter,
  },
  { id: 'then', swaps: { 'at that point in time': 'then' }, types: wordy, reason: shorter, when: notAtStart },
  {
    id: 'prior-to',
    swaps: { 'prior to': 'before' },
    types: plain,
    reason: everyday,
    when: notAfter('a an the this that our your each any no uniform flat normal gaussian conjugate informative beta'),
  },
  {
    id: 'subsequent-to',
    swaps: { 'subsequent to': 'after' },
    types: plain,
    reason: everyday,
    when: notAfter('a an the is are was were'),
  },
  { id: 'in-advance-of', swaps: { 'in advance of': 'before' }, types: wordy, reason: shorter },
  {
    id: 'until-such-time-as',
    swaps: { 'until such time as': 'until', 'until such a time as': 'until' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'while',
    swaps: { 'during such time as': 'while', 'during the time that': 'while' },
    types: wordy,
    reason: shorter,
  },
  { id: 'during', swaps: { 'during the course of': 'during' }, types: wordy, reason: shorter },
  { id: 'soon', swaps: { 'in the near future': 'soon' }, types: wordy, reason: shorter, when: adverb },
  {
    id: 'later',
    swaps: { 'at a later date': 'later', 'at a later time': 'later', 'at a later point in time': 'later' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'subsequently',
    swaps: { subsequently: 'later' },
    types: simple,
    reason: everyday,
    when: all(commonWord, notAfter('a an the')),
  },
  {
    id: 'frequently',
    swaps: { frequently: 'often' },
    types: simple,
    reason: everyday,
    when: all(commonWord, notBefore('asked')),
  },
  {
    id: 'often',
    swaps: { 'in many cases': 'often', 'in many instances': 'often' },
    types: wordy,
    reason: shorter,
    when: openingClause,
  },
  {
    id: 'usually',
    swaps: {
      'in most cases': 'usually',
      'in most instances': 'usually',
      'in the majority of cases': 'usually',
    },
    types: wordy,
    reason: shorter,
    when: openingClause,
  },
  {
    id: 'sometimes',
    swaps: { 'in some cases': 'sometimes', 'in some instances': 'sometimes' },
    types: wordy,
    reason: shorter,
    when: openingClause,
  },
  { id: 'in-addition', swaps: { 'in addition': 'also' }, types: simple, reason: everyday, when: openingClause },
  {
    id: 'on-a-basis',
    swaps: {
      'on a daily basis': 'daily',
      'on a weekly basis': 'weekly',
      'on a monthly basis': 'monthly',
      'on a yearly basis': 'yearly',
      'on an annual basis': 'annually',
      'on a regular basis': 'regularly',
      'on a frequent basis': 'often',
      'on a temporary basis': 'temporarily',
      'on a voluntary basis': 'voluntarily',
    },
    types: wordy,
    reason: shorter,
    when: adverb,
  },
  // How
  {
    id: 'in-a-manner',
    swaps: {
      'in a timely manner': 'promptly',
      'in a careful manner': 'carefully',
      'in a consistent manner': 'consistently',
      'in an efficient manner': 'efficiently',
      'in an effective manner': 'effectively',
      'in a secure manner': 'securely',
      'in a safe manner': 'safely',
      'in a clear manner': 'clearly',
      'in a systematic manner': 'systematically',
    },
    types: wordy,
    reason: shorter,
    when: adverb,
  },
  {
    id: 'how',
    swaps: { 'the manner in which': 'how', 'the way in which': 'how' },
    types: wordy,
    reason: shorter,
    when: notAfter('in by to with like as'),
  },
  { id: 'by-using', swaps: { 'through the use of': 'by using' }, types: wordy, reason: shorter },
  // If, about, near
  {
    id: 'if',
    swaps: { 'in the event that': 'if', 'if it is the case that': 'if', 'if it should happen that': 'if' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'about',
    swaps: {
      'with regard to': 'about',
      'with regards to': 'about',
      'in regard to': 'about',
      'in regards to': 'about',
    },
    types: wordy,
    reason: shorter,
    when: after(
      'question questions concern concerns information decision decisions rules details policy policies guidance ' +
        'advice doubts complaint complaints feedback discussion discussions concerned know knowledge something ' +
        'anything nothing recommendations advised informed asked assumptions claims opinion opinions confusion',
    ),
  },
  { id: 'except-for', swaps: { 'with the exception of': 'except for' }, types: wordy, reason: shorter },
  { id: 'despite', swaps: { 'in spite of': 'despite' }, types: wordy, reason: shorter },
  { id: 'instead-of', swaps: { 'in lieu of': 'instead of' }, types: plain, reason: everyday },
  {
    id: 'near',
    swaps: { 'in close proximity to': 'near', 'in the vicinity of': 'near' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'is-in',
    swaps: { 'is located in': 'is in', 'are located in': 'are in' },
    types: wordy,
    reason: shorter,
  },
  { id: 'under', swaps: { 'under the provisions of': 'under' }, types: wordy, reason: shorter },
  { id: 'in-fact', swaps: { 'as a matter of fact': 'in fact' }, types: wordy, reason: shorter },
  {
    id: 'as-soon-as-you-can',
    swaps: { 'at your earliest convenience': 'as soon as you can' },
    types: plain,
    reason: everyday,
  },
  {
    id: 'note-that',
    swaps: {
      'it is important to note that': 'note that',
      'it should be noted that': 'note that',
      'it is worth noting that': 'note that',
    },
    types: wordy,
    reason: shorter,
    when: atStart,
  },
  { id: 'first', swaps: { 'first and foremost': 'first' }, types: wordy, reason: twice, when: openingClause },
  // How many
  {
    id: 'many',
    swaps: {
      'a large number of': 'many',
      'a significant number of': 'many',
      'a considerable number of': 'many',
      'a great number of': 'many',
    },
    types: wordy,
    reason: shorter,
    when: quantity,
  },
  { id: 'a-few', swaps: { 'a small number of': 'a few' }, types: wordy, reason: shorter, when: quantity },
  {
    id: 'enough',
    swaps: { 'a sufficient number of': 'enough', 'an adequate number of': 'enough' },
    types: wordy,
    reason: shorter,
    when: quantity,
  },
  {
    id: 'numerous',
    swaps: { numerous: 'many' },
    types: simple,
    reason: everyday,
    when: all(
      commonWord,
      quantity,
      notAfter('more most less least very are were equally increasingly how these those'),
      notBefore('and or but enough than to in as for if when other'),
    ),
  },
  { id: 'more-than', swaps: { 'in excess of': 'more than' }, types: plain, reason: everyday, when: beforeNumber },
  { id: 'about-number', swaps: { approximately: 'about' }, types: simple, reason: everyday, when: beforeNumber },
  { id: 'for-number', swaps: { 'for a period of': 'for' }, types: wordy, reason: shorter, when: beforeNumber },
  // Said twice
  { id: 'each', swaps: { 'each and every': 'each' }, types: redundant, reason: twice },
  {
    id: 'result',
    swaps: { 'end result': 'result', 'end results': 'results' },
    types: redundant,
    reason: twice,
    when: all(notAfter('front back high low week year rear tail open to'), notBefore('in from')),
  },
  { id: 'fundamentals', swaps: { 'basic fundamentals': 'fundamentals' }, types: redundant, reason: twice },
  { id: 'various', swaps: { 'various different': 'various' }, types: redundant, reason: twice },
  {
    id: 'revert',
    swaps: {
      'revert back to': 'revert to',
      'reverts back to': 'reverts to',
      'reverted back to': 'reverted to',
      'reverting back to': 'reverting to',
    },
    types: redundant,
    reason: twice,
  },
  {
    id: 'together',
    swaps: {
      'merge together': 'merge',
      'merges together': 'merges',
      'merged together': 'merged',
      'merging together': 'merging',
      'combined together': 'combined',
      'combining together': 'combining',
    },
    types: redundant,
    reason: twice,
    when: notBefore('with'),
  },
  // Verbs
  {
    id: 'use',
    swaps: {
      utilize: 'use',
      utilizes: 'uses',
      utilized: 'used',
      utilizing: 'using',
      utilise: 'use',
      utilises: 'uses',
      utilised: 'used',
      utilising: 'using',
    },
    types: plain,
    reason: everyday,
    when: all(commonWord, notBefore('to'), notAfter('fully heavily poorly highly best better well least most')),
  },
  {
    id: 'use-noun',
    swaps: { 'make use of': 'use', 'makes use of': 'uses', 'made use of': 'used', 'making use of': 'using' },
    types: wordy,
    reason: verb,
    when: notBefore('to'),
  },
  {
    id: 'start',
    swaps: { commence: 'start', commences: 'starts', commenced: 'started', commencing: 'starting' },
    types: plain,
    reason: everyday,
    when: commonWord,
  },
  {
    id: 'try',
    swaps: { 'endeavor to': 'try to', 'endeavour to': 'try to' },
    types: plain,
    reason: everyday,
    when: after('we i you they will shall should must always'),
  },
  {
    id: 'find-out',
    swaps: { ascertain: 'find out' },
    types: plain,
    reason: everyday,
    when: all(after('to will can must should could cannot'), before('if whether the how what why which who when')),
  },
  {
    id: 'buy',
    swaps: { 'to purchase': 'to buy' },
    types: simple,
    reason: everyday,
    when: before('a an the this these your it more one another'),
  },
  {
    id: 'can',
    swaps: {
      'is able to': 'can',
      'are able to': 'can',
      'has the ability to': 'can',
      'is in a position to': 'can',
      'are in a position to': 'can',
    },
    types: wordy,
    reason: shorter,
    when: joinsVerb,
  },
  {
    id: 'tend',
    swaps: { 'has a tendency to': 'tends to', 'have a tendency to': 'tend to' },
    types: wordy,
    reason: verb,
    when: nothingJoined,
  },
  {
    id: 'depend',
    swaps: {
      'is dependent on': 'depends on',
      'is dependent upon': 'depends on',
      'are dependent on': 'depend on',
      'are dependent upon': 'depend on',
    },
    types: wordy,
    reason: verb,
    when: joinsNoun,
  },
  {
    id: 'apply',
    swaps: { 'is applicable to': 'applies to', 'are applicable to': 'apply to' },
    types: wordy,
    reason: verb,
    when: joinsNoun,
  },
  {
    id: 'need',
    swaps: { 'is in need of': 'needs', 'are in need of': 'need', 'has a requirement for': 'needs' },
    types: wordy,
    reason: verb,
    when: joinsNoun,
  },
  {
    id: 'affect',
    swaps: {
      'has an impact on': 'affects',
      'have an impact on': 'affect',
      'had an impact on': 'affected',
      'has an effect on': 'affects',
      'have an effect on': 'affect',
      'had an effect on': 'affected',
    },
    types: wordy,
    reason: verb,
    when: nothingJoined,
  },
  {
    id: 'consider',
    swaps: {
      'take into consideration': 'consider',
      'takes into consideration': 'considers',
      'taking into consideration': 'considering',
      'taken into consideration': 'considered',
      'took into consideration': 'considered',
      'give consideration to': 'consider',
      'gives consideration to': 'considers',
    },
    types: wordy,
    reason: verb,
  },
  {
    id: 'decide',
    swaps: {
      'make a decision': 'decide',
      'makes a decision': 'decides',
      'made a decision': 'decided',
      'making a decision': 'deciding',
    },
    types: wordy,
    reason: verb,
    when: before('on about to that by before after when if whether until without'),
  },
  {
    id: 'verb-for-noun',
    swaps: {
      'conduct an investigation of': 'investigate',
      'conduct an investigation into': 'investigate',
      'conduct a review of': 'review',
      'perform a review of': 'review',
      'carry out a review of': 'review',
      'conduct an assessment of': 'assess',
      'perform an assessment of': 'assess',
      'carry out an evaluation of': 'evaluate',
      'perform an evaluation of': 'evaluate',
      'conduct an evaluation of': 'evaluate',
      'provide a description of': 'describe',
      'provides a description of': 'describes',
      'provide an explanation of': 'explain',
      'provides an explanation of': 'explains',
      'provide assistance to': 'help',
      'provides assistance to': 'helps',
    },
    types: wordy,
    reason: verb,
    when: nothingJoined,
  },
];
