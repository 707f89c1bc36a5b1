import type { RuleEdit } from '../model.ts';

/** One change by a rule. */
export type Edit = RuleEdit;

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
export function composeEdits(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  return second.reduceRight(composeEdit, first);
}

/** Adds `later`, which starts and ends where `edits` have left things, and stands before all that was added so far. */
function composeEdit(edits: readonly Edit[], later: Edit): readonly Edit[] {
  const before: Edit[] = [];
  const met: Edit[] = [];
  const after: Edit[] = [];
  let shift = 0;
  let shiftBefore = 0;
  let prefix = '';
  let suffix = '';
  for (const edit of edits) {
    const start = edit.start + shift;
    const end = start + edit.replacement.length;
    if (start > later.end) {
      after.push(edit);
      continue;
    }
    shift = end - edit.end;
    if (end < later.start) {
      before.push(edit);
      shiftBefore = shift;
    } else {
      prefix = met.length === 0 ? edit.replacement.slice(0, Math.max(0, later.start - start)) : prefix;
      suffix = edit.replacement.slice(Math.max(0, later.end - start));
      met.push(edit);
    }
  }
  const merged = {
    start: Math.min(met[0]?.start ?? Number.POSITIVE_INFINITY, later.start - shiftBefore),
    end: Math.max(met.at(-1)?.end ?? 0, later.end - shift),
    replacement: prefix + later.replacement + suffix,
    rule: met[0]?.rule ?? later.rule,
    explanation: [...new Set([...met, later].map((edit) => edit.explanation))].join(' '),
  };
  return [...before, merged, ...after];
}

/**
 * Where what stands in the text behind `edits` stood in the text before them; undefined where one of them touches it.
 */
export function placeBefore<Found extends { readonly start: number; readonly end: number }>(
  edits: readonly Edit[],
  found: Found,
): Found | undefined {
  let shift = 0;
  for (const { start, end, replacement } of edits) {
    const newStart = start + shift;
    const newEnd = newStart + replacement.length;
    if (newStart > found.end) {
      break;
    }
    if (newEnd >= found.start) {
      return undefined;
    }
    shift = newEnd - end;
  }
  return { ...found, start: found.start - shift, end: found.end - shift };
}
