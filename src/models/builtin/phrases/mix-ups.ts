import { isEnglish } from '../english.ts';
import { after, all, before, beforeCount, beforeNumber, type Guard, notAfter, notBefore } from '../guards.ts';
import { nextLower, previousLower } from '../words.ts';
import { common, type Heading, type Phrase, phrasesOf, type Row } from './phrase.ts';
import { startsClause } from './verb-guards.ts';

const heading = (reason: string): Heading => ({ types: ['GRAMMAR'], reason, source: common });

const clause = 'and but because that if when so since although think know believe hope says said';
/** Where a clause starts: at the start of a sentence, behind a comma, or behind a word that joins clauses. */
const opensClause: Guard = (words, first, last) =>
  startsClause(words, first, last) || after(clause)(words, first, last);

/** At the end of a sentence or a part of one. */
const endsThere: Guard = (words, _, last) => /[.,;:!?]/.test(words[last]?.trail ?? '');

const state =
  'damaged broken late ready done fine over good bad true empty full closed open free wrong right great nice clear hard easy';
const isWhat =
  'a an not been going important possible also time just very too really only always never okay great nice clear hard easy';
const prepositions = 'of on in with from at by into to about';
const owners =
  'lost lose loses losing wagged wags reached reaches changed changes opened closed kept keeps has have had held doubled completed';

/** Before a noun: nothing that `it is` could go on with. */
const beforeOwned: Guard = all(
  isEnglish,
  notBefore(
    `${isWhat} the this that these those his her their our your my so as no what how why when where being because`,
  ),
  (words, _, last) =>
    /^[a-z]{3,}$/.test(nextLower(words, last + 1)) && !/(?:ing|ed|ly)$/.test(nextLower(words, last + 1)),
);

const things =
  'account address app browser bill booking car card computer company data device email e-mail house id invoice name number ' +
  'order password payment phone product profile server team website';
const begun = 'need have be get love want see find like use make take go come join try help lose win miss regret enjoy';
const compared =
  'better worse higher lower faster slower larger bigger smaller greater older younger longer shorter fewer easier harder cheaper stronger';
const comparedWith =
  'the a an this that my your his her its our their last expected before ever usual any nothing anything';
const counted =
  'people items users customers errors mistakes cars words calls students employees bugs files steps lines visitors children ' +
  'guests tickets complaints accidents products meetings orders houses jobs';
const belongings =
  'bags keys phones cars jackets shoes names jobs homes children luggage coats houses own tickets passports';
const harmed = 'everyone everybody anyone us you them all our your my his her how people users customers';
const beForm = /^(?:is|are|was|were|be|been|it's|that's)$/;

const welcomes: Guard = (words, first, last) =>
  endsThere(words, first, last) ||
  (nextLower(words, last + 1) === 'to' &&
    /^(?:join|use|come|bring|stay|visit|ask|try|call|contact)$/.test(nextLower(words, last + 2)));

/** Before what something is compared with. */
const beforeCompared: Guard = (words, first, last) =>
  beforeNumber(words, first, last) || before(comparedWith)(words, first, last);

/** `is higher then last`: behind a form of be and a comparative. */
const comparison: Guard = (words, first) =>
  /^(?:is|are|be|costs|cost|looks|seems|works|runs|performs)$/.test(previousLower(words, first)) ||
  /^(?:is|are|be)$/.test(words[first - 2]?.lower ?? '');

const behindBe: Guard = (words, first) => beForm.test(previousLower(words, first));

const notBeforeCount: Guard = (words, first, last) => !beforeCount(words, first, last);

const thereIs: Guard = (words, first) => words[first - 2]?.lower === 'there';
const behindThereIs = all(behindBe, thereIs);

