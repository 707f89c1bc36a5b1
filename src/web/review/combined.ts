import type { ResultChunk } from '../../client/index.ts';
import { keptWords } from '../job/words.ts';

/** A finished document. */
export type Result = ResultChunk['result'];

/** A place in the combined text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** An edit in the combined text: what it takes out stands before what it puts in. */
export interface PlacedEdit extends Place {
  /** Where what it takes out ends and what it puts in begins. */
  readonly middle: number;
}

/** A part of the document that kept the source's text, or some of it. */
export interface PlacedNote extends Place {
  /** Why. */
  readonly text: string;
}

/** The original with every edit's replacement behind what it replaces: one text that shows any choice of the edits. */
export interface Combined {
  readonly text: string;
  /** In the order of the edits. */
  readonly edits: readonly PlacedEdit[];
  readonly notes: readonly PlacedNote[];
  /** In the order of the suggestions. */
  readonly suggestions: readonly Place[];
}

type Parts = Pick<Result, 'edits' | 'segments' | 'suggestions'>;

/** Puts `edits` into `original`. Line ends are all `\n`, as an editor counts them. */
export function combine(original: string, { edits, segments, suggestions }: Parts): Combined {
  const pieces: string[] = [];
  let length = 0;
  const put = (text: string): Place => {
    const piece = text.replace(/\r\n?/g, '\n');
    pieces.push(piece);
    length += piece.length;
    return { from: length - piece.length, to: length };
  };

  const placed: PlacedEdit[] = [];
  const ofOriginal = new Steps();
  const ofOptimized = new Steps();
  let place = 0;
  const keepTo = (end: number) => {
    const text = original.slice(place, end);
    const at = put(text).from;
    ofOriginal.add(text, at);
    ofOptimized.add(text, at);
    place = end;
  };
  for (const edit of edits) {
    keepTo(edit.start);
    const out = put(edit.original);
    const into = put(edit.replacement);
    ofOriginal.add(edit.original, out.from);
    ofOptimized.add(edit.replacement, into.from);
    placed.push({ from: out.from, middle: into.from, to: into.to });
    place = edit.end;
  }
  keepTo(original.length);

  return {
    text: pieces.join(''),
    edits: placed,
    notes: segments.flatMap(({ start, end, state, reason }) =>
      reason === null ? [] : [{ ...ofOriginal.place(start, end), text: keptWords(state, reason) }],
    ),
    suggestions: suggestions.map(({ start, end }) => ofOptimized.place(start, end)),
  };
}

interface Step {
  /** In the text that is mapped. */
  readonly start: number;
  /** In the combined text. */
  readonly at: number;
  readonly text: string;
}

/** Where the pieces of a text stand in the combined one. */
class Steps {
  readonly #steps: Step[] = [];
  #length = 0;

  add(text: string, at: number): void {
    if (text !== '') {
      this.#steps.push({ start: this.#length, at, text });
      this.#length += text.length;
    }
  }

  place(start: number, end: number): Place {
    const from = this.#at(start);
    return { from, to: Math.max(from, this.#at(Math.max(start, end - 1)) + (end > start ? 1 : 0)) };
  }

  #at(offset: number): number {
    let low = 0;
    let high = this.#steps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#steps[middle]?.start ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const step = this.#steps[low];
    return step ? step.at + step.text.slice(0, offset - step.start).replace(/\r\n?/g, '\n').length : 0;
  }
}
