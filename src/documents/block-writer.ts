import { isVerbatim } from './pieces.ts';
import type { Piece } from './segment.ts';
import type { BlockView } from './view.ts';

/**
 * Turns the text of the block behind `view`, as it comes back sign by sign, into bytes of the document. As long as what comes is the block's
 * own text it gives the block's own bytes; from where it differs, text goes through `encode`, a mask is its source, and a new line begins as
 * the block's lines do.
 */
export class BlockWriter {
  readonly #view: BlockView;
  readonly #encode: (text: string) => string;
  /** What masks stand for. Made with the first of them: many blocks have none. */
  #sources: ReadonlyMap<string, string> | undefined;
  /** What a new line begins with. */
  #newLine: string | undefined;
  #isEcho = true;
  #index = 0;
  /** Code units of the current piece's text that came already. */
  #taken = 0;

  constructor(view: BlockView, encode: (text: string) => string) {
    this.#view = view;
    this.#encode = encode;
  }

  /** Some text. */
  text(text: string): string {
    if (this.#echoRun(text)) {
      return text;
    }
    let written = '';
    let place = 0;
    for (; this.#isEcho && place < text.length; place += 1) {
      const unit = text.charAt(place);
      written += this.#write(this.#echoText(unit), this.#encode(unit));
    }
    return written + this.#encode(text.slice(place));
  }

  /** The end of a line. */
  line(): string {
    this.#newLine ??= this.#findNewLine();
    return this.#write(this.#isEcho ? this.#echoPiece('break') : undefined, this.#newLine);
  }

  /** A mask, as it reads. */
  mask(sign: string): string {
    this.#sources ??= new Map(this.#view.masks.map(({ number, source }) => [`⟦${number}⟧`, source]));
    const source = this.#sources.get(sign) ?? '';
    return this.#write(this.#isEcho ? this.#echoPiece('mask', source) : undefined, source);
  }

  #findNewLine(): string {
    const line = this.#view.block.pieces.find(({ kind }) => kind === 'break');
    return line ? this.#bytesOf(line) : ' ';
  }

  get #piece(): Piece | undefined {
    return this.#view.block.pieces[this.#index];
  }

  #bytesOf({ start, end }: Piece): string {
    const { source, block } = this.#view;
    return source.slice(start - block.start, end - block.start);
  }

  #next(): void {
    this.#index += 1;
    this.#taken = 0;
  }

  #write(echo: string | undefined, otherwise: string): string {
    this.#isEcho = echo !== undefined;
    return echo ?? otherwise;
  }

  /** A run of text that the current piece has next. */
  #echoRun(run: string): boolean {
    const piece = this.#piece;
    const isNext =
      this.#isEcho && piece?.kind === 'text' && isVerbatim(piece) && piece.text.startsWith(run, this.#taken);
    if (isNext) {
      this.#taken += run.length;
      if (this.#taken === piece.text.length) {
        this.#next();
      }
    }
    return isNext;
  }

  #echoText(unit: string): string | undefined {
    const piece = this.#piece;
    const taken = this.#taken;
    if (piece?.kind !== 'text' || piece.text[taken] !== unit) {
      return undefined;
    }
    const place = piece.start - this.#view.block.start + taken;
    const bytes = isVerbatim(piece) ? this.#view.source.charAt(place) : taken === 0 ? this.#bytesOf(piece) : '';
    this.#taken += 1;
    if (this.#taken === piece.text.length) {
      this.#next();
    }
    return bytes;
  }

  #echoPiece(kind: 'break' | 'mask', source?: string): string | undefined {
    const piece = this.#piece;
    const bytes = piece?.kind === kind ? this.#bytesOf(piece) : undefined;
    if (bytes === undefined || (kind === 'mask' && bytes !== source)) {
      return undefined;
    }
    this.#next();
    return bytes;
  }
}
