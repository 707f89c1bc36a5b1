import type { Block, MaskKind } from './segment.ts';

/** What stands in a view for bytes that no rewrite may change: `⟦number⟧`. */
export interface Mask {
  /** Counted from 1 through the whole view. */
  readonly number: number;
  readonly mask: MaskKind;
  readonly start: number;
  readonly end: number;
  /** The bytes that it stands for. */
  readonly source: string;
}

/** A block as it reads in a prompt. */
export interface BlockView {
  readonly block: Block;
  /** Its text as it reads, without its label. */
  readonly text: string;
  /** Its own bytes. */
  readonly source: string;
  /** Its masks, in order. */
  readonly masks: readonly Mask[];
}

/** What a model is shown of a segment. */
export interface View {
  /** The blocks' labels and texts, a blank line between two blocks. */
  readonly text: string;
  readonly blocks: readonly BlockView[];
  /** The masks of all blocks: the one with number n is at n - 1. */
  readonly masks: readonly Mask[];
}

/** Finds masks in a text. The first group is the number. */
export const maskPattern = /⟦(\d{1,9})⟧/g;

/** `blocks` of the document `content` as they read: see `Piece` for what becomes of their bytes. */
export function createView(content: string, blocks: readonly Block[]): View {
  const masks: Mask[] = [];
  const views = blocks.map((block): BlockView => {
    const first = masks.length;
    let text = '';
    for (const piece of block.pieces) {
      if (piece.kind === 'text') {
        text += piece.text;
      } else if (piece.kind === 'break') {
        text += '\n';
      } else {
        const { mask, start, end } = piece;
        masks.push({ number: masks.length + 1, mask, start, end, source: content.slice(start, end) });
        text += `⟦${masks.length}⟧`;
      }
    }
    return { block, text, source: content.slice(block.start, block.end), masks: masks.slice(first) };
  });
  return { text: views.map(({ block, text }) => block.label + text).join('\n\n'), blocks: views, masks };
}

/**
 * The words of a block alone, on one line: of `text`, or of the block's own where none is given. Masks of the kinds in
 * `shown` read as their own source, all others are left out.
 */
export function plainText(view: BlockView, shown: readonly MaskKind[] = [], text: string = view.text): string {
  const masks = new Map(view.masks.map((mask) => [mask.number, mask]));
  const words = text.replace(maskPattern, (_, number: string) => {
    const mask = masks.get(Number(number));
    if (mask && shown.includes(mask.mask)) {
      return mask.source;
    }
    return mask?.mask === 'open' || mask?.mask === 'close' ? '' : ' ';
  });
  return words.replaceAll('\n', ' ');
}