/** Words that sound alike, where the context leaves one. */
export const mixUps: readonly Phrase[] = [
  ...phrasesOf(heading('`It’s` is short for `it is`; `its` says whose.'), [
    ['its', "it's", all(opensClause, before('a an the not been going'), isEnglish)],
    ["it's own", 'its own'],
    ["it's", 'its', all(after(prepositions), beforeOwned)],
    ["it's", 'its', all(after(owners), beforeOwned)],
    ...state.split(' ').map((word): Row => [`its ${word}`, `it's ${word}`, all(opensClause, endsThere)]),
  ]),
  ...phrasesOf(heading('`Their` says whose; `there` is a place, and goes with `is`.'), [
    ['their is', 'there is', opensClause],
    ['their are', 'there are', opensClause],
    ['their was', 'there was', opensClause],
    ['their were', 'there were', opensClause],
    ['there', 'their', all(after('left lost forgot sold brought packed took'), before(belongings))],
    ['there own', 'their own'],
    ["they're own", 'their own'],
  ]),
  ...phrasesOf(heading('`You’re` is short for `you are`; `your` says whose.'), [
    ['your welcome', "you're welcome", all(opensClause, welcomes)],
    ['your going to', "you're going to", before(begun)],
    ["you're own", 'your own'],
    ...'coming going leaving staying joining'
      .split(' ')
      .map((doing): Row => [`your ${doing}`, `you're ${doing}`, all(after('if when because that'), endsThere)]),
    ["you're", 'your', before(things)],
  ]),
  ...phrasesOf(heading('`Than` compares; `then` says when.'), [
    ...compared.split(' ').map((word): Row => [`${word} then`, `${word} than`, all(comparison, beforeCompared)]),
    ['rather then', 'rather than', notBefore('we i they he she it you')],
    ['other then', 'other than', before('the a an that this')],
    ['more then', 'more than', beforeNumber],
    ['less then', 'less than', beforeNumber],
  ]),
  ...phrasesOf(heading('`Too` means more than enough.'), [
    ['to many', 'too many', behindThereIs],
    ['to much', 'too much', behindThereIs],
    ['to much', 'too much', all(behindBe, endsThere)],
    ['way to many', 'way too many', after('is are was were has have had')],
    ['way to much', 'way too much', after('is are was were has have had')],
    ...'late early big small long short slow fast expensive difficult hard'
      .split(' ')
      .map((word): Row => [`to ${word}`, `too ${word}`, all(behindBe, endsThere)]),
  ]),
  ...phrasesOf(heading('`Affect` is what one thing does to another; `effect` is what comes of it.'), [
    ['effects', 'affects', all(after('this it that which also'), before(harmed))],
    [
      'affect',
      'effect',
      all(after('a an the bad negative positive big no little any adverse significant'), before('on')),
    ],
  ]),
  ...phrasesOf(heading('`Fewer` goes with what can be counted.'), [
    ['less', 'fewer', all(before(counted), notAfter('no the'))],
  ]),
  ...phrasesOf(heading('The word is `regardless`.'), [['irregardless', 'regardless']]),
  ...phrasesOf(heading('Behind `between` it is `me`.'), [['between you and i', 'between you and me']]),
  ...phrasesOf(heading('What depends, depends on something.'), [
    ['depends of', 'depends on', notBefore('course')],
    ['depend of', 'depend on', notBefore('course')],
  ]),
  ...phrasesOf(heading('One kind, more kinds.'), [
    ['these kind of', 'these kinds of'],
    ['these type of', 'these types of'],
    ['these sort of', 'these sorts of'],
    ['those kind of', 'those kinds of'],
    ['those type of', 'those types of'],
  ]),
  ...phrasesOf(heading('The word has no plural.'), uncountable()),
  ...phrasesOf(heading('`Discuss` takes its object without `about`.'), [
    ['discussed about', 'discussed', all(after('we they i he she have has had'), notBeforeCount)],
    ['discuss about', 'discuss', all(after('to will can should must we they i'), notBeforeCount)],
  ]),
];

function uncountable(): Row[] {
  const behind = after('the all more some any your our their my this useful important further detailed');
  return 'informations equipments furnitures advices softwares luggages homeworks knowledges'
    .split(' ')
    .flatMap((plural) => {
      const one = plural.slice(0, -1);
      return [
        [`${plural} are`, `${one} is`, behind],
        [`${plural} were`, `${one} was`, behind],
        [`${plural} have`, `${one} has`, behind],
        [plural, one, behind],
      ] satisfies Row[];
    });
}
