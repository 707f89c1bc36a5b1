/** What an edit does: what stands from `start` to `end` of the original becomes `replacement`. In UTF-16 code units. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Why something changed, where a rule asked for it. */
export interface Reason {
  /** The rule's id. */
  readonly rule?: string;
  /** In words for the writer. */
  readonly explanation?: string;
}

/** One change against the original. */
export interface Edit extends Change, Reason {}

/**
 * `original` with `edits` applied, in whatever order they come. Insertions at one place keep theirs. Throws a
 * RangeError where two overlap or one lies outside the original.
 *
 * ```ts
 * applyEdits('in order to win', [{ start: 0, end: 11, replacement: 'to' }]); // 'to win'
 * ```
 */
export function applyEdits(original: string, edits: readonly Change[]): string {
  const parts: string[] = [];
  let place = 0;
  for (const { start, end, replacement } of sortEdits(original, edits)) {
    parts.push(original.slice(place, start), replacement);
    place = end;
  }
  parts.push(original.slice(place));
  return parts.join('');
}

/** `part`, which begins at `start` of the original, with `edits` of the original that lie in it. Throws as `applyEdits` does. */
export function applyEditsWithin(part: string, start: number, edits: readonly Change[]): string {
  return applyEdits(
    part,
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
}

/** A copy of `edits` in the order of their places. Throws as `applyEdits` does. */
export function sortEdits<One extends Change>(original: string, edits: readonly One[]): One[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let place = 0;
  for (const { start, end } of sorted) {
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= original.length)) {
      throw new RangeError(`An edit from ${start} to ${end} does not fit a text of ${original.length} code units.`);
    }
    if (start < place) {
      throw new RangeError(`An edit from ${start} to ${end} overlaps with one that ends at ${place}.`);
    }
    place = end;
  }
  return sorted;
}
