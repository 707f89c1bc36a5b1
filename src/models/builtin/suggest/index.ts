import type { OptimizationType, Suggestion } from '../../model.ts';
import { isEnglish } from '../english.ts';
import { undefinedAcronyms } from './acronym.ts';
import { bias } from './bias.ts';
import { longSentence } from './long-sentence.ts';
import { nominalization } from './nominalization.ts';
import { passive } from './passive.ts';
import { type Detector, sentencesOf } from './sentence.ts';
import { weasel } from './weasel.ts';

export { lookAgain } from './second-look.ts';

/** A paragraph as it reads after its rewrite, and where its source stands. */
export interface Paragraph {
  /** With `NO_PROSE` for every unit of what is no prose. */
  readonly reading: string;
  readonly document: { readonly content: string };
  /** Where the source of it stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** What rules find in a paragraph that only its writer can decide on, in order. English only. Linear in its length. */
export function suggest(paragraph: Paragraph, type: OptimizationType): Suggestion[] {
  const detectors = detectorsByType[type];
  if (detectors.length === 0) {
    return [];
  }
  const sentences = sentencesOf(paragraph.reading);
  if (!isEnglish(sentences.flatMap(({ words }) => words))) {
    return [];
  }
  const found = sentences.flatMap((sentence) =>
    detectors
      .flatMap((detect) => detect(sentence))
      .map((each) => ({ ...each, start: sentence.start + each.start, end: sentence.start + each.end })),
  );
  const acronyms = readers.has(type) ? undefinedAcronyms(paragraph.reading, paragraph.document, paragraph) : [];
  return [...found, ...acronyms].sort((a, b) => a.start - b.start || b.end - a.end);
}

const detectorsByType: Readonly<Record<OptimizationType, readonly Detector[]>> = {
  CLARITY: [longSentence, passive, nominalization],
  STYLE: [longSentence, passive, weasel],
  GRAMMAR: [],
  CONCISENESS: [longSentence, nominalization, weasel],
  SIMPLICITY: [longSentence, passive, nominalization],
  FORMALITY: [],
  NEUTRALITY: [bias],
  CUSTOM: [],
};

/** The types that are about what a reader knows. */
const readers: ReadonlySet<OptimizationType> = new Set(['CLARITY', 'SIMPLICITY']);
