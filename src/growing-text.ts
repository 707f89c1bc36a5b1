/** Pieces that are joined at a time. */
const PIECES = 32;

/**
 * A text that comes in small pieces and is read once it is whole. A string that grows by `+=` keeps every piece of it, with a
 * link to the next one, until somebody reads it: ten times what the text takes.
 */
export class GrowingText {
  #joined = '';
  #pieces: string[] = [];
  #length = 0;

  /** In UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  push(piece: string): void {
    this.#length += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length === PIECES) {
      this.#joined += this.#pieces.join('');
      this.#pieces = [];
    }
  }

  /** All of it. */
  read(): string {
    return this.#joined + this.#pieces.join('');
  }
}
