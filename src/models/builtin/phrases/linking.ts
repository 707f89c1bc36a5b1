import { articleOf } from '../article.ts';
import {
  adverb,
  after,
  all,
  atStart,
  before,
  beforeGerund,
  beforeNumber,
  type Guard,
  notAfter,
  notBefore,
  openingClause,
  purpose,
} from '../guards.ts';
import {
  everyday,
  omitWords,
  type Phrase,
  phrasesOf,
  plain,
  plainLanguage,
  type Row,
  retextSimplify,
  shorter,
  simple,
  twice,
  wordy,
} from './phrase.ts';
import { beforeObject, startsClause } from './verb-guards.ts';

const aboutWhat = after(
  'question questions concern concerns information decision decisions rules details policy policies guidance ' +
    'advice doubts complaint complaints feedback discussion discussions concerned know knowledge something ' +
    'anything nothing recommendations advised informed asked assumptions claims opinion opinions confusion ' +
    'letter letters email emails e-mail call note message writing wrote',
);
const asked = after(
  'question decide know ask asked determine check see consider unsure uncertain doubt doubts specify',
);
const legal =
  'section article rule clause paragraph chapter part the this that these any its his her our your their title';

/** At the start of a sentence, in front of a comma that ends the opening. */
const opensClause: Guard = (words, first, last) =>
  atStart(words, first, last) && words.slice(last + 1, last + 8).some(({ trail }) => trail.startsWith(','));

/** No word of graph theory or geometry, where the long word is the term. */
const notATerm: Guard = (words) =>
  !words.some(({ lower }) => /^(?:vert(?:ex|ices)|nodes?|edges?|cells?|angles?|sides?|graphs?)$/.test(lower));

const manners = {
  careful: 'carefully',
  clear: 'clearly',
  consistent: 'consistently',
  effective: 'effectively',
  efficient: 'efficiently',
  professional: 'professionally',
  reliable: 'reliably',
  safe: 'safely',
  secure: 'securely',
  similar: 'similarly',
  systematic: 'systematically',
  timely: 'promptly',
};

/** Phrases that link: why, how, if, about, near. */
export const linkingPhrases: readonly Phrase[] = [
  ...phrasesOf({ types: wordy, reason: shorter, source: plainLanguage }, [
    // Why and what for
    ['due to the fact that | owing to the fact that | because of the fact that', 'because'],
    [
      'in view of the fact that | in light of the fact that | on account of the fact that | as a result of the fact that',
      'because',
    ],
    ['by virtue of the fact that | on the grounds that | for the reason that | for the simple reason that', 'because'],
    ['despite the fact that | in spite of the fact that | notwithstanding the fact that', 'although'],
    ['regardless of the fact that', 'even though'],
    ['given the fact that', 'given that'],
    ['aware of the fact that', 'aware that'],
    ['in order to | so as to', 'to', purpose],
    ['in an effort to | in an attempt to', 'to', purpose],
    ['in order for', 'for', atStart],
    ['in order that', 'so that', beforeObject],
    ['for the purpose of | for the purposes of', 'for', beforeGerund],
    ['with the result that', 'so that'],
    ['as a consequence of', 'because of'],
    // If, about, near
    ['in the event that | if it is the case that | if it should happen that', 'if'],
    ['provided that', 'if', all(atStart, beforeObject)],
    ['with regard to | with regards to | in regard to | in regards to', 'about', aboutWhat],
    ['with reference to | in relation to | in connection with | pertaining to', 'about', aboutWhat],
    ['with regard to | with reference to | in regard to | with respect to', 'as for', all(beforeObject, opensClause)],
    ['with the exception of', 'except for'],
    ['in spite of', 'despite'],
    ['in close proximity to | in the vicinity of | in close proximity with', 'near'],
    ['located in the vicinity of | situated in close proximity to | located in close proximity to', 'near'],
    ['is located in', 'is in'],
    ['are located in', 'are in'],
    ['under the provisions of', 'under'],
    ['in conjunction with', 'with', notAfter('work works working worked used')],
    ['in the absence of', 'without', startsClause],
    ['to the extent that', 'as far as', startsClause],
    ['as a matter of fact', 'in fact'],
    ['by means of', 'with', before('a an the this your')],
    ['to take this opportunity to', 'to'],
    ['the question as to whether', 'whether'],
    ['as to whether', 'whether', asked],
    ['whether or not', 'whether', asked],
    // How
    ['the manner in which | the way in which', 'how', all(notAfter('in by to with like as'), notBefore('and or'))],
    ['through the use of', 'by using'],
    ...Object.entries(manners).map(
      ([how, adverbial]): Row => [
        `in ${articleOf(how)} ${how} manner | in ${articleOf(how)} ${how} fashion`,
        adverbial,
        adverb,
      ],
    ),
  ]),
  ...phrasesOf({ types: wordy, reason: shorter, source: omitWords }, [
    ['it is important to note that | it should be noted that | it is worth noting that', 'note that', atStart],
    ['it is important to remember that', 'remember that', atStart],
    ['the reason is because', 'the reason is that'],
    ['the reason why', 'the reason', notBefore('and not')],
    ['between the hours of', 'between', beforeNumber],
  ]),
  ...phrasesOf({ types: wordy, reason: twice, source: retextSimplify }, [
    ['first and foremost', 'first', openingClause],
    ['if and when', 'if', atStart],
    ['null and void', 'void'],
    ['as of yet', 'yet'],
  ]),
  ...phrasesOf({ types: plain, reason: everyday, source: plainLanguage }, [
    ['in lieu of', 'instead of'],
    ['pursuant to', 'under', all(notAfter('and or'), before(legal))],
    ['in accordance with', 'under', before('section article rule clause paragraph')],
    ['notwithstanding', 'despite', all(startsClause, beforeObject, notBefore('that'))],
    ['upon receipt of', 'on receipt of'],
    ['upon request', 'on request'],
    ['upon arrival', 'on arrival'],
    ['based upon', 'based on'],
    ['heretofore', 'until now', startsClause],
    ['at your earliest convenience', 'as soon as you can'],
    ['inasmuch as', 'because', startsClause],
  ]),
  ...phrasesOf({ types: simple, reason: everyday, source: plainLanguage }, [
    ['consequently | as a consequence', 'so', openingClause],
    ['in addition | additionally | furthermore | moreover', 'also', openingClause],
    ['nevertheless | nonetheless', 'even so', openingClause],
    ['adjacent to | contiguous to', 'next to', notATerm],
  ]),
];
