import { type Block, type Edit, isVerbatim, type Piece } from '../documents/index.ts';
import { NO_PROSE } from '../models/index.ts';
import { takeAll } from './take-all.ts';

/**
 * A block of `content` as `edits`, those that lie in it and in order, leave it, for who looks at its prose alone: unit by
 * unit as long as it is, with `NO_PROSE` for every unit of code, URLs, terms and the like, and white space for markup between words.
 */
export function readBlock(content: string, { start, end, pieces }: Block, edits: readonly Edit[]): string {
  const read = createReader(content, pieces);
  const covers = once(
    () => new Map(pieces.filter(isMask).map((mask) => [content.slice(mask.start, mask.end), coverOf(mask)])),
  );
  let reading = '';
  let place = start;
  for (const edit of edits) {
    reading += read(place, edit.start);
    reading += takeAll(edit.replacement, covers()).rest.replace(/\s/g, ' ');
    place = edit.end;
  }
  return reading + read(place, end);
}

type Mask = Piece & { readonly kind: 'mask' };

function isMask(piece: Piece): piece is Mask {
  return piece.kind === 'mask';
}

/** Reads stretches of a block, each behind the one before it. */
function createReader(content: string, pieces: readonly Piece[]): (start: number, end: number) => string {
  let index = 0;
  return (start, end) => {
    let text = '';
    for (let piece = pieces[index]; piece && piece.start < end; piece = pieces[index]) {
      const from = Math.max(start, piece.start);
      const to = Math.min(end, piece.end);
      text += isVerbatim(piece) ? content.slice(from, to) : coverOf(piece).slice(0, to - from);
      if (piece.end > end) {
        break;
      }
      index += 1;
    }
    return text;
  };
}

function coverOf(piece: Piece): string {
  const isSpace = piece.kind === 'break' || (isMask(piece) && (piece.mask === 'open' || piece.mask === 'close'));
  return (isSpace ? ' ' : NO_PROSE).repeat(piece.end - piece.start);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
