import { EditorState, type Range, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  showTooltip,
  type Tooltip,
  tooltips,
  WidgetType,
} from '@codemirror/view';
import type { Combined, PlacedEdit } from './combined.ts';
import { type ChangesView, readOnly, type Shown, type ViewOptions } from './editor.ts';

const show = StateEffect.define<Shown>();

interface Marks extends Shown {
  readonly set: DecorationSet;
}

/** Shows `combined` with what each edit takes out struck and what it puts in marked, as far as it is decided. */
export function createSuggestions(options: ViewOptions): ChangesView {
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
      EditorView.decorations.from(field, ({ spot }) => spotOf(spot)),
      showTooltip.from(field, ({ chosen }) => tooltipOf(combined.edits[chosen], chosen, popover)),
    ],
  });
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: combined.text,
      extensions: [
        marks,
        readOnly('Text with its changes'),
        tooltips({ tooltipSpace: textSpace }),
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
    show(next) {
      const target = next.spot ?? combined.edits[next.chosen];
      const scroll = target ? [EditorView.scrollIntoView(target.from, { y: 'nearest', yMargin: 90 })] : [];
      view.dispatch({ effects: [show.of(next), ...scroll] });
    },
    destroy: () => view.destroy(),
  };
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

function spotOf(spot: Shown['spot']): DecorationSet {
  return spot && spot.from < spot.to
    ? Decoration.set(Decoration.mark({ class: 'spot' }).range(spot.from, spot.to))
    : Decoration.none;
}

/** Where a popover may stand: over the text, not over what is around it. */
function textSpace(view: EditorView) {
  const { top, bottom, left, right } = view.scrollDOM.getBoundingClientRect();
  return { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom), left: Math.max(0, left), right };
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
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: Note): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement('div');
    note.className = 'kept-note';
    note.textContent = this.text;
    return note;
  }
}

/** Sets the lines of parts that were kept apart, with the reason above them. */
function notesOf({ text, notes }: Combined): DecorationSet {
  const ranges = notes.flatMap(({ from, to, text: why }) => {
    const lines: number[] = [];
    const last = from + text.slice(from, to).trimEnd().length;
    for (let line = lineStart(text, from); line < last; ) {
      lines.push(line);
      const end = text.indexOf('\n', line);
      line = end < 0 ? last : end + 1;
    }
    const note = Decoration.widget({ widget: new Note(why), block: true, side: -1 });
    return [note.range(lines[0] ?? from), ...lines.map((line) => Decoration.line({ class: 'kept-line' }).range(line))];
  });
  return Decoration.set(ranges, true);
}

function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}
