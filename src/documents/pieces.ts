import type { Piece } from './segment.ts';

/** Whether each `open` among `pieces` has its `close`, and the other way round. */
export function isBalanced(pieces: readonly Piece[]): boolean {
  let depth = 0;
  for (const piece of pieces) {
    depth += depthChange(piece);
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

/** By how much `piece` changes the depth of pairs: 1, 0 or -1. */
export function depthChange(piece: Piece): -1 | 0 | 1 {
  if (piece.kind !== 'mask') {
    return 0;
  }
  return piece.mask === 'open' ? 1 : piece.mask === 'close' ? -1 : 0;
}

/** Whether a text piece reads as the source has it, unit by unit. */
export function isVerbatim(piece: Piece): boolean {
  return piece.kind === 'text' && piece.text.length === piece.end - piece.start;
}

/** How many code units of white space `piece` begins with. A reference is white space as a whole or not at all. */
export function leadingBlank(piece: Piece & { kind: 'text' }): number {
  const blank = piece.text.length - piece.text.trimStart().length;
  return isVerbatim(piece) ? blank : blank === piece.text.length ? piece.end - piece.start : 0;
}

/** The two halves of a verbatim text piece at `offset` of its text. */
export function splitText(
  piece: Piece & { kind: 'text' },
  offset: number,
): [Piece & { kind: 'text' }, Piece & { kind: 'text' }] {
  const middle = piece.start + offset;
  return [
    { kind: 'text', start: piece.start, end: middle, text: piece.text.slice(0, offset) },
    { kind: 'text', start: middle, end: piece.end, text: piece.text.slice(offset) },
  ];
}
