import { cutBlock, wordsOf } from './cut.ts';
import type { Block } from './segment.ts';

/**
 * `blocks` in two parts of about as many words: between two blocks, and a single one between two sentences. Undefined
 * where there is no such place.
 */
export function halvesOf(content: string, blocks: readonly Block[]): readonly [Block[], Block[]] | undefined {
  const [first] = blocks;
  if (blocks.length === 1 && first) {
    const words = wordsOf(first);
    const [left, ...others] = cutBlock(first, Math.ceil(words / 2), words - 1);
    const isBetweenSentences =
      left !== undefined && /[.!?…。！？][^\s\p{L}\p{N}]*$/u.test(content.slice(left.start, left.end));
    return left && others.length > 0 && isBetweenSentences ? [[left], others] : undefined;
  }
  const half = blocks.reduce((sum, block) => sum + wordsOf(block), 0) / 2;
  const left: Block[] = [];
  let words = 0;
  for (const block of blocks.slice(0, -1)) {
    if (left.length > 0 && words >= half) {
      break;
    }
    left.push(block);
    words += wordsOf(block);
  }
  return left.length > 0 ? [left, blocks.slice(left.length)] : undefined;
}
