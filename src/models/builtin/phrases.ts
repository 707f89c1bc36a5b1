import { contractions } from './contractions.ts';
import { linkingPhrases } from './linking-phrases.ts';
import { measuringPhrases } from './measuring-phrases.ts';
import { neutral } from './neutral.ts';
import type { Phrase } from './phrase.ts';
import { spelling } from './spelling.ts';
import { verbPhrases } from './verb-phrases.ts';

/**
 * The phrase table: only what keeps its meaning and its grammar wherever the phrase, and its guard, match. The wordy
 * phrases are chosen from the plain-language guidelines of the US government, which are in the public domain.
 */
export const phrases: readonly Phrase[] = [
  ...linkingPhrases,
  ...measuringPhrases,
  ...verbPhrases,
  ...contractions,
  ...neutral,
  ...spelling,
];
