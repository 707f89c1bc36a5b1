import { isVerbatim, leadingBlank, splitText } from './pieces.ts';
import type { Piece } from './segment.ts';

/** `pieces` without the lines at their ends that hold placeholders alone. */
export function trimLines(pieces: readonly Piece[]): Piece[] {
  let start = 0;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece?.kind === 'break') {
      start = index + 1;
    } else if (!isPlaceholder(piece)) {
      break;
    }
  }
  let end = pieces.length;
  for (let index = pieces.length - 1; index > start; index -= 1) {
    const piece = pieces[index];
    if (piece?.kind === 'break') {
      end = index;
    } else if (!isPlaceholder(piece)) {
      break;
    }
  }
  return pieces.slice(start, end);
}

function isPlaceholder(piece: Piece | undefined): boolean {
  return piece?.kind === 'text' ? piece.text.trim() === '' : piece?.kind === 'mask' && piece.mask === 'placeholder';
}

/** `pieces` without white space at their ends. */
export function trimWhiteSpace(pieces: readonly Piece[]): Piece[] {
  const trimmed = [...pieces];
  for (let first = trimmed[0]; first !== undefined; first = trimmed[0]) {
    const blank = first.kind === 'break' ? first.end - first.start : first.kind === 'text' ? leadingBlank(first) : 0;
    if (blank === 0) {
      break;
    }
    trimmed.shift();
    if (first.kind === 'text' && first.start + blank < first.end) {
      trimmed.unshift(splitText(first, blank)[1]);
      break;
    }
  }
  for (let last = trimmed.at(-1); last !== undefined; last = trimmed.at(-1)) {
    const kept = last.kind === 'mask' ? undefined : last.kind === 'break' ? 0 : last.text.trimEnd().length;
    if (
      kept === undefined ||
      (last.kind === 'text' && (kept === last.text.length || (kept > 0 && !isVerbatim(last))))
    ) {
      break;
    }
    trimmed.pop();
    if (last.kind === 'text' && kept > 0) {
      trimmed.push(splitText(last, kept)[0]);
      break;
    }
  }
  return trimmed;
}
