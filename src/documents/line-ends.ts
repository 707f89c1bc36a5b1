import type { Change, Inserted } from './spacing.ts';

/**
 * `change` of `text` with the line ends that it would lose: where a phrase goes over the end of a line and what comes in
 * its place has none, its nearest space becomes one, so that lines stay about as long as they are.
 */
export function keepLineEnds(change: Change, text: string): Change {
  const lost = lostLineEnds(change, text);
  if (lost.length === 0 || change.inserted.some((each) => each.kind === 'gap' && each.text.includes('\n'))) {
    return change;
  }
  const inserted = [...change.inserted];
  const spaces: { index: number; place: number }[] = [];
  let length = 0;
  inserted.forEach((each, index) => {
    if (each.kind === 'gap' && index > 0 && index < inserted.length - 1) {
      spaces.push({ index, place: length });
    }
    length += lengthOf(each);
  });
  let next = 0;
  for (const [turn, fraction] of lost.entries()) {
    const last = spaces.length - (lost.length - turn);
    const distance = (index: number) => Math.abs((spaces[index]?.place ?? 0) - fraction * length);
    while (next < last && distance(next + 1) < distance(next)) {
      next += 1;
    }
    const space = spaces[next];
    if (space) {
      inserted[space.index] = { kind: 'gap', text: '\n' };
    }
    next += 1;
  }
  return { ...change, inserted };
}

/** `change` of a text of one line: what is to come in lines has no end of one to take, and comes with spaces. */
export function onOneLine(change: Change): Change {
  const inserted = change.inserted.map((each) =>
    each.kind === 'gap' && each.text.includes('\n') ? { ...each, text: ' ' } : each,
  );
  return { ...change, inserted };
}

/** Where in what a change replaces lines end, as a share of its length. */
function lostLineEnds({ start, end, inserted }: Change, text: string): number[] {
  const kept = inserted.filter((each) => each.kind === 'kept');
  return replacedLineEnds({ start, end }, kept, text).map((place) => (place - start) / (end - start));
}

/** The places in `text` where lines end within a stretch of it, but for those in what is kept of that, in order. */
export function replacedLineEnds({ start, end }: Stretch, kept: readonly Stretch[], text: string): number[] {
  const places: number[] = [];
  let range = 0;
  for (let place = text.indexOf('\n', start); place >= 0 && place < end; place = text.indexOf('\n', place + 1)) {
    while ((kept[range]?.end ?? Number.POSITIVE_INFINITY) <= place) {
      range += 1;
    }
    if (place < (kept[range]?.start ?? Number.POSITIVE_INFINITY)) {
      places.push(place);
    }
  }
  return places;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function lengthOf(each: Inserted): number {
  if (each.kind === 'kept') {
    return each.end - each.start;
  }
  return each.kind === 'gap' ? each.text.length : each.token.text.length;
}
