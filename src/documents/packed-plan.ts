import type { Heading } from './group.ts';
import type { Plan } from './plan.ts';
import type { Block, BlockKind, MaskKind, Piece, Segment } from './segment.ts';

/**
 * A plan as a thread sends it: numbers in place of tens of thousands of objects, which would hold the event loop of whoever
 * gets them.
 */
export interface PackedPlan {
  /** The numbers of the segment at `index` begin at `segmentsAt[index]`: its own, then each block's, then each piece's. */
  readonly segmentsAt: Int32Array;
  readonly numbers: Int32Array;
  /** Titles, labels, and texts that read otherwise than their source, one behind the other. */
  readonly text: string;
  /** Where each of these ends. The titles come first. */
  readonly ends: Int32Array;
  /** The depth of each title, and where it begins. */
  readonly titles: Int32Array;
}

const blockKinds = ['paragraph', 'listItem', 'quote', 'cell', 'heading'] as const satisfies readonly BlockKind[];
const maskKinds = [
  'code',
  'url',
  'placeholder',
  'term',
  'open',
  'close',
  'markup',
] as const satisfies readonly MaskKind[];

/** What a piece is, as a number: these, and behind them the kinds of masks. A `read` piece has its text among the strings. */
const TEXT = 0;
const READ = 1;
const BREAK = 2;
const MASKS = 3;

/** Packs a plan of the document `content`. */
export function packPlan({ segments, outline }: Plan, content: string): PackedPlan {
  const segmentsAt: number[] = [];
  const numbers: number[] = [];
  const strings = outline.map(({ text }) => text);
  for (const { start, end, isLocked, words, blocks } of segments) {
    segmentsAt.push(numbers.length);
    numbers.push(start, end, isLocked ? 1 : 0, words, blocks.length);
    for (const block of blocks) {
      numbers.push(block.start, block.end, blockKinds.indexOf(block.kind), strings.length, block.pieces.length);
      strings.push(block.label);
      for (const piece of block.pieces) {
        const isRead = piece.kind === 'text' && piece.text !== content.slice(piece.start, piece.end);
        numbers.push(isRead ? READ : codeOf(piece), piece.end - piece.start);
        if (isRead) {
          strings.push(piece.text);
        }
      }
    }
  }
  let end = 0;
  const ends = strings.map((string) => {
    end += string.length;
    return end;
  });
  return {
    segmentsAt: Int32Array.from(segmentsAt),
    numbers: Int32Array.from(numbers),
    text: strings.join(''),
    ends: Int32Array.from(ends),
    titles: Int32Array.from(outline.flatMap(({ depth, start }) => [depth, start])),
  };
}

function codeOf(piece: Piece): number {
  switch (piece.kind) {
    case 'text':
      return TEXT;
    case 'break':
      return BREAK;
    case 'mask':
      return MASKS + maskKinds.indexOf(piece.mask);
  }
}

/** The plan of the document `content` that was packed. The blocks of a segment are made each time they are asked for. */
export function unpackPlan({ segmentsAt, numbers, text, ends, titles }: PackedPlan, content: string): Plan {
  const number = (at: number) => numbers[at] ?? 0;
  const string = (index: number) => text.slice(ends[index - 1] ?? 0, ends[index] ?? 0);
  const segments = Array.from(
    segmentsAt,
    (at): Segment => ({
      start: number(at),
      end: number(at + 1),
      isLocked: number(at + 2) === 1,
      words: number(at + 3),
      get blocks() {
        return blocksAt(at + 5, number(at + 4));
      },
    }),
  );

  function blocksAt(from: number, count: number): Block[] {
    const blocks: Block[] = [];
    let at = from;
    for (let index = 0; index < count; index += 1) {
      const [start, end, kind, label, pieceCount] = numbers.subarray(at, at + 5);
      const pieces = piecesAt(at + 5, pieceCount ?? 0, start ?? 0, (label ?? 0) + 1);
      blocks.push({
        start: start ?? 0,
        end: end ?? 0,
        kind: blockKinds[kind ?? 0] ?? 'paragraph',
        label: string(label ?? 0),
        pieces,
      });
      at += 5 + 2 * pieces.length;
    }
    return blocks;
  }

  function piecesAt(from: number, count: number, blockStart: number, firstString: number): Piece[] {
    let start = blockStart;
    let next = firstString;
    return Array.from({ length: count }, (_, index): Piece => {
      const code = number(from + 2 * index);
      const place = { start, end: start + number(from + 2 * index + 1) };
      start = place.end;
      if (code >= MASKS) {
        return { kind: 'mask', ...place, mask: maskKinds[code - MASKS] ?? 'markup' };
      }
      if (code === BREAK) {
        return { kind: 'break', ...place };
      }
      next += code === READ ? 1 : 0;
      const words = code === READ ? string(next - 1) : content.slice(place.start, place.end);
      return { kind: 'text', ...place, text: words };
    });
  }

  const outline = Array.from(
    { length: titles.length / 2 },
    (_, index): Heading => ({
      depth: titles[2 * index] ?? 1,
      text: string(index),
      start: titles[2 * index + 1] ?? 0,
    }),
  );
  return { segments, outline };
}
