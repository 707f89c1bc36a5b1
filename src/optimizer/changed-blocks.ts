import { type Block, type Edit, parseDocument } from '../documents/index.ts';
import { createPause } from '../turns.ts';
import type { SourceDocument, Task } from './source.ts';

/** A document, how it was cut into segments, and what was changed. */
export interface OptimizedSource {
  readonly source: SourceDocument;
  readonly segments: readonly { readonly end: number }[];
  readonly edits: readonly Edit[];
}

/** A block of a document, its own edits, and the segment that it lies in. */
export interface ChangedBlock {
  readonly block: Block;
  readonly edits: readonly Edit[];
  readonly segment: number;
}

/** For so long other work may have to wait. */
const TURN_MS = 5;

/** The blocks of an optimized document with what was changed in each, in order. Lets other work go on in between. */
export async function* changedBlocks(
  { source: { content, format }, segments, edits }: OptimizedSource,
  { protectedTerms, rewriteHeadings }: Pick<Task, 'protectedTerms' | 'rewriteHeadings'>,
): AsyncGenerator<ChangedBlock, void> {
  const segmentWords = Number.MAX_SAFE_INTEGER;
  const plan = await parseDocument(content, format, { protectedTerms, rewriteHeadings, segmentWords });
  const pause = createPause(TURN_MS);
  let next = 0;
  let segment = 0;
  for (const { blocks } of plan.segments) {
    for (const block of blocks) {
      while (block.start >= (segments[segment]?.end ?? content.length) && segment < segments.length - 1) {
        segment += 1;
      }
      const own: Edit[] = [];
      for (let edit = edits[next]; edit && edit.end <= block.end; edit = edits[next]) {
        own.push(edit);
        next += 1;
      }
      yield { block, edits: own, segment };
      await pause();
    }
  }
}
