import { blockOf } from './block.ts';
import { type Emphasis, emphasisIn, maskMarks } from './emphasis.ts';
import { depthChange, isVerbatim, splitText } from './pieces.ts';
import type { Block, Piece } from './segment.ts';
import { countWords } from './words.ts';

/** Words of prose in `block`. */
export function wordsOf(block: Block): number {
  return block.pieces.reduce((words, piece) => words + (piece.kind === 'text' ? countWords(piece.text) : 0), 0);
}

/** A place between two words, with the words, code units of text and masks before it. */
interface Place {
  readonly at: number;
  readonly words: number;
  readonly units: number;
  readonly masks: number;
  readonly isSentenceEnd: boolean;
}

/** A part is cut before it gets longer than this, in code units of text, or holds more masks. */
const MOST_UNITS = 20_000;
const MOST_MASKS = 1_000;

/**
 * `block` as several of `words` to `longest` words, cut at the ends of sentences, between words where a sentence is
 * longer than that, and never between the two ends of a pair. Emphasis is cut where there is no other place; its marks
 * are no text then. White space at a cut is in neither part. The first part keeps the label; a quote's label stands
 * before each. What stays far too long for a block is left out.
 */
export function cutBlock(block: Block, words: number, longest: number): readonly Block[] {
  if (wordsOf(block) <= longest && unitsOf(block.pieces) <= MOST_UNITS && masksOf(block.pieces) <= MOST_MASKS) {
    return [block];
  }
  const emphasis = emphasisIn(block.pieces);
  const cuts = chooseCuts(placesOf(block), emphasis, words, longest);
  const marks = marksAround(cuts, emphasis);
  const blocks: Block[] = [];
  for (const pieces of splitAt(maskMarks(block.pieces, marks), cuts)) {
    const label = blocks.length === 0 || block.kind === 'quote' ? block.label : '';
    const part = blockOf(block.kind, label, withoutEnds(pieces, marks));
    if (part !== undefined && unitsOf(part.pieces) <= 2 * MOST_UNITS && masksOf(part.pieces) <= 2 * MOST_MASKS) {
      blocks.push(part);
    }
  }
  return blocks;
}

function unitsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((units, piece) => units + (piece.kind === 'text' ? piece.text.length : 0), 0);
}

function masksOf(pieces: readonly Piece[]): number {
  return pieces.reduce((masks, { kind }) => masks + (kind === 'mask' ? 1 : 0), 0);
}

// The marks of what is cut, from start to end: alone in its part, a mark would be text that a rewrite could drop.
function marksAround(cuts: readonly number[], emphasis: readonly Emphasis[]): ReadonlyMap<number, number> {
  const marks = new Map<number, number>();
  for (const { openStart, openEnd, closeStart, closeEnd } of emphasis) {
    if (countUpTo(cuts, closeStart) > countUpTo(cuts, openEnd - 1)) {
      marks.set(openStart, openEnd);
      marks.set(closeStart, closeEnd);
    }
  }
  return marks;
}

function withoutEnds(pieces: readonly Piece[], marks: ReadonlyMap<number, number>): readonly Piece[] {
  const isKept = (piece: Piece) =>
    piece.kind === 'mask' ? !marks.has(piece.start) : piece.kind === 'text' && piece.text.trim() !== '';
  return pieces.slice(Math.max(0, pieces.findIndex(isKept)), pieces.findLastIndex(isKept) + 1);
}

// How many of `numbers`, which are in order, are no more than `most`.
function countUpTo(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const between = /\s+|[。！？][\p{Pe}\p{Pf}]*|[，、；]/gu;
// Behind two letters or a digit: a full stop behind an initial ends no sentence.
const sentenceEnd = /(?:[\p{L}\p{N}\p{Pe}\p{Pf}"'*_`]{2}[.!?…]+["'*_\p{Pe}\p{Pf}]*|[。！？][\p{Pe}\p{Pf}]*)$/u;

function placesOf(block: Block): Place[] {
  const places: Place[] = [];
  let depth = 0;
  let words = 0;
  let units = 0;
  let masks = 0;
  let before = '';
  for (const piece of block.pieces) {
    depth += depthChange(piece);
    if (piece.kind === 'break') {
      if (depth === 0) {
        places.push({ at: piece.end, words, units, masks, isSentenceEnd: sentenceEnd.test(before) });
      }
      continue;
    }
    if (piece.kind === 'mask') {
      before = 'mask';
      masks += 1;
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
        places.push({ at: piece.start + end, words, units: units + end, masks, isSentenceEnd });
      }
    }
    words += countWords(piece.text.slice(counted));
    units += piece.text.length;
    before = piece.text.slice(-12);
  }
  return [...places, { at: block.end, words, units, masks, isSentenceEnd: false }];
}

function chooseCuts(
  places: readonly Place[],
  emphasis: readonly Emphasis[],
  words: number,
  longest: number,
): readonly number[] {
  const opens = emphasis.map(({ openEnd }) => openEnd).sort((a, b) => a - b);
  const closes = emphasis.map(({ closeStart }) => closeStart).sort((a, b) => a - b);
  const cuts: number[] = [];
  let base: Omit<Place, 'at' | 'isSentenceEnd'> = { words: 0, units: 0, masks: 0 };
  let best: { readonly index: number; readonly rank: number } | undefined;
  const cutAt = (index: number, place: Place) => {
    cuts.push(place.at);
    base = place;
    best = undefined;
    return index;
  };
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index];
    if (place === undefined) {
      break;
    }
    const isTooLong =
      place.words - base.words > longest ||
      place.masks - base.masks > MOST_MASKS ||
      place.units - base.units > MOST_UNITS;
    const chosen = best === undefined ? undefined : places[best.index];
    if (isTooLong && best !== undefined && chosen !== undefined) {
      // What is behind it is looked at again.
      index = cutAt(best.index, chosen);
      continue;
    }
    if (place.words === base.words && !isTooLong) {
      continue;
    }
    const isOutside = countUpTo(opens, place.at) === countUpTo(closes, place.at - 1);
    const rank = (place.isSentenceEnd ? 2 : 0) + (isOutside ? 1 : 0);
    if (isTooLong || (rank === 3 && place.words - base.words >= words)) {
      cutAt(index, place);
    } else if (best === undefined || rank > best.rank || (rank === best.rank && !isEnough(places[best.index]))) {
      best = { index, rank };
    }
  }
  return cuts;

  function isEnough(place: Place | undefined): boolean {
    return place !== undefined && place.words - base.words >= words;
  }
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
