import { agreement } from './agreement.ts';
import { formalWords } from './formal-words.ts';
import { linkingPhrases } from './linking.ts';
import { measuringPhrases } from './measuring.ts';
import { mixUps } from './mix-ups.ts';
import { neutral } from './neutral.ts';
import type { Phrase } from './phrase.ts';
import { plainWords } from './plain-words.ts';
import { redundantPhrases } from './redundant.ts';
import { spelling } from './spelling.ts';
import { verbPhrases } from './verbs.ts';

export type { Phrase } from './phrase.ts';

/**
 * The phrase table: only what keeps its meaning and its grammar wherever the phrase, and its guard, match. Each row has
 * its source; where several rows begin alike, the longest that fits its context is taken.
 */
export const phrases: readonly Phrase[] = [
  ...linkingPhrases,
  ...measuringPhrases,
  ...verbPhrases,
  ...redundantPhrases,
  ...plainWords,
  ...formalWords,
  ...neutral,
  ...spelling,
  ...mixUps,
  ...agreement,
];
