import {
  adverb,
  after,
  all,
  atStart,
  before,
  beforeCount,
  beforeGerund,
  beforeNumber,
  commonWord,
  determiners,
  endsPhrase,
  type Guard,
  notAfter,
  notBefore,
  openingClause,
  quantity,
} from '../guards.ts';
import { nextLower } from '../words.ts';
import {
  common,
  everyday,
  omitWords,
  type Phrase,
  phrasesOf,
  plain,
  plainLanguage,
  type Row,
  redundant,
  retextSimplify,
  shorter,
  simple,
  twice,
  wordy,
} from './phrase.ts';

const basis = {
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  quarterly: 'quarterly',
  yearly: 'yearly',
  regular: 'regularly',
  frequent: 'often',
  temporary: 'temporarily',
  voluntary: 'voluntarily',
  continuous: 'continuously',
};

/** Before a plural without an article. */
const beforePlural: Guard = (words, _, last) =>
  /^[a-z]{3,}(?<!ou|s|u|i)s$/.test(nextLower(words, last + 1)) && !determiners.has(nextLower(words, last + 1));

const notBeforeGerund: Guard = (words, first, last) => !beforeGerund(words, first, last);

/** At the end of a sentence. */
const endsSentence: Guard = (words, _, last) => /^[.!]/.test(words[last]?.trail ?? '');

/** Before the name of a month. */
const beforeMonth: Guard = (words, _, last) =>
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
    nextLower(words, last + 1),
  );

/** Before a day and a month. */
const beforeDate: Guard = (words, first, last) =>
  beforeNumber(words, first, last) && beforeMonth(words, first, last + 1);

const firstWhat =
  'dose draft meeting payment visit stage phase step attempt contact response interview results reaction';
const much = 'time money funds space memory information data evidence notice detail food water staff support resources';

/** Phrases that say when and how many. */
export const measuringPhrases: readonly Phrase[] = [
  ...phrasesOf({ types: wordy, reason: shorter, source: plainLanguage }, [
    // When
    ['at this point in time | at the present time | at this moment in time', 'now', endsPhrase],
    ['in advance of', 'before'],
    ['until such time as | until such a time as', 'until'],
    ['during such time as | during the time that', 'while'],
    ['during the course of', 'during'],
    ['during the period of | throughout the course of', 'during'],
    ['in the near future', 'soon', all(adverb, endsPhrase)],
    ['at a later date | at a later time | at a later point in time', 'later', endsPhrase],
    ['at an earlier date | at an earlier time', 'earlier', endsPhrase],
    ['at a time when', 'when', atStart],
    ['for a period of', 'for', beforeCount],
    ['in the month of', 'in', beforeMonth],
    ['in the year', 'in', beforeNumber],
    ['not later than | no later than', 'by', beforeDate],
    // How often
    ['in many cases | in many instances', 'often', openingClause],
    ['in most cases | in most instances | in the majority of cases', 'usually', openingClause],
    ['in many cases | in many instances', 'often', endsSentence],
    ['in the majority of cases | in the vast majority of cases', 'in most cases'],
    ['in some cases | in some instances', 'sometimes', openingClause],
    ...Object.entries(basis).map(([often, short]): Row => [`on a ${often} basis`, short, adverb]),
    ['on an annual basis', 'annually', adverb],
    // How many
    ['a large number of | a significant number of | a considerable number of | a great number of', 'many', quantity],
    ['a multitude of | a great many of', 'many', all(quantity, beforePlural)],
    ['a small number of', 'a few', quantity],
    ['a sufficient number of | an adequate number of', 'enough', quantity],
    ['the vast majority of | the great majority of', 'most', all(quantity, beforePlural)],
    [
      'the vast majority of | the great majority of',
      'most of',
      before('the these those our your their its my his her'),
    ],
    ['a majority of', 'most', all(beforePlural, notAfter('by with when if by'))],
    ['in all likelihood', 'probably'],
    ['in this day and age', 'today'],
    ['a great deal of', 'much', before(much)],
  ]),
  ...phrasesOf({ types: wordy, reason: shorter, source: omitWords }, [
    ['in the amount of', 'for', all(beforeNumber, after('check cheque bill invoice payment fine grant loan refund'))],
    ['few in number', 'few', endsPhrase],
    ['all of the', 'all the', notBefore('above following time below other others same way')],
    ['period of time', 'period'],
    ['periods of time', 'periods'],
    ['time period', 'period', notBefore('of for')],
  ]),
  ...phrasesOf({ types: redundant, reason: twice, source: common }, [
    ...'red green blue yellow black white brown grey gray orange purple pink'
      .split(' ')
      .map((colour): Row => [`${colour} in colour | ${colour} in color`, colour, endsPhrase]),
    ...'square round oval rectangular triangular circular cylindrical spherical conical'
      .split(' ')
      .map((shape): Row => [`${shape} in shape`, shape, endsPhrase]),
    ...'large small huge tiny'
      .split(' ')
      .map((size): Row => [`${size} in size`, size, all(endsPhrase, notAfter('number'))]),
  ]),
  ...phrasesOf({ types: plain, reason: everyday, source: plainLanguage }, [
    [
      'prior to',
      'before',
      notAfter('a an the this that our your each any no uniform flat normal gaussian conjugate informative beta'),
    ],
    ['subsequent to', 'after', notAfter('a an the is are was were')],
    ['in excess of', 'more than', beforeNumber],
  ]),
  ...phrasesOf({ types: plain, reason: everyday, source: retextSimplify }, [['in excess of the', 'above the']]),
  ...phrasesOf({ types: simple, reason: everyday, source: plainLanguage }, [
    ['subsequently', 'later', all(commonWord, notAfter('a an the of for all any in'))],
    ['frequently', 'often', all(commonWord, notAfter('to'), notBefore('asked'), notBeforeGerund)],
    [
      'numerous',
      'many',
      all(
        commonWord,
        quantity,
        notAfter('more most less least very are were equally increasingly how these those'),
        notBefore('and or but enough than to in as for if when other'),
      ),
    ],
    ['approximately', 'about', beforeCount],
    ['additional', 'extra', all(commonWord, after('an the this these those your our their'), notBefore('to and or'))],
    [
      'additional',
      'more',
      all(commonWord, notAfter('a an the this these those your our their his her its two three'), beforePlural),
    ],
    [
      'additional',
      'more',
      all(
        commonWord,
        notAfter('a an the this these those your our their its'),
        before('information help time detail support'),
      ),
    ],
    ['initial', 'first', all(commonWord, before(firstWhat))],
    ['sufficient', 'enough', all(commonWord, notAfter('a an the any no self and is are be not'), before(much))],
    ['the remainder of', 'the rest of', before('the this that your our their my his her its these')],
    [
      'optimum',
      'best',
      all(commonWord, after('the'), before('temperature size results conditions time way solution use')),
    ],
  ]),
];
