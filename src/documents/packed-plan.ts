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
  /** Labels, and texts that read otherwise than their source. */
  readonly strings: readonly string[];
  readonly outline: readonly Heading[];
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
  const strings: string[] = [];
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
  return { segmentsAt: Int32Array.from(segmentsAt), numbers: Int32Array.from(numbers), strings, outline };
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
export function unpackPlan({ segmentsAt, numbers, strings, outline }: PackedPlan, content: string): Plan {
  const number = (at: number) => numbers[at] ?? 0;
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
        label: strings[label ?? 0] ?? '',
        pieces,
      });
      at += 5 + 2 * pieces.length;
    }
    return blocks;
  }

  function piecesAt(from: number, count: number, blockStart: number, firstString: number): Piece[] {
    let start = blockStart;
    let string = firstString;
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
      string += code === READ ? 1 : 0;
      const text = code === READ ? (strings[string - 1] ?? '') : content.slice(place.start, place.end);
      return { kind: 'text', ...place, text };
    });
  }

  return { segments, outline };
}
