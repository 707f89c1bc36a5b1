import { type Block, type Edit, isVerbatim, type Piece } from '../documents/index.ts';
import { differenceOf, kindOfMask, type PreservationKind } from './checks/index.ts';
import { takeAll } from './take-all.ts';

/** A block's prose before and after its edits, as it reads, and what masks stand for in it that came or went. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly {
    readonly kind: PreservationKind;
    readonly lost: readonly string[];
    readonly added: readonly string[];
  }[];
}

type MaskPiece = Piece & { readonly kind: 'mask' };

/**
 * Compares a block of `content` with what `edits`, those that lie in it and in order, make of it. In the prose a protected
 * term is written out, and no other mask; a line's end is a space.
 */
export function compareBlock(content: string, { start, end, pieces }: Block, edits: readonly Edit[]): Comparison {
  const read = createReader(content, pieces);
  const decode = createDecoder(content, pieces);
  const before: string[] = [];
  const after: string[] = [];
  const differences: Comparison['differences'][number][] = [];
  let place = start;
  for (const change of changesOf(content, pieces, edits)) {
    const same = read(place, change.start).text;
    const old = read(change.start, change.end);
    const taken = takeAll(
      change.replacement,
      new Map(old.masks.map((mask) => [sourceOf(content, mask), standIn(mask)])),
    );
    before.push(same, old.text);
    after.push(same, oneLine(decode(taken.rest)));
    differences.push(...differencesOf(content, old.masks, taken.found));
    place = change.end;
  }
  const rest = read(place, end).text;
  return { before: before.join('') + rest, after: after.join('') + rest, differences };
}

function differencesOf(content: string, masks: readonly MaskPiece[], found: readonly string[]) {
  const kinds = new Map(masks.map((mask) => [sourceOf(content, mask), kindOfMask[mask.mask]]));
  const { lost, added } = differenceOf(
    masks.map((mask) => sourceOf(content, mask)),
    found,
  );
  return [...new Set(kinds.values())].flatMap((kind) => {
    const own = {
      kind,
      lost: lost.filter((text) => kinds.get(text) === kind),
      // A bracket may be one of the text's own.
      added: added.filter((text) => kinds.get(text) === kind && text.length > 1),
    };
    return own.lost.length + own.added.length > 0 ? [own] : [];
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** `edits` such that none begins or ends inside a mask: the white space at a mask's ends may belong to no edit. */
function changesOf(content: string, pieces: readonly Piece[], edits: readonly Edit[]): Stretch[] {
  const changes: { start: number; end: number; parts: string[]; place: number }[] = [];
  let index = 0;
  const around = (offset: number) => {
    while ((pieces[index]?.end ?? Number.POSITIVE_INFINITY) <= offset) {
      index += 1;
    }
    const piece = pieces[index];
    return piece && piece.start < offset && !isVerbatim(piece) ? piece : undefined;
  };
  for (const edit of edits) {
    const start = around(edit.start)?.start ?? edit.start;
    const end = around(edit.end)?.end ?? edit.end;
    const last = changes.at(-1);
    if (last && start < last.end) {
      last.parts.push(content.slice(last.place, edit.start), edit.replacement);
      last.end = end;
      last.place = edit.end;
    } else {
      changes.push({ start, end, parts: [content.slice(start, edit.start), edit.replacement], place: edit.end });
    }
  }
  return changes.map(({ start, end, parts, place }) => ({
    start,
    end,
    replacement: parts.join('') + content.slice(place, end),
  }));
}

/** Reads stretches of a block, each behind the one before it: their prose, and the masks in them but for terms. */
function createReader(content: string, pieces: readonly Piece[]) {
  let index = 0;
  return (start: number, end: number) => {
    const masks: MaskPiece[] = [];
    let text = '';
    for (let piece = pieces[index]; piece && piece.start < end; piece = pieces[index]) {
      if (piece.kind === 'text') {
        const isPart = isVerbatim(piece) && (piece.start < start || piece.end > end);
        text += isPart ? content.slice(Math.max(start, piece.start), Math.min(end, piece.end)) : piece.text;
      } else if (piece.kind === 'break') {
        text += ' ';
      } else if (piece.mask === 'term') {
        text += oneLine(content.slice(piece.start, piece.end));
      } else {
        text += standIn(piece);
        masks.push(piece);
      }
      if (piece.end > end) {
        break;
      }
      index += 1;
    }
    return { text, masks };
  };
}

/** What makes characters of character references: of those that the block reads so, and those that escaping writes. */
function createDecoder(content: string, pieces: readonly Piece[]): (text: string) => string {
  let known: Map<string, string> | undefined;
  return (text) => {
    if (!text.includes('&')) {
      return text;
    }
    known ??= new Map([
      ...Object.entries({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': '\u00A0' }),
      ...pieces.flatMap((piece): [string, string][] =>
        piece.kind === 'text' && !isVerbatim(piece) ? [[content.slice(piece.start, piece.end), piece.text]] : [],
      ),
    ]);
    return text.replace(/&#?\w{1,31};?/g, (reference) => known?.get(reference) ?? reference);
  };
}

function sourceOf(content: string, { start, end }: MaskPiece): string {
  return content.slice(start, end);
}

function standIn({ mask }: MaskPiece): string {
  return mask === 'open' || mask === 'close' ? '' : ' ';
}

function oneLine(text: string): string {
  return text.replace(/[\r\n][>\s]*/g, ' ');
}
