import { type BlockView, createSourceMap, type Edit } from '../documents/index.ts';
import { lookAgain, type Suggestion, suggest } from '../models/index.ts';
import { createPause } from '../turns.ts';
import { byBlock } from './by-block.ts';
import { readBlock } from './reading.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';

/** A rewrite that was taken, and what it is of. */
export interface Taken {
  readonly document: SourceDocument;
  readonly start: number;
  readonly blocks: readonly BlockView[];
  readonly edits: readonly Edit[];
  readonly options: Pick<OptimizeOptions, 'optimizationType' | 'protectedTerms'>;
  /** Whether rules wrote it, that make no slips. */
  readonly isByRules: boolean;
  /** What the model itself left to the writer, in code units of the text it was shown, none touching an edit. */
  readonly left: readonly Suggestion[];
}

/** For so long other work may have to wait. */
const TURN_MS = 5;

/** What a rewrite leaves to its writer, in order, in code units of its text. */
export async function suggestionsFor(taken: Taken): Promise<readonly Suggestion[]> {
  const { document, start, blocks, edits, options, isByRules } = taken;
  const { content } = document;
  const suggestions: Suggestion[] = [];
  const left = byBlock(blocks, taken.left);
  const pause = createPause(TURN_MS);
  let next = 0;
  let shift = -start;
  for (const [index, view] of blocks.entries()) {
    const { block } = view;
    const own: Edit[] = [];
    const place = block.start + shift;
    for (let edit = edits[next]; edit && edit.end <= block.end; edit = edits[next]) {
      own.push(edit);
      shift += edit.replacement.length - (edit.end - edit.start);
      next += 1;
    }
    const reading = readBlock(content, block, own);
    const found = [
      ...suggest({ reading, document, start: block.start, end: block.end }, options.optimizationType),
      ...placed(view, own, left[index] ?? []),
      ...(isByRules || own.length === 0
        ? []
        : lookAgain(readBlock(content, block, []), reading, options.protectedTerms)),
    ];
    for (const each of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
      suggestions.push({ ...each, start: place + each.start, end: place + each.end });
    }
    await pause();
  }
  return suggestions;
}

/** From places in a block's text as it was shown to places in what `edits` made of its source. */
function placed(view: BlockView, edits: readonly Edit[], left: readonly Suggestion[]): Suggestion[] {
  if (left.length === 0) {
    return [];
  }
  const map = createSourceMap(view);
  const after = (place: number) =>
    edits.reduce(
      (moved, { start, end, replacement }) => (end <= place ? moved + replacement.length - (end - start) : moved),
      place - view.block.start,
    );
  return left.map((each) => ({ ...each, start: after(map(each.start)), end: after(map(each.end)) }));
}
