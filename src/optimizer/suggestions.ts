import type { Block, Edit } from '../documents/index.ts';
import { type OptimizationType, type Suggestion, suggest } from '../models/index.ts';
import { createPause } from '../turns.ts';
import { readBlock } from './reading.ts';

/** A rewrite that was taken, and what it is of. */
export interface Taken {
  readonly content: string;
  readonly start: number;
  readonly blocks: readonly Block[];
  readonly edits: readonly Edit[];
  readonly optimizationType: OptimizationType;
}

/** For so long other work may have to wait. */
const TURN_MS = 5;

/** What a rewrite leaves to its writer, in code units of its text. */
export async function suggestionsFor(taken: Taken, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const { content, start, blocks, edits, optimizationType } = taken;
  const suggestions: Suggestion[] = [];
  const pause = createPause(TURN_MS, signal);
  let next = 0;
  let shift = -start;
  for (const block of blocks) {
    const own: Edit[] = [];
    const place = block.start + shift;
    for (let edit = edits[next]; edit && edit.end <= block.end; edit = edits[next]) {
      own.push(edit);
      shift += edit.replacement.length - (edit.end - edit.start);
      next += 1;
    }
    for (const found of suggest(readBlock(content, block, own), optimizationType)) {
      suggestions.push({ ...found, start: place + found.start, end: place + found.end });
    }
    await pause();
  }
  return suggestions;
}
