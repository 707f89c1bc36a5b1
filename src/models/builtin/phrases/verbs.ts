import {
  after,
  all,
  atStart,
  before,
  beforeNumber,
  commonWord,
  endsPhrase,
  joinsNoun,
  joinsVerb,
  notAfter,
  notBefore,
  nothingJoined,
} from '../guards.ts';
import {
  everyday,
  hiddenVerbs,
  type Phrase,
  phrasesOf,
  plain,
  plainLanguage,
  shorter,
  verb,
  verbsOf,
  wordy,
} from './phrase.ts';
import { afterDecider, afterPeople, asVerb, beforeObject, joinsAnyVerb, withObject } from './verb-guards.ts';

const decided = before('on to that by before after when if whether until without');
const studies = after(
  'study studies survey surveys data result results figures report research tests findings evidence',
);
const contracts = 'contract agreement lease employment membership subscription account policy tenancy treaty service';
const processes =
  'use import export transfer process work integration development exchange migration installation transition';
const papers = 'proof information evidence copy copies documents details name names receipt receipts report reports';

/** Verbs in a long coat, and verbs that few people say. */
export const verbPhrases: readonly Phrase[] = [
  // A noun and a helper for a verb
  ...verbsOf({ types: wordy, reason: verb, source: hiddenVerbs }, [
    ['make use of', 'use', notBefore('to')],
    ['take into consideration', 'consider'],
    ['give consideration to', 'consider'],
    ['make a decision', 'decide', decided],
    ['render a decision', 'decide', endsPhrase],
    ['reach a decision on | come to a decision on', 'decide on'],
    ['reach an agreement on | come to an agreement on', 'agree on'],
    ['express a preference for', 'prefer'],
    ['make an application for', 'apply for'],
    ['make a payment of', 'pay', beforeNumber],
    ['make a recommendation that', 'recommend that'],
    ['make a contribution to', 'contribute to', nothingJoined],
    ['make modifications to | make changes to', 'change', all(nothingJoined, notAfter('and or'))],
    ['provide protection against | provide protection from', 'protect against', nothingJoined],
    ['provide assistance to', 'help', nothingJoined],
    ['provide a description of | give a description of', 'describe', nothingJoined],
    ['provide an explanation of | give an explanation of', 'explain', nothingJoined],
    ['provide a summary of', 'summarize', nothingJoined],
    [
      'conduct an investigation of | conduct an investigation into | carry out an investigation into',
      'investigate',
      nothingJoined,
    ],
    ['conduct a review of | perform a review of | carry out a review of', 'review', nothingJoined],
    ['conduct an assessment of | perform an assessment of | carry out an assessment of', 'assess', nothingJoined],
    ['conduct an evaluation of | perform an evaluation of | carry out an evaluation of', 'evaluate', nothingJoined],
    ['conduct an analysis of | perform an analysis of | carry out an analysis of', 'analyze', nothingJoined],
    ['conduct an inspection of | perform an inspection of | carry out an inspection of', 'inspect', nothingJoined],
    ['conduct a survey of | carry out a survey of', 'survey', nothingJoined],
    ['undertake a review of', 'review', nothingJoined],
    ['have an impact on | have an effect on', 'affect', nothingJoined],
    ['have a negative impact on | have an adverse effect on | have a negative effect on', 'harm', nothingJoined],
    ['have a tendency to', 'tend to', nothingJoined],
    ['have a requirement for', 'need', joinsNoun],
  ]),
  ...phrasesOf({ types: wordy, reason: verb, source: hiddenVerbs }, [
    ['is in need of | has need of', 'needs', joinsNoun],
    ['are in need of', 'need', joinsNoun],
    ['is dependent on | is dependent upon', 'depends on', joinsNoun],
    ['are dependent on | are dependent upon', 'depend on', joinsNoun],
    ['is applicable to', 'applies to', joinsNoun],
    ['are applicable to', 'apply to', joinsNoun],
    ['is inclusive of', 'includes', joinsNoun],
    ['is indicative of', 'indicates', joinsNoun],
    ['are indicative of', 'indicate', joinsNoun],
    ['is in agreement with', 'agrees with', joinsNoun],
    ['are in agreement with', 'agree with', joinsNoun],
    ['is in agreement that', 'agrees that'],
    ['are in agreement that', 'agree that'],
    ['is of the opinion that', 'believes that'],
    ['are of the opinion that | am of the opinion that', 'believe that'],
    ['was of the opinion that | were of the opinion that', 'believed that'],
    ['is in possession of', 'has', joinsNoun],
    ['are in possession of', 'have', joinsNoun],
    ['is in violation of', 'violates', joinsNoun],
    ['are in violation of', 'violate', joinsNoun],
    ['is responsible for the management of', 'manages', joinsNoun],
  ]),
  // Helpers
  ...phrasesOf({ types: wordy, reason: shorter, source: plainLanguage }, [
    [
      'is able to | are able to | has the ability to | is in a position to | are in a position to | has the capability to | ' +
        'has the capacity to',
      'can',
      joinsVerb,
    ],
    ['have the ability to | have the capability to', 'can', all(joinsVerb, afterPeople)],
    ['is unable to | are unable to | am unable to', 'cannot', joinsAnyVerb],
    ['was unable to | were unable to', 'could not', joinsAnyVerb],
    ['is authorized to | are authorized to | is authorised to | are authorised to', 'may', all(joinsVerb, afterPeople)],
    ['are required to | is required to | are obliged to | is obliged to', 'must', all(joinsVerb, afterPeople)],
  ]),
  // Plain verbs
  ...verbsOf({ types: plain, reason: everyday, source: plainLanguage }, [
    [
      'utilize | utilise',
      'use',
      all(commonWord, notBefore('to'), notAfter('fully heavily poorly highly best better well least most')),
    ],
    ['commence', 'start', commonWord],
    ['necessitate', 'require', commonWord],
    ['facilitate', 'ease', all(commonWord, withObject(processes))],
    ['effectuate', 'carry out', all(commonWord, beforeObject)],
    ['ascertain', 'find out', all(commonWord, beforeObject)],
    ['ascertain', 'find out', before('if whether when who')],
    ['delineate', 'describe', all(commonWord, beforeObject)],
    ['terminate', 'end', all(commonWord, withObject(contracts))],
    ['furnish', 'provide', all(commonWord, before(papers))],
    [
      'transmit',
      'send',
      all(asVerb, withObject('form forms document documents letter report data file files message')),
    ],
  ]),
  ...phrasesOf({ types: plain, reason: everyday, source: plainLanguage }, [
    ['endeavor to | endeavour to', 'try to', after('we i you they will shall should must always please')],
    ['endeavor to | endeavour to', 'try to', atStart],
    ['possess', 'have', all(after('must should we they you i who'), beforeObject)],
    ['possesses', 'has', all(after('it he she which who'), beforeObject)],
    ['elected to', 'chose to', all(afterDecider, joinsVerb)],
    ['indicates that', 'shows that', studies],
    ['indicate that', 'show that', studies],
    ['indicated that', 'showed that', studies],
    ['was constructed in', 'was built in', beforeNumber],
    ['were constructed in', 'were built in', beforeNumber],
    ['residing in', 'living in', afterPeople],
    ['cognizant of | cognisant of', 'aware of'],
    ['ceased production', 'stopped production'],
    ['ceased operations', 'stopped operations'],
    ['promulgated', 'issued', commonWord],
  ]),
];
