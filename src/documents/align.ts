import { diffArrays } from 'diff';

/** Items `start` to `end` of the old list became items `newStart` to `newEnd` of the new one. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * How `before` became `after`: hunks in order, an unchanged item between two. Items for which `isAnchor` holds are
 * aligned first, and the others between them. What takes longer than `timeoutMs` is one hunk.
 */
export function align(
  before: readonly string[],
  after: readonly string[],
  isAnchor: (index: number, side: 'before' | 'after') => boolean,
  timeoutMs: number,
): Hunk[] {
  const oldAnchors = [...before.keys()].filter((index) => isAnchor(index, 'before'));
  const newAnchors = [...after.keys()].filter((index) => isAnchor(index, 'after'));
  const deadline = performance.now() + timeoutMs;
  const pick = (items: readonly string[], indexes: readonly number[]) => indexes.map((index) => items[index] ?? '');
  const moves = diffLists(pick(before, oldAnchors), pick(after, newAnchors), timeoutMs);

  const hunks: Hunk[] = [];
  let start = 0;
  let newStart = 0;
  for (const [anchor, newAnchor] of unchanged(moves, oldAnchors.length)) {
    const end = oldAnchors[anchor] ?? before.length;
    const newEnd = newAnchors[newAnchor] ?? after.length;
    alignStretch(hunks, before.slice(start, end), after.slice(newStart, newEnd), start, newStart, deadline);
    start = end + 1;
    newStart = newEnd + 1;
  }
  alignStretch(hunks, before.slice(start), after.slice(newStart), start, newStart, deadline);
  return hunks;
}

/** The pairs of places, one in each list, that no hunk touches. */
export function* unchanged(hunks: readonly Hunk[], length: number): Generator<[number, number]> {
  let place = 0;
  let newPlace = 0;
  for (const { start, end, newEnd } of [...hunks, { start: length, end: 0, newStart: 0, newEnd: 0 }]) {
    for (; place < start; place += 1, newPlace += 1) {
      yield [place, newPlace];
    }
    place = Math.max(place, end);
    newPlace = newEnd;
  }
}

function alignStretch(
  hunks: Hunk[],
  before: readonly string[],
  after: readonly string[],
  start: number,
  newStart: number,
  deadline: number,
): void {
  for (const hunk of diffLists(before, after, Math.max(1, deadline - performance.now()))) {
    hunks.push({
      start: hunk.start + start,
      end: hunk.end + start,
      newStart: hunk.newStart + newStart,
      newEnd: hunk.newEnd + newStart,
    });
  }
}

function diffLists(before: readonly string[], after: readonly string[], timeoutMs: number): Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail += 1;
  }
  const end = before.length - tail;
  const newEnd = after.length - tail;
  const all = { start: head, end, newStart: head, newEnd };
  if (head === end && head === newEnd) {
    return [];
  }
  if (head === end || head === newEnd) {
    return [all];
  }
  const changes = diffArrays(before.slice(head, end), after.slice(head, newEnd), { timeout: timeoutMs });
  if (!changes) {
    return [all];
  }
  const hunks: Hunk[] = [];
  let place = head;
  let newPlace = head;
  for (const { added, removed, count } of changes) {
    const oldCount = added ? 0 : count;
    const newCount = removed ? 0 : count;
    if (added || removed) {
      const last = hunks.at(-1);
      const touches = last?.end === place && last.newEnd === newPlace;
      const from = touches ? hunks.pop() : undefined;
      hunks.push({
        start: from?.start ?? place,
        end: place + oldCount,
        newStart: from?.newStart ?? newPlace,
        newEnd: newPlace + newCount,
      });
    }
    place += oldCount;
    newPlace += newCount;
  }
  return hunks;
}
