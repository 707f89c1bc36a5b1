/** A text that comes in small pieces and is read once it is whole. */
export interface GrowingText {
  push(piece: string): void;
  /** In UTF-16 code units. */
  readonly length: number;
  /** All of it. */
  read(): string;
}

/** Pieces that are joined at a time. */
const PIECES = 64;

/**
 * An empty text. A string that grows by `+=` keeps every piece of it, with a link to the next one, until somebody reads it:
 * ten times what the text takes.
 */
export function growingText(): GrowingText {
  let joined = '';
  let pieces: string[] = [];
  let length = 0;
  return {
    push(piece) {
      length += piece.length;
      pieces.push(piece);
      if (pieces.length === PIECES) {
        joined += pieces.join('');
        pieces = [];
      }
    },
    get length() {
      return length;
    },
    read: () => joined + pieces.join(''),
  };
}
