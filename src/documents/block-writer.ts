import { isVerbatim } from './pieces.ts';
import type { Piece } from './segment.ts';
import type { BlockView } from './view.ts';

/** Turns a block's text, as it comes back sign by sign, into bytes of the document. */
export interface BlockWriter {
  /** Some text. */
  text(text: string): string;
  /** The end of a line. */
  line(): string;
  /** A mask, as it reads. */
  mask(sign: string): string;
}

/**
 * A writer for `view`. As long as what comes is the block's own text it gives the block's own bytes; from where it
 * differs, text goes through `encode`, a mask is its source, and a new line begins as the block's lines do.
 */
export function createBlockWriter(view: BlockView, encode: (text: string) => string): BlockWriter {
  const { pieces, start: blockStart } = view.block;
  const masks = new Map(view.masks.map(({ number, source }) => [`⟦${number}⟧`, source]));
  const bytesOf = ({ start, end }: Piece) => view.source.slice(start - blockStart, end - blockStart);
  const line = pieces.find(({ kind }) => kind === 'break');
  let isEcho = true;
  let index = 0;
  /** Code units of the current piece's text that came already. */
  let taken = 0;

  function next() {
    index += 1;
    taken = 0;
  }

  function echoText(unit: string): string | undefined {
    const piece = pieces[index];
    if (piece?.kind !== 'text' || piece.text[taken] !== unit) {
      return undefined;
    }
    const place = piece.start - blockStart + taken;
    const bytes = isVerbatim(piece) ? view.source.charAt(place) : taken === 0 ? bytesOf(piece) : '';
    taken += 1;
    if (taken === piece.text.length) {
      next();
    }
    return bytes;
  }

  function echoPiece(kind: 'break' | 'mask', source?: string): string | undefined {
    const piece = pieces[index];
    const bytes = piece?.kind === kind ? bytesOf(piece) : undefined;
    if (bytes === undefined || (kind === 'mask' && bytes !== source)) {
      return undefined;
    }
    next();
    return bytes;
  }

  function write(echo: string | undefined, otherwise: string): string {
    isEcho = echo !== undefined;
    return echo ?? otherwise;
  }

  /** A run of text that the current piece has next. */
  function echoRun(run: string): boolean {
    const piece = pieces[index];
    const isNext = isEcho && piece?.kind === 'text' && isVerbatim(piece) && piece.text.startsWith(run, taken);
    if (isNext) {
      taken += run.length;
      if (taken === piece.text.length) {
        next();
      }
    }
    return isNext;
  }

  return {
    text(text) {
      if (echoRun(text)) {
        return text;
      }
      let written = '';
      let place = 0;
      for (; isEcho && place < text.length; place += 1) {
        const unit = text.charAt(place);
        written += write(echoText(unit), encode(unit));
      }
      return written + encode(text.slice(place));
    },
    line: () => write(isEcho ? echoPiece('break') : undefined, line ? bytesOf(line) : ' '),
    mask: (sign) => {
      const source = masks.get(sign) ?? '';
      return write(isEcho ? echoPiece('mask', source) : undefined, source);
    },
  };
}
