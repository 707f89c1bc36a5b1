/** One change: the text from `start` to `end` (UTF-16, in the text it was found in) becomes `replacement`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The id of the rule that asked for it. */
  readonly rule: string;
  /** Why, in one sentence for the writer. */
  readonly explanation: string;
}

/** `text` with `edits` made: in order of their place, none touching the next. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits) {
    result += text.slice(end, edit.start) + edit.replacement;
    end = edit.end;
  }
  return result + text.slice(end);
}

/**
 * The edits that do at once what `first` and then `second` do, with the offsets of the text that `first` was found in.
 * Edits that meet become one, under the rule of the earliest of them, with every explanation.
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  const composed: Edit[] = [];
  let index = 0;
  let shift = 0;
  for (const later of second) {
    for (; index < first.length; index += 1) {
      const edit = first[index];
      if (!edit || edit.start + shift + edit.replacement.length >= later.start) {
        break;
      }
      composed.push(edit);
      shift += growth(edit);
    }
    const met: Edit[] = [];
    const shiftBefore = shift;
    for (; index < first.length; index += 1) {
      const edit = first[index];
      if (!edit || edit.start + shift > later.end) {
        break;
      }
      met.push(edit);
      shift += growth(edit);
    }
    composed.push(merge(met, later, shiftBefore, shift));
  }
  return [...composed, ...first.slice(index)];
}

/** `later` over the edits it meets; offsets of `later` less the shifts are offsets of the text before `met`. */
function merge(met: readonly Edit[], later: Edit, shiftBefore: number, shiftAfter: number): Edit {
  const head = met[0];
  const tail = met.at(-1);
  if (!head || !tail) {
    return { ...later, start: later.start - shiftBefore, end: later.end - shiftBefore };
  }
  const before = Math.max(0, later.start - (head.start + shiftBefore));
  const tailEnd = tail.end + shiftAfter;
  const after = Math.max(0, tailEnd - later.end);
  return {
    start: Math.min(head.start, later.start - shiftBefore),
    end: Math.max(tail.end, later.end - shiftAfter),
    replacement:
      head.replacement.slice(0, before) + later.replacement + tail.replacement.slice(tail.replacement.length - after),
    rule: head.rule,
    explanation: [...new Set([...met, later].map((edit) => edit.explanation))].join(' '),
  };
}

function growth(edit: Edit): number {
  return edit.replacement.length - (edit.end - edit.start);
}
