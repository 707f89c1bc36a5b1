import { isEnglish } from '../english.ts';
import { after, all, commonWord, type Guard, notAfter } from '../guards.ts';
import { nextLower } from '../words.ts';
import { misspellings } from './misspellings.ts';
import { common, type Phrase } from './phrase.ts';

/** Past participles that make `could of` a slip for `could have`. */
const participle: Guard = (words, _, last) =>
  /^(?:been|had|done|gone|made|taken|seen|known|given|got|gotten|come|become|found|won|sent|bought|paid|met|held|lost|built|brought|chosen|read|run|won|said|thought|kept|left|told|written|used|[a-z]{3,}ed)$/.test(
    nextLower(words, last + 1),
  );

/** `did't`, `dosen't`: the apostrophe takes a letter with it. */
const misplaced = Object.fromEntries(
  ['did', 'does', 'is', 'was', 'would', 'could', 'should', 'have', 'has', 'are', 'were', 'do'].map((verb) => [
    `${verb}'t`,
    `${verb}n't`,
  ]),
);

/** Slips that are names with a capital. */
const small: Readonly<Record<string, string>> = { hte: 'the', teh: 'the', wich: 'which', grammer: 'grammar' };

/** Where slips are not what the sentence is about. */
const notAboutSpelling: Guard = (words, first) => {
  const slip = words[first]?.lower ?? '';
  const right = misspellings[slip] ?? small[slip];
  const isRule = slip in small && words[first + 1]?.lower === right;
  const isTopic = words.some(
    ({ lower }) => lower === misspellings[slip] || /^(?:typos?|misspell\w*|misspelt|spell(?:ing|ed)?)$/.test(lower),
  );
  return !isRule && !isTopic;
};

/** Slips that have one right form. */
export const spelling: readonly Phrase[] = [
  {
    id: 'spelling',
    swaps: misspellings,
    types: ['GRAMMAR'],
    reason: 'Spelling.',
    source: common,
    when: all(commonWord, isEnglish, notAboutSpelling),
  },
  {
    id: 'spelling-small',
    swaps: { ...misplaced, ...small },
    types: ['GRAMMAR'],
    reason: 'Spelling.',
    source: common,
    // With a capital these are names.
    when: all((words, first) => words[first]?.text === words[first]?.lower, isEnglish, notAboutSpelling),
  },
  {
    id: 'a-lot',
    swaps: { alot: 'a lot' },
    types: ['GRAMMAR'],
    reason: '`A lot` is two words.',
    source: common,
    when: all(commonWord, notAfter('a an the')),
  },
  {
    id: 'modal-have',
    swaps: Object.fromEntries(
      ['could', 'should', 'would', "couldn't", "shouldn't", "wouldn't"].map((word) => [`${word} of`, `${word} have`]),
    ),
    types: ['GRAMMAR'],
    reason: 'After a word like `could` it is `have`, which sounds like `of` here.',
    source: common,
    when: participle,
  },
  {
    id: 'might-have',
    swaps: { 'might of': 'might have', 'must of': 'must have' },
    types: ['GRAMMAR'],
    reason: 'After a word like `might` it is `have`, which sounds like `of` here.',
    source: common,
    when: all(participle, after('i you he she it we they who that which there this')),
  },
];
