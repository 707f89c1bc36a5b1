/** From `offset` on, a text now reads `text`. In UTF-16 code units. */
export interface Delta {
  readonly offset: number;
  readonly text: string;
}

/**
 * `current` with `delta` applied. Twice is the same as once. Throws a RangeError where `current` ends before the
 * delta's offset: something between was missed.
 */
export function applyDelta(current: string, delta: Delta): string {
  if (delta.offset > current.length) {
    throw new RangeError(`A delta at ${delta.offset} does not fit a text of ${current.length} code units.`);
  }
  return delta.offset === current.length ? current + delta.text : current.slice(0, delta.offset) + delta.text;
}
