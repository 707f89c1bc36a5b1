import type { Suggestion } from '../../model.ts';
import { type Word, wordsOf } from '../words.ts';

/** A sentence of a reading. */
export interface Sentence {
  /** Its place in the reading. */
  readonly start: number;
  readonly text: string;
  /** Its words, with places in `text`. */
  readonly words: readonly Word[];
}

/** Looks for one thing in a sentence; places are in the sentence. */
export type Detector = (sentence: Sentence) => readonly Suggestion[];

/** What goes on for longer without an end is no sentence. */
const MAX_LENGTH = 2_000;

/** The sentences of a paragraph, in order. Lists without an end are none. */
export function sentencesOf(reading: string): Sentence[] {
  // Here: the first one loads what it knows, which is 15 ms of a start.
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return Array.from(segmenter.segment(reading.replace(/[\r\n]/g, ' ')), ({ segment, index }) => ({
    start: index,
    text: segment.trimEnd(),
  }))
    .filter(({ text }) => text !== '' && text.length <= MAX_LENGTH)
    .map((sentence) => ({ ...sentence, words: wordsOf(sentence.text) }));
}

/** What `rule` says of the words from `first` to `last` of a sentence. */
export function about(
  { words }: Sentence,
  [first, last]: readonly [number, number],
  rule: string,
  explanation: string,
  replacements: readonly string[] = [],
): Suggestion {
  return { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0, rule, explanation, replacements };
}
