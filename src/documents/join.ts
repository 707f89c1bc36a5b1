import { isVerbatim, leadingBlank, splitText } from './pieces.ts';
import type { Piece } from './segment.ts';

/** `pieces` with neighbours of one kind made one, and with the white space beside a break made the break's. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    if (piece.end > piece.start) {
      append(joined, piece);
    }
  }
  return joined;
}

function append(joined: Piece[], piece: Piece): void {
  const last = joined.at(-1);
  if (piece.kind === 'break') {
    joined.push({ kind: 'break', start: takeBlankEnd(joined, piece.start), end: piece.end });
  } else if (piece.kind === 'text' && last?.kind === 'break') {
    const blank = leadingBlank(piece);
    joined[joined.length - 1] = { kind: 'break', start: last.start, end: piece.start + blank };
    if (piece.start + blank < piece.end) {
      joined.push({ ...piece, start: piece.start + blank, text: piece.text.slice(blank) });
    }
  } else if (piece.kind === 'text' && last?.kind === 'text' && isVerbatim(last) && isVerbatim(piece)) {
    joined[joined.length - 1] = { kind: 'text', start: last.start, end: piece.end, text: last.text + piece.text };
  } else {
    joined.push(piece);
  }
}

// Takes the white space at the end of `joined` out of it; where that began.
function takeBlankEnd(joined: Piece[], end: number): number {
  let start = end;
  for (let last = joined.at(-1); last !== undefined && last.kind !== 'mask'; last = joined.at(-1)) {
    const kept = last.kind === 'break' ? 0 : last.text.trimEnd().length;
    if (last.kind === 'text' && kept > 0) {
      if (isVerbatim(last) && kept < last.text.length) {
        const [left, right] = splitText(last, kept);
        joined[joined.length - 1] = left;
        start = right.start;
      }
      break;
    }
    joined.pop();
    start = last.start;
  }
  return start;
}
