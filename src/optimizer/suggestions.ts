import { type BlockView, createSourceMap, type Edit } from '../documents/index.ts';
import { lookAgain, type Suggestion, suggest } from '../models/index.ts';
import { pause } from '../turns.ts';
import { byBlock } from './by-block.ts';
import { changedBlocks, type OptimizedSource } from './changed-blocks.ts';
import { readBlock } from './reading.ts';
import type { Task } from './source.ts';

/** A suggestion, and the segment that it lies in. */
export interface DocumentSuggestion extends Suggestion {
  readonly segment: number;
}

/**
 * What rules find in an optimized document that only its writer can decide on, and slips that its rewrite has and its source has
 * not, in order, in code units of the optimized text.
 */
export async function findSuggestions(
  document: OptimizedSource,
  task: Omit<Task, 'segmentWords' | 'audience'>,
): Promise<readonly DocumentSuggestion[]> {
  const { source } = document;
  const suggestions: DocumentSuggestion[] = [];
  let shift = 0;
  for await (const { block, edits, segment } of changedBlocks(document, task)) {
    const place = block.start + shift;
    const reading = readBlock(source.content, block, edits);
    const found = suggest({ reading, document: source, start: block.start, end: block.end }, task.optimizationType);
    if (edits.length > 0) {
      await pause();
      found.push(...lookAgain(readBlock(source.content, block, []), reading, task.protectedTerms));
    }
    for (const each of found) {
      suggestions.push({ ...each, start: place + each.start, end: place + each.end, segment });
    }
    shift += growthOf(edits);
  }
  return suggestions;
}

/**
 * What a model left to the writer, in code units of the text it was shown, none touching an edit; as it lies in the rewrite
 * that `edits` make of the source of `blocks`, whose text begins at `start`.
 */
export function placeSuggestions(
  blocks: readonly BlockView[],
  start: number,
  edits: readonly Edit[],
  left: readonly Suggestion[],
): readonly Suggestion[] {
  const own = left.length === 0 ? [] : byBlock(blocks, left);
  return own.flatMap((suggestions, index) => {
    const view = blocks[index];
    const map = view && createSourceMap(view);
    const after = (offset: number) => {
      const place = map?.(offset) ?? 0;
      return place - start + growthOf(edits.filter(({ end }) => end <= place));
    };
    return suggestions.map((each) => ({ ...each, start: after(each.start), end: after(each.end) }));
  });
}

function growthOf(edits: readonly Edit[]): number {
  return edits.reduce((growth, { start, end, replacement }) => growth + replacement.length - (end - start), 0);
}
