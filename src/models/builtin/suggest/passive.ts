import type { Word } from '../words.ts';
import { about, type Detector } from './sentence.ts';

const forms = new Set([
  'am',
  'is',
  'are',
  'was',
  'were',
  'be',
  'been',
  'being',
  "isn't",
  "aren't",
  "wasn't",
  "weren't",
]);

/** Participles without `-ed`. Not those that are mostly adjectives or other words: `done`, `gone`, `open`, `set`. */
const irregular = new Set(
  (
    'beaten begun bitten blown bought bound broken brought built cast caught chosen cut dealt drawn driven eaten fed felt ' +
    'forbidden forgiven forgotten found fought given ground grown heard held hidden hit hurt kept known laid led left lent ' +
    'lost made meant met overridden overwritten paid proven put read redone rewritten ridden run said seen sent shaken shot ' +
    'shown shut sold sought spent split spoken spread stolen struck sung sworn taken taught thought thrown told torn ' +
    'understood undone withdrawn withheld won worn woven written'
  ).split(' '),
);

/** Behind `is` these say how something is, not what was done to it. */
const states = new Set(
  (
    'advanced aged alleged ashamed based bored biased complicated concerned confused connected convinced dedicated ' +
    'detailed determined disappointed distributed embarrassed embedded excited exhausted experienced finished frightened ' +
    'indebted indeed inclined interested involved isolated left limited located married naked need needed outdated overcrowded ' +
    'pleased prepared related relieved retired satisfied scared shared shed sacred skilled sophisticated speed supposed ' +
    'surprised talented tired unexpected unlimited unrelated unused used varied wicked worried'
  ).split(' '),
);

const MOST_BETWEEN = 2;

/** `was decided`, `are not yet known`: once in a sentence. */
export const passive: Detector = (sentence) => {
  const { words } = sentence;
  for (const [index, { lower }] of words.entries()) {
    const last = forms.has(lower) ? participleBehind(words, index) : undefined;
    if (last !== undefined) {
      const explanation =
        words[last + 1]?.lower === 'by'
          ? 'Passive voice: who acts comes last. It reads faster the other way round.'
          : 'Passive voice: it does not say who acts. Say so, if that matters here.';
      return [about(sentence, [index, last], 'passive-voice', explanation)];
    }
  }
  return [];
};

function participleBehind(words: readonly Word[], index: number): number | undefined {
  for (let next = index + 1; next <= index + 1 + MOST_BETWEEN; next += 1) {
    const word = words[next];
    if (word?.lead !== '' || words[next - 1]?.trail !== '') {
      return undefined;
    }
    if (isParticiple(word)) {
      return next;
    }
    if (!/^(?:not|never|also|already|always|often|only|still|then|now|yet|being|been|\w+ly)$/.test(word.lower)) {
      return undefined;
    }
  }
  return undefined;
}

function isParticiple({ lower, text }: Word): boolean {
  return text === lower && !states.has(lower) && (irregular.has(lower) || /^[a-z]{2,}[^e\W]ed$/.test(lower));
}
