import { joinPieces } from './join.ts';
import { maskPieces, readingOf } from './mask-pieces.ts';
import { findMasks, mergeMasks } from './masks.ts';
import { isBalanced } from './pieces.ts';
import type { Block, BlockKind, Piece } from './segment.ts';
import type { Terms } from './terms.ts';
import { trimLines, trimWhiteSpace } from './trim.ts';

/** What a block is made of, before what all formats have in common is masked and its ends are trimmed. */
export interface Draft {
  readonly kind: BlockKind;
  readonly label: string;
  /** They tile a stretch of the document. */
  readonly pieces: readonly Piece[];
  /** Lines that are no prose though they stand in it; matched against the text as it reads, with the flags `gm`. */
  readonly lockedLines?: RegExp;
}

/**
 * The block of `draft`: breaks take in the white space around them; placeholders, URLs and `terms` are masked; white
 * space at its ends and lines at its ends that hold placeholders alone are left out. Undefined where no letter is left.
 */
export function toBlock(draft: Draft, terms: Terms): Block | undefined {
  const pieces = joinPieces(draft.pieces);
  const reading = readingOf(pieces);
  const lines = draft.lockedLines === undefined ? [] : [...reading.matchAll(draft.lockedLines)];
  const locked = lines.map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
    mask: 'placeholder' as const,
  }));
  const masks = mergeMasks(findMasks(reading, terms), locked);
  return blockOf(draft.kind, draft.label, trimLines(joinPieces(maskPieces(pieces, masks))));
}

/** The block that `pieces` are, without white space at its ends; undefined where they hold no letter or half a pair. */
export function blockOf(kind: BlockKind, label: string, pieces: readonly Piece[]): Block | undefined {
  const trimmed = trimWhiteSpace(pieces);
  const first = trimmed[0];
  const last = trimmed.at(-1);
  const hasLetter = trimmed.some((piece) => piece.kind === 'text' && /\p{L}/u.test(piece.text));
  if (first === undefined || last === undefined || !hasLetter || !isBalanced(trimmed)) {
    return undefined;
  }
  return { start: first.start, end: last.end, kind, label, pieces: trimmed };
}
