/** A stretch of a document, in UTF-16 code units: start inclusive, end exclusive. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** There is no prose in it: it comes out as it went in. */
  readonly isLocked: boolean;
  /** Its prose, in order. All else in it is locked. None where the segment is locked. */
  readonly blocks: readonly Block[];
  /** Words of prose. */
  readonly words: number;
}

/** A run of prose that a reader sees as one: a paragraph, the text of a list item, a table's cell, a heading. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly kind: BlockKind;
  /** What stands before its text in a prompt, so that a model sees what it is: `- `, `2. `, `> `, `## `; empty for most. */
  readonly label: string;
  /** The pieces tile the block. */
  readonly pieces: readonly Piece[];
}

/** What a block is to its reader. */
export type BlockKind = 'paragraph' | 'listItem' | 'quote' | 'cell' | 'heading';

/** A stretch of a block, and how it reads in a prompt. */
export type Piece =
  /** Words: read as `text`, which is the source's own but for character references. */
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly text: string }
  /** The end of a line that is only white space to a reader, with what the next line begins with (`\n> `): reads as LF. */
  | { readonly kind: 'break'; readonly start: number; readonly end: number }
  /** What no rewrite may change: reads as `⟦n⟧`, and is to come back exactly once. */
  | { readonly kind: 'mask'; readonly start: number; readonly end: number; readonly mask: MaskKind };

/** What a mask stands for. `open` and `close` are the ends of a pair, around text that may be rewritten. */
export type MaskKind = 'code' | 'url' | 'placeholder' | 'term' | 'open' | 'close' | 'markup';
