import { type FoundMask, MASKED } from './masks.ts';
import { isBalanced, isVerbatim, splitText } from './pieces.ts';
import type { Piece } from './segment.ts';

/** How `pieces` read where masks are looked for: a break as a line's end, a mask as the character `MASKED`. */
export function readingOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'break' ? '\n' : MASKED)).join('');
}

/**
 * `pieces` with each of `masks`, which are offsets of their reading, in order and without overlap, as one mask. One that
 * would take in half a pair is left out.
 */
export function maskPieces(pieces: readonly Piece[], masks: readonly FoundMask[]): Piece[] {
  const masked: Piece[] = [];
  const todo = [...pieces].reverse();
  let covered: Piece[] = [];
  let index = 0;
  let offset = 0;
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    const mask = masks[index];
    const end = offset + (piece.kind === 'text' ? piece.text.length : 1);
    if (mask === undefined || end <= mask.start) {
      masked.push(piece);
      offset = end;
      continue;
    }
    const edge = offset < mask.start ? mask.start : mask.end;
    if (edge > offset && edge < end && piece.kind === 'text' && isVerbatim(piece)) {
      const [left, right] = splitText(piece, edge - offset);
      todo.push(right, left);
      continue;
    }
    covered.push(piece);
    offset = end;
    if (end >= mask.end) {
      for (const each of isBalanced(covered) ? [asMask(covered, piece, mask)] : covered) {
        masked.push(each);
      }
      covered = [];
      while ((masks[index]?.end ?? Number.POSITIVE_INFINITY) <= offset) {
        index += 1;
      }
    }
  }
  return [...masked, ...covered];
}

function asMask(covered: readonly Piece[], last: Piece, { mask }: FoundMask): Piece {
  return { kind: 'mask', start: covered[0]?.start ?? last.start, end: last.end, mask };
}
