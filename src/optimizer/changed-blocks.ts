import { type Block, type Edit, parseDocument } from '../documents/index.ts';
import { pause } from '../turns.ts';
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

/** So that blocks are made by the hundred, not all at once. No block is longer, whatever this is. */
const WORDS_AT_A_TIME = 10_000;

/** The blocks of an optimized document with what was changed in each, in order. Lets other work go on in between. */
export async function* changedBlocks(
  { source: { content, format }, segments, edits }: OptimizedSource,
  { protectedTerms, rewriteHeadings }: Pick<Task, 'protectedTerms' | 'rewriteHeadings'>,
): AsyncGenerator<ChangedBlock, void> {
  const segmentWords = WORDS_AT_A_TIME;
  const plan = await parseDocument(content, format, { protectedTerms, rewriteHeadings, segmentWords });
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
