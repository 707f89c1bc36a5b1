import type { OptimizationType, Suggestion } from '../../model.ts';
import { isEnglish } from '../english.ts';
import { longSentence } from './long-sentence.ts';
import { type Detector, sentencesOf } from './sentence.ts';

/**
 * What a rule finds in a paragraph that only its writer can decide on, in order. `reading` is the paragraph with `NO_PROSE`
 * for whatever is none. English only. Linear in its length.
 */
export function suggest(reading: string, type: OptimizationType): Suggestion[] {
  const detectors = detectorsByType[type];
  if (detectors.length === 0) {
    return [];
  }
  return sentencesOf(reading).flatMap((sentence) => {
    const found = isEnglish(sentence.words) ? detectors.flatMap((detect) => detect(sentence)) : [];
    return found
      .map((each) => ({ ...each, start: sentence.start + each.start, end: sentence.start + each.end }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
  });
}

const plainer = [longSentence];

const detectorsByType: Readonly<Record<OptimizationType, readonly Detector[]>> = {
  CLARITY: plainer,
  STYLE: plainer,
  GRAMMAR: [],
  CONCISENESS: plainer,
  SIMPLICITY: plainer,
  FORMALITY: [],
  NEUTRALITY: [],
  CUSTOM: [],
};
