import type { ResultChunk } from '../../client/index.ts';

/** A finished document. */
export type Result = ResultChunk['result'];

/** An edit in the combined text: what it takes out stands before what it puts in. */
export interface PlacedEdit {
  readonly from: number;
  /** Where what it takes out ends and what it puts in begins. */
  readonly middle: number;
  readonly to: number;
}

/** A part of the document that kept the source's text, or some of it. */
export interface PlacedNote {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** The original with every edit's replacement behind what it replaces: one text that shows any choice of the edits. */
export interface Combined {
  readonly text: string;
  /** In the order of the edits. */
  readonly edits: readonly PlacedEdit[];
  readonly notes: readonly PlacedNote[];
}

/** Puts `edits` into `original`. Line ends are all `\n`, as an editor counts them. */
export function combine(original: string, { edits, segments }: Pick<Result, 'edits' | 'segments'>): Combined {
  const pieces: string[] = [];
  let length = 0;
  const put = (text: string) => {
    const piece = text.replace(/\r\n?/g, '\n');
    pieces.push(piece);
    length += piece.length;
  };
  const placed: PlacedEdit[] = [];
  const notes: PlacedNote[] = [];
  let place = 0;
  let next = 0;
  const goTo = (end: number) => {
    for (let edit = edits[next]; edit !== undefined && edit.start < end; edit = edits[next]) {
      put(original.slice(place, edit.start));
      const from = length;
      put(original.slice(edit.start, edit.end));
      const middle = length;
      put(edit.replacement);
      placed.push({ from, middle, to: length });
      place = edit.end;
      next += 1;
    }
    if (place < end) {
      put(original.slice(place, end));
      place = end;
    }
  };
  for (const { start, end, reason } of segments) {
    if (reason !== null) {
      goTo(start);
      const from = length;
      goTo(end);
      notes.push({ from, to: length, reason });
    }
  }
  goTo(original.length + 1);
  return { text: pieces.join(''), edits: placed, notes };
}
