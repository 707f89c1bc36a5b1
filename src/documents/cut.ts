import { blockOf } from './block.ts';
import { depthChange, isVerbatim, splitText } from './pieces.ts';
import type { Block, Piece } from './segment.ts';
import { countWords } from './words.ts';

/** Words of prose in `block`. */
export function wordsOf(block: Block): number {
  return block.pieces.reduce((words, piece) => words + (piece.kind === 'text' ? countWords(piece.text) : 0), 0);
}

/** A place between two words, with the words before it. */
interface Place {
  readonly at: number;
  readonly words: number;
  readonly isSentenceEnd: boolean;
}

/**
 * `block` as several of `words` to `longest` words, cut at the ends of sentences, between words where a sentence is
 * longer than that, and never between the two ends of a pair. White space at a cut is in neither part. The first part
 * keeps the label; a quote's label stands before each.
 */
export function cutBlock(block: Block, words: number, longest: number): readonly Block[] {
  if (wordsOf(block) <= longest) {
    return [block];
  }
  const blocks: Block[] = [];
  for (const pieces of splitAt(block.pieces, chooseCuts(placesOf(block), words, longest))) {
    const part = blockOf(block.kind, blocks.length === 0 || block.kind === 'quote' ? block.label : '', pieces);
    if (part !== undefined) {
      blocks.push(part);
    }
  }
  return blocks.length > 0 ? blocks : [block];
}

const between = /\s+|[。！？][\p{Pe}\p{Pf}]*/gu;
// Behind two letters or a digit: a full stop behind an initial ends no sentence.
const sentenceEnd = /(?:[\p{L}\p{N}\p{Pe}\p{Pf}"'*_`]{2}[.!?…]+["'*_\p{Pe}\p{Pf}]*|[。！？][\p{Pe}\p{Pf}]*)$/u;

function placesOf(block: Block): Place[] {
  const places: Place[] = [];
  let depth = 0;
  let words = 0;
  let before = '';
  for (const piece of block.pieces) {
    depth += depthChange(piece);
    if (piece.kind === 'break') {
      if (depth === 0) {
        places.push({ at: piece.end, words, isSentenceEnd: sentenceEnd.test(before) });
      }
      continue;
    }
    if (piece.kind === 'mask') {
      before = 'mask';
      continue;
    }
    let counted = 0;
    for (const gap of isVerbatim(piece) && depth === 0 ? piece.text.matchAll(between) : []) {
      const end = gap.index + gap[0].length;
      words += countWords(piece.text.slice(counted, end));
      counted = end;
      if (end < piece.text.length) {
        before = piece.text.slice(Math.max(0, end - gap[0].length - 12), end).trimEnd();
        const isSentenceEnd = sentenceEnd.test(before) && !/\p{Ll}/u.test(piece.text[end] ?? '');
        places.push({ at: piece.start + end, words, isSentenceEnd });
      }
    }
    words += countWords(piece.text.slice(counted));
    before = piece.text.slice(-12);
  }
  return [...places, { at: block.end, words, isSentenceEnd: false }];
}

function chooseCuts(places: readonly Place[], words: number, longest: number): number[] {
  const cuts: number[] = [];
  let base = 0;
  let lastEnd: Place | undefined;
  let last: Place | undefined;
  for (const place of places) {
    if (place.words - base > longest) {
      const cut = lastEnd ?? (last !== undefined && last.words > base ? last : place);
      cuts.push(cut.at);
      base = cut.words;
      lastEnd = undefined;
    }
    last = place;
    if (place.isSentenceEnd && place.words > base && place.at > (cuts.at(-1) ?? 0)) {
      if (place.words - base >= words) {
        cuts.push(place.at);
        base = place.words;
        lastEnd = undefined;
      } else {
        lastEnd = place;
      }
    }
  }
  return cuts;
}

function splitAt(pieces: readonly Piece[], cuts: readonly number[]): Piece[][] {
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let index = 0;
  for (const piece of pieces) {
    let rest = piece;
    for (let cut = cuts[index]; cut !== undefined && cut <= rest.end; cut = cuts[index]) {
      if (rest.kind === 'text' && cut < rest.end) {
        const [left, right] = splitText(rest, cut - rest.start);
        part.push(left);
        rest = right;
      } else {
        part.push(rest);
        rest = { ...rest, start: rest.end };
      }
      parts.push(part);
      part = [];
      index += 1;
    }
    if (rest.end > rest.start) {
      part.push(rest);
    }
  }
  return [...parts, part];
}
