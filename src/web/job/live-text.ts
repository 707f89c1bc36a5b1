import type { FoldedDocument, FoldedSegment } from '../../client/index.ts';
import { keptWords } from './words.ts';

/** A part of the document: what it was, and what it becomes. */
interface Row {
  readonly element: HTMLElement;
  readonly was: Text;
  readonly becomes: Text;
  readonly note: HTMLElement;
  drawn: FoldedSegment | undefined;
}

/**
 * Draws a document while it is written, its parts beside what they were. Only what changed since the last time is
 * touched, and text that grew is appended, so that long documents cost a frame no more than short ones.
 */
export class LiveText {
  readonly #place: HTMLElement;
  readonly #rows = new Map<number, Row>();
  #gaps: HTMLElement[] = [];
  #begun = -1;
  #original: string | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  /** Brings the picture up to date. `original` is undefined as long as it is not known. */
  draw({ segments, segmentCount }: FoldedDocument, original: string | undefined): void {
    let begun = 0;
    segments.forEach((segment, number) => {
      if (segment) {
        begun += 1;
        this.#drawRow(number, segment, original);
      }
    });
    if (begun !== this.#begun || original !== this.#original) {
      this.#begun = begun;
      this.#original = original;
      this.#arrange(segments, segmentCount, original);
    }
  }

  #drawRow(number: number, segment: FoldedSegment, original: string | undefined): void {
    const row = this.#rows.get(number) ?? createRow(segment.end - segment.start);
    this.#rows.set(number, row);
    if (original !== this.#original || !row.drawn) {
      row.was.data = original?.slice(segment.start, segment.end) ?? '';
    }
    if (row.drawn === segment) {
      return;
    }
    const before = row.becomes.data;
    if (segment.text.startsWith(before)) {
      row.becomes.appendData(segment.text.slice(before.length));
    } else {
      row.becomes.data = segment.text;
    }
    if (segment.state !== row.drawn?.state || segment.reason !== row.drawn.reason) {
      row.element.dataset.state = segment.state;
      row.note.textContent = segment.reason === null ? '' : keptWords(segment.state, segment.reason);
      row.note.hidden = segment.reason === null;
    }
    row.drawn = segment;
  }

  /** Puts the rows in order, and between them the parts that have not begun. */
  #arrange(segments: FoldedDocument['segments'], segmentCount: number, original: string | undefined): void {
    for (const gap of this.#gaps) {
      gap.remove();
    }
    this.#gaps = [];
    let place: ChildNode | null = this.#place.firstChild;
    let end = 0;
    const put = (element: HTMLElement) => {
      if (place === element) {
        place = element.nextSibling;
      } else {
        this.#place.insertBefore(element, place);
      }
    };
    const putGap = (from: number, to: number) => {
      if (original !== undefined && to > from) {
        const gap = createGap(original.slice(from, to));
        this.#gaps.push(gap);
        put(gap);
      }
    };
    for (const [number, row] of [...this.#rows].sort(([a], [b]) => a - b)) {
      const segment = segments[number];
      if (segment) {
        putGap(end, segment.start);
        end = segment.end;
      }
      put(row.element);
    }
    if (segmentCount === 0 || segments.length < segmentCount) {
      putGap(end, original?.length ?? 0);
    }
  }
}

/** About how long a line is, in code units, and how high, in pixels. */
const LINE_LENGTH = 68;
const LINE_HEIGHT = 28;

/** Says how high a part will be about, so that it need not be laid out as long as it is out of sight. */
function reserve(element: HTMLElement, length: number): void {
  element.style.containIntrinsicBlockSize = `auto ${Math.ceil(length / LINE_LENGTH) * LINE_HEIGHT}px`;
}

function createRow(length: number): Row {
  const was = document.createTextNode('');
  const becomes = document.createTextNode('');
  const note = box('p', 'part-note');
  note.hidden = true;
  const text = box('div', 'part-becomes', becomes);
  const element = box('section', 'part', box('div', 'part-was', was), box('div', 'part-new', text, note));
  reserve(element, length);
  return { element, was, becomes, note, drawn: undefined };
}

function createGap(text: string): HTMLElement {
  const waiting = box('div', 'part-waiting', box('span', ''), box('span', ''), box('span', ''));
  waiting.ariaHidden = 'true';
  const element = box('section', 'part', box('div', 'part-was', text), box('div', 'part-new', waiting));
  reserve(element, text.length);
  element.dataset.state = 'WAITING';
  return element;
}

function box(tag: 'div' | 'section' | 'p' | 'span', name: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}
