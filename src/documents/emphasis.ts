import { isVerbatim, splitText } from './pieces.ts';
import type { Piece } from './segment.ts';

/** Text between two marks (`*`, `__`, `~~`), in offsets of the document. */
export interface Emphasis {
  readonly openStart: number;
  readonly openEnd: number;
  readonly closeStart: number;
  readonly closeEnd: number;
}

interface Opener {
  readonly sign: string;
  readonly start: number;
  end: number;
}

const run = /\\[\s\S]|\*+|_+|~+/g;

/** What in `pieces` lies between marks of emphasis, or would in Markdown, by where it ends. */
export function emphasisIn(pieces: readonly Piece[]): readonly Emphasis[] {
  const found: Emphasis[] = [];
  const openers: Opener[] = [];
  // How many are open of each: a mark that closes none is told without a look through all.
  const counts = new Map<string, number>();
  const close = (sign: string, start: number, end: number) => {
    let from = start;
    while (from < end && (counts.get(sign) ?? 0) > 0) {
      const opener = openers.pop();
      if (opener === undefined) {
        break;
      }
      const length = opener.sign === sign ? Math.min(opener.end - opener.start, end - from) : 0;
      if (length > 0) {
        const openStart = opener.end - length;
        found.push({ openStart, openEnd: opener.end, closeStart: from, closeEnd: from + length });
        from += length;
        opener.end = openStart;
      }
      if (length > 0 && opener.end > opener.start) {
        openers.push(opener);
      } else {
        counts.set(opener.sign, (counts.get(opener.sign) ?? 1) - 1);
      }
    }
    return from;
  };
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'text' || !isVerbatim(piece)) {
      return;
    }
    for (const match of piece.text.matchAll(run)) {
      const [signs] = match;
      const sign = signs.charAt(0);
      if (sign === '\\') {
        continue;
      }
      const behind = match.index + signs.length;
      const before = match.index > 0 ? piece.text.charAt(match.index - 1) : edgeOf(pieces[index - 1], true);
      const after = behind < piece.text.length ? piece.text.charAt(behind) : edgeOf(pieces[index + 1], false);
      const { opens, closes } = flanks(sign, before, after);
      const start = piece.start + match.index;
      const end = piece.start + behind;
      const from = closes ? close(sign, start, end) : start;
      if (opens && from < end) {
        openers.push({ sign, start: from, end });
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
      }
    }
  });
  return found;
}

function edgeOf(piece: Piece | undefined, isBefore: boolean): string {
  if (piece === undefined || piece.kind === 'break') {
    return ' ';
  }
  return piece.kind === 'mask' ? 'x' : piece.text.charAt(isBefore ? piece.text.length - 1 : 0);
}

// As in CommonMark: what stands beside a mark tells whether it opens or closes.
function flanks(sign: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const [spaceBefore, spaceAfter] = [/^\s/.test(before), /^\s/.test(after)];
  const [signBefore, signAfter] = [/^[\p{P}\p{S}]/u.test(before), /^[\p{P}\p{S}]/u.test(after)];
  const isLeft = !spaceAfter && (!signAfter || spaceBefore || signBefore);
  const isRight = !spaceBefore && (!signBefore || spaceAfter || signAfter);
  return sign === '_'
    ? { opens: isLeft && (!isRight || signBefore), closes: isRight && (!isLeft || signAfter) }
    : { opens: isLeft, closes: isRight };
}

/** `pieces` with each stretch from a start to its end in `marks`, which lie in verbatim texts, as a mask of its own. */
export function maskMarks(pieces: readonly Piece[], marks: ReadonlyMap<number, number>): readonly Piece[] {
  const starts = [...marks.keys()].sort((a, b) => a - b);
  let index = 0;
  return pieces.flatMap((piece) => {
    const parts: Piece[] = [];
    let rest = piece;
    for (let start = starts[index]; start !== undefined && start < piece.end; start = starts[index]) {
      const end = marks.get(start) ?? start;
      if (rest.kind === 'text') {
        const [left, right] = splitText(rest, start - rest.start);
        parts.push(left, { kind: 'mask', start, end, mask: 'markup' });
        rest = splitText(right, end - start)[1];
      }
      index += 1;
    }
    return [...parts, rest].filter((part) => part.end > part.start);
  });
}
