import { Change, diff, MergeView } from '@codemirror/merge';
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Combined, Place } from './combined.ts';
import { type ChangesView, readOnly, type Shown, type ViewOptions } from './editor.ts';

/** From so many changes on, the text is taken as a whole: each is compared in its surroundings otherwise. */
const MANY = 50;

const point = StateEffect.define<Place | undefined>();
const pointer = Decoration.mark({ class: 'edit chosen' });
const pointed = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    const effect = transaction.effects.find((one) => one.is(point));
    if (!effect) {
      return before.map(transaction.changes);
    }
    const { from, to } = effect.value ?? { from: 0, to: 0 };
    return from < to ? Decoration.set(pointer.range(from, to)) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows the original and, beside it, the text as it is decided: what differs are the edits that are not rejected. */
export function createBeside({ place, combined, shown, onChoose }: ViewOptions): ChangesView {
  let decisions = shown.decisions;
  let pairs = pairsOf(combined, decisions);
  const original = textOf(combined, () => 'rejected');
  const choose = EditorView.domEventHandlers({
    click(event, view) {
      const at = view.posAtCoords(event);
      const index = at === null ? -1 : pairs.findIndex(({ fromB, toB }) => fromB <= at && at <= toB);
      if (index >= 0) {
        onChoose(index);
      }
    },
  });
  const merge = new MergeView({
    parent: place,
    gutter: false,
    diffConfig: {
      // Of the whole, what differs are the edits, and not what a comparison would make of it. After a decision only its
      // surroundings are looked at, and there a comparison finds the same.
      override: (a, b) =>
        a.length === original.length
          ? pairs
              .filter(({ isTaken }) => isTaken)
              .map(({ fromA, toA, fromB, toB }) => new Change(fromA, toA, fromB, toB))
          : diff(a, b),
    },
    a: { doc: original, extensions: [readOnly('Original')] },
    b: {
      doc: textOf(combined, (index) => decisions[index]),
      extensions: [readOnly('Text as it is decided'), pointed, choose],
    },
  });
  return {
    show(next) {
      const changes = pairs.flatMap(({ fromB, toB, isTaken }, index) => {
        const isTakenNow = next.decisions[index] !== 'rejected';
        const edit = combined.edits[index];
        if (!edit || isTaken === isTakenNow) {
          return [];
        }
        const [from, to] = isTakenNow ? [edit.middle, edit.to] : [edit.from, edit.middle];
        return { from: fromB, to: toB, insert: combined.text.slice(from, to) };
      });
      decisions = next.decisions;
      pairs = pairsOf(combined, decisions);
      const all = { from: 0, to: merge.b.state.doc.length, insert: textOf(combined, (index) => decisions[index]) };
      merge.b.dispatch({ changes: changes.length > MANY ? all : changes });
      const pair = pairs[next.chosen];
      const chosen = pair && { from: pair.fromB, to: pair.toB };
      const scroll = chosen ? [EditorView.scrollIntoView(chosen.from, { y: 'nearest', yMargin: 90 })] : [];
      merge.b.dispatch({ effects: [point.of(chosen), ...scroll] });
    },
    destroy: () => merge.destroy(),
  };
}

/** An edit in the original (A) and in the text as it is decided (B). */
interface Pair {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
  readonly isTaken: boolean;
}

function pairsOf({ edits }: Combined, decisions: Shown['decisions']): Pair[] {
  let lackA = 0;
  let lackB = 0;
  return edits.map(({ from, middle, to }, index) => {
    const isTaken = decisions[index] !== 'rejected';
    const [fromA, fromB] = [from - lackA, from - lackB];
    lackA += to - middle;
    lackB += isTaken ? middle - from : to - middle;
    const length = isTaken ? to - middle : middle - from;
    return { fromA, toA: fromA + middle - from, fromB, toB: fromB + length, isTaken };
  });
}

function textOf({ text, edits }: Combined, decisionOn: (index: number) => Shown['decisions'][number] | undefined) {
  const pieces: string[] = [];
  let place = 0;
  edits.forEach(({ from, middle, to }, index) => {
    const isTaken = decisionOn(index) !== 'rejected';
    pieces.push(text.slice(place, from), isTaken ? text.slice(middle, to) : text.slice(from, middle));
    place = to;
  });
  return pieces.join('') + text.slice(place);
}
