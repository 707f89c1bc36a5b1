import { isVerbatim } from './pieces.ts';
import type { BlockView } from './view.ts';

/** From a place in a block's text as it reads to the place in the document. */
export type SourceMap = (offset: number) => number;

/** The source map of a block. A place within a character reference or a mask is where that begins. */
export function createSourceMap({ block, masks }: BlockView): SourceMap {
  const starts: number[] = [];
  let length = 0;
  let mask = 0;
  for (const piece of block.pieces) {
    starts.push(length);
    if (piece.kind === 'mask') {
      length += `⟦${masks[mask]?.number}⟧`.length;
      mask += 1;
    } else {
      length += piece.kind === 'text' ? piece.text.length : 1;
    }
  }
  return (offset) => {
    if (offset >= length) {
      return block.end;
    }
    const index = lastAtMost(starts, offset);
    const piece = block.pieces[index];
    return piece ? piece.start + (isVerbatim(piece) ? offset - (starts[index] ?? 0) : 0) : block.start;
  };
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
