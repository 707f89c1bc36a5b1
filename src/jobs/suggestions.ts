import type { Suggestion } from '../models/index.ts';
import { findSuggestions } from '../optimizer/index.ts';
import type { Job } from './job.ts';
import type { DocumentState } from './state.ts';
import { changesOf, contentOf } from './views.ts';

/** What is left to the writer of a document, in its place in the optimized text. */
export interface PlacedSuggestion extends Suggestion {
  /** The same as long as the job is kept. */
  readonly id: string;
  readonly segment: number;
  /** What it is about. */
  readonly text: string;
}

/**
 * All that is left to the writer of a document that is done: what the model that wrote it pointed out, and what rules find. In
 * order, in code units of the optimized text.
 */
export async function suggestionsOf(document: DocumentState, { input }: Job): Promise<PlacedSuggestion[]> {
  const found = await findSuggestions({ ...document, edits: changesOf(document) }, input);
  const content = contentOf(document);
  const counts = new Map<number, number>();
  return [...told(document), ...found]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((suggestion) => {
      const { segment, start, end } = suggestion;
      const count = counts.get(segment) ?? 0;
      counts.set(segment, count + 1);
      return { ...suggestion, id: `${segment}.${count}`, text: content.slice(start, end) };
    });
}

/** What the model pointed out. */
function told({ segments }: DocumentState): (Suggestion & { readonly segment: number })[] {
  let place = 0;
  return segments.flatMap(({ suggestions, text }, segment) => {
    const offset = place;
    place += text.length;
    return suggestions.map((each) => ({ ...each, start: offset + each.start, end: offset + each.end, segment }));
  });
}
