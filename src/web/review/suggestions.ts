import { EditorState, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, showTooltip, type Tooltip, WidgetType } from '@codemirror/view';
import type { Combined, PlacedEdit } from './combined.ts';
import type { Decision } from './decisions.ts';

/** What the view is to show. */
export interface Shown {
  readonly decisions: readonly Decision[];
  /** The edit that is chosen; -1 for none. */
  readonly chosen: number;
}

/** What the view tells. */
export interface SuggestionsOptions {
  readonly place: HTMLElement;
  readonly combined: Combined;
  readonly shown: Shown;
  /** Someone points at an edit. */
  readonly onChoose: (index: number) => void;
  /** What stands at the chosen edit, to decide on it. */
  readonly popover: (index: number) => HTMLElement;
}

/** A view of a text with its edits in it. */
export interface SuggestionsView {
  show(shown: Shown, reveal: boolean): void;
  destroy(): void;
}

const show = StateEffect.define<Shown>();

interface Marks extends Shown {
  readonly set: DecorationSet;
}

/** Shows `combined` with what each edit takes out struck and what it puts in marked, as far as it is decided. */
export function createSuggestions(options: SuggestionsOptions): SuggestionsView {
  const { place, combined, shown, onChoose, popover } = options;
  const all = (next: Shown): Marks => ({
    ...next,
    set: Decoration.set(
      combined.edits.flatMap((edit, index) => marksOf(edit, index, next)),
      true,
    ),
  });
  const marks = StateField.define<Marks>({
    create: () => all(shown),
    update(before, transaction) {
      const effect = transaction.effects.find((one) => one.is(show));
      return effect ? change(before, effect.value, combined, all) : before;
    },
    provide: (field) => [
      EditorView.decorations.from(field, ({ set }) => set),
      showTooltip.from(field, ({ chosen }) => tooltipOf(combined.edits[chosen], chosen, popover)),
    ],
  });
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: combined.text,
      extensions: [
        marks,
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.lineWrapping,
        EditorView.cspNonce.of(nonceOfPage()),
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': 'Text with its changes',
          'aria-readonly': 'true',
        }),
        EditorView.decorations.of(notesOf(combined)),
        EditorView.domEventHandlers({
          click(event) {
            const mark = event.target instanceof Element ? event.target.closest('[data-edit]') : null;
            if (mark instanceof HTMLElement) {
              onChoose(Number(mark.dataset.edit));
            }
          },
        }),
      ],
    }),
  });
  return {
    show(next, reveal) {
      const edit = combined.edits[next.chosen];
      const scroll = reveal && edit ? [EditorView.scrollIntoView(edit.from, { y: 'center', yMargin: 80 })] : [];
      view.dispatch({ effects: [show.of(next), ...scroll] });
    },
    destroy: () => view.destroy(),
  };
}

/** The nonce that the server lets style sheets of scripts in by. */
export function nonceOfPage(): string {
  const meta = document.querySelector('meta[property="csp-nonce"]');
  return meta instanceof HTMLElement ? meta.nonce : '';
}

/** Draws anew only the edits that changed, or all where that is most of them. */
function change(before: Marks, next: Shown, { edits }: Combined, all: (next: Shown) => Marks): Marks {
  const changed = edits.flatMap((_, index) => {
    const isOther = before.decisions[index] !== next.decisions[index];
    const isChosen = before.chosen !== next.chosen && (index === before.chosen || index === next.chosen);
    return isOther || isChosen ? [index] : [];
  });
  if (changed.length > 50) {
    return all(next);
  }
  const add: Range<Decoration>[] = [];
  let { set } = before;
  for (const index of changed) {
    const edit = edits[index];
    if (edit) {
      set = set.update({
        filterFrom: edit.from,
        filterTo: edit.to,
        filter: (_from, _to, { spec }) => spec.edit !== index,
      });
      add.push(...marksOf(edit, index, next));
    }
  }
  return { ...next, set: set.update({ add, sort: true }) };
}

const classes = {
  open: { out: 'edit out', in: 'edit in' },
  accepted: { out: undefined, in: 'edit accepted' },
  rejected: { out: 'edit rejected', in: undefined },
} as const;

function marksOf({ from, middle, to }: PlacedEdit, index: number, { decisions, chosen }: Shown): Range<Decoration>[] {
  const { out, in: put } = classes[decisions[index] ?? 'open'];
  return [...mark(from, middle, 'del', out, index, chosen), ...mark(middle, to, 'ins', put, index, chosen)];
}

function mark(
  from: number,
  to: number,
  tagName: 'del' | 'ins',
  name: string | undefined,
  index: number,
  chosen: number,
): Range<Decoration>[] {
  if (from === to) {
    return [];
  }
  if (name === undefined) {
    return [Decoration.replace({ edit: index }).range(from, to)];
  }
  const isOpen = name === 'edit out' || name === 'edit in';
  return [
    Decoration.mark({
      edit: index,
      tagName: isOpen ? tagName : 'span',
      class: index === chosen ? `${name} chosen` : name,
      attributes: { 'data-edit': String(index) },
    }).range(from, to),
  ];
}

function tooltipOf(
  edit: PlacedEdit | undefined,
  index: number,
  popover: (index: number) => HTMLElement,
): Tooltip | null {
  return edit
    ? { pos: edit.from, end: edit.to, above: true, arrow: false, create: () => ({ dom: popover(index) }) }
    : null;
}

class Note extends WidgetType {
  readonly reason: string;

  constructor(reason: string) {
    super();
    this.reason = reason;
  }

  override eq(other: Note): boolean {
    return other.reason === this.reason;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement('div');
    note.className = 'kept-note';
    note.textContent = this.reason;
    return note;
  }
}

function notesOf({ text, notes }: Combined): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to, reason } of notes) {
    ranges.push(Decoration.widget({ widget: new Note(reason), block: true, side: -1 }).range(lineStart(text, from)));
    for (let line = lineStart(text, from); line < Math.max(to, line + 1) && line <= text.length; ) {
      ranges.push(Decoration.line({ class: 'kept-line' }).range(line));
      const end = text.indexOf('\n', line);
      if (end < 0) {
        break;
      }
      line = end + 1;
      if (line >= to) {
        break;
      }
    }
  }
  return Decoration.set(ranges, true);
}

function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}
