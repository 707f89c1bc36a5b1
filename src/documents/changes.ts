import { align, type Hunk, unchanged } from './align.ts';
import { type Change, changeOf, type Inserted } from './spacing.ts';
import { isAnchor, type Token, type Tokens } from './tokens.ts';

const mostWordsBetween = 2;
const mostTokensBetween = 5;

/**
 * How the text `before` became `after`, in changes that a reviewer would want to decide on: those that few words part
 * are one, and so are those that move a mask or a mark, so that any of them can be applied without the others.
 */
export function findChanges(before: Tokens, after: Tokens, timeoutMs: number): Change[] {
  const sides = { before: before.list, after: after.list };
  const hunks = align(
    before.list.map(({ text }) => text),
    after.list.map(({ text }) => text),
    (index, side) => isAnchor(sides[side][index]),
    timeoutMs,
  );
  const settled = { list: after.list, gaps: settleGaps(hunks, before, after) };
  const all = withGapHunks(hunks, before, settled);
  const joins = joinMoves(all, before, settled);
  const groups: Hunk[][] = [];
  all.forEach((hunk, index) => {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && (joins[index - 1] || isNear(before, last.end, hunk.start))) {
      group.push(hunk);
    } else {
      groups.push([hunk]);
    }
  });
  return groups.map((group) => join(group.map((hunk) => changeOf(hunk, before, settled))));
}

/** A space that only moved to the other side of a mask or a mark is no change. */
function settleGaps(hunks: readonly Hunk[], before: Tokens, after: Tokens): string[] {
  const gaps = [...after.gaps];
  for (const [index, newIndex] of unchanged(hunks, before.list.length)) {
    const [left = '', right = ''] = [before.gaps[index], before.gaps[index + 1]];
    const [newLeft = '', newRight = ''] = [gaps[newIndex], gaps[newIndex + 1]];
    const isSwapped = !left === !newRight && !right === !newLeft && !left !== !right;
    if (isAnchor(before.list[index]) && isSwapped) {
      gaps[newIndex] = left;
      gaps[newIndex + 1] = right;
    }
  }
  return gaps;
}

/** Where only the space between two unchanged tokens came or went, that is a hunk too. */
function withGapHunks(hunks: readonly Hunk[], before: Tokens, after: Tokens): Hunk[] {
  const ends = new Set(hunks.map(({ end, newEnd }) => `${end} ${newEnd}`));
  const gapHunks: Hunk[] = [];
  for (const [index, newIndex] of unchanged(hunks, before.list.length)) {
    if (!before.gaps[index] !== !after.gaps[newIndex] && !ends.has(`${index} ${newIndex}`)) {
      gapHunks.push({ start: index, end: index, newStart: newIndex, newEnd: newIndex });
    }
  }
  return [...hunks, ...gapHunks].sort((a, b) => a.start - b.start || a.newStart - b.newStart);
}

/** `joins[i]`: hunks i and i + 1 are one change, for a mask or a mark goes from one to the other. */
function joinMoves(hunks: readonly Hunk[], before: Tokens, after: Tokens): boolean[] {
  const places = new Map<string, { hunk: number; change: number }[]>();
  const note = (tokens: readonly Token[], hunk: number, change: number) => {
    for (const token of tokens) {
      if (isAnchor(token)) {
        const list = places.get(token.text) ?? [];
        list.push({ hunk, change });
        places.set(token.text, list);
      }
    }
  };
  hunks.forEach(({ start, end, newStart, newEnd }, index) => {
    note(before.list.slice(start, end), index, -1);
    note(after.list.slice(newStart, newEnd), index, 1);
  });
  const depths = hunks.map(() => 0);
  const span = (from: number, to: number) => {
    depths[from] = (depths[from] ?? 0) + 1;
    depths[to] = (depths[to] ?? 0) - 1;
  };
  for (const list of places.values()) {
    const isMove = list.reduce((sum, { change }) => sum + change, 0) === 0;
    let balance = 0;
    list.forEach(({ hunk, change }, index) => {
      balance += change;
      if (balance !== 0 || !isMove) {
        span(hunk, list[index + 1]?.hunk ?? hunk);
      }
    });
  }
  let depth = 0;
  return depths.map((change) => {
    depth += change;
    return depth > 0;
  });
}

/** Whether so little stands between two changes that a reader takes them for one. */
function isNear({ list, gaps }: Tokens, start: number, end: number): boolean {
  let words = 0;
  if (end - start > mostTokensBetween) {
    return false;
  }
  for (let index = start; index < end; index += 1) {
    const token = list[index];
    const isSentenceEnd = token?.kind === 'sign' && /^[.!?…。！？]/.test(token.text) && gaps[index + 1] !== '';
    if (isAnchor(token) || isSentenceEnd || gaps[index]?.includes('\n')) {
      return false;
    }
    words += token?.kind === 'word' ? 1 : 0;
  }
  return words <= mostWordsBetween && !gaps[end]?.includes('\n');
}

function join(changes: readonly Change[]): Change {
  const start = changes[0]?.start ?? 0;
  let end = start;
  const inserted: Inserted[] = [];
  for (const change of changes) {
    if (change.start > end) {
      inserted.push({ kind: 'kept', start: end, end: change.start });
    }
    for (const each of change.inserted) {
      inserted.push(each);
    }
    end = change.end;
  }
  return { start, end, inserted };
}
