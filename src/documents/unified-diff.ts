import { FILE_HEADERS_ONLY, formatPatch, OMIT_HEADERS, type StructuredPatchHunk } from 'diff';
import { type Change, sortEdits } from './edit.ts';

const contextLines = 3;

/** Lines that stand one behind the other and all changed are taken together, but not many more than this. */
const mostLines = 1_000;

/** Lines that are found in one step. */
const linesPerStep = 5_000;

/**
 * What `edits` change in `original`, as a unified diff that `patch` applies; empty where they change nothing. It is
 * built from the edits' own lines, so its cost does not grow with how different the texts are. Yields between lines and edits,
 * so that a caller can pause there. Throws as `applyEdits`.
 */
export function* unifiedDiffSteps(
  name: string,
  original: string,
  edits: readonly Change[],
): Generator<undefined, string> {
  const lines = yield* linesOf(original);
  const file = { oldFileName: `a/${name}`, newFileName: `b/${name}`, oldHeader: undefined, newHeader: undefined };
  const texts: string[] = [];
  let shift = 0;
  for (const changes of hunksOf(original, lines, edits)) {
    if (changes) {
      const hunk = yield* hunkOf(lines, changes, shift);
      shift += hunk.newLines - hunk.oldLines;
      texts.push(formatPatch({ ...file, hunks: [hunk] }, texts.length === 0 ? FILE_HEADERS_ONLY : OMIT_HEADERS));
    }
    yield;
  }
  return texts.join('');
}

/** Lines `start` to `end` of the original became `lines`. */
interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The changes that have their context in common, hunk by hunk. In between yields undefined, so that a caller can pause. */
function* hunksOf(
  original: string,
  lines: Lines,
  edits: readonly Change[],
): Generator<readonly LineChange[] | undefined, void> {
  let hunk: LineChange[] = [];
  for (const change of lineChanges(original, lines, edits)) {
    if (change) {
      if (change.start - (hunk.at(-1)?.end ?? change.start) > 2 * contextLines) {
        yield hunk;
        hunk = [];
      }
      hunk.push(change);
    }
    yield undefined;
  }
  if (hunk.length > 0) {
    yield hunk;
  }
}

/** A hunk; what it shows of each change is one of its `lines`, which are only joined. */
function* hunkOf(
  lines: Lines,
  changes: readonly LineChange[],
  shift: number,
): Generator<undefined, StructuredPatchHunk> {
  const start = Math.max(0, (changes[0]?.start ?? 0) - contextLines);
  const end = Math.min(lines.count, (changes.at(-1)?.end ?? 0) + contextLines);
  const texts: string[] = [];
  let place = start;
  let newLines = 0;
  for (const change of [...changes, { start: end, end, lines: [] }]) {
    newLines += change.start - place + change.lines.length;
    const marked: string[] = [];
    mark(marked, ' ', lines.slice(place, change.start));
    mark(marked, '-', lines.slice(change.start, change.end));
    mark(marked, '+', change.lines);
    if (marked.length > 0) {
      texts.push(marked.join('\n'));
    }
    place = change.end;
    yield;
  }
  return { oldStart: start + 1, oldLines: end - start, newStart: start + shift + 1, newLines, lines: texts };
}

function mark(marked: string[], sign: string, lines: readonly string[]): void {
  for (const line of lines) {
    if (line.endsWith('\n')) {
      marked.push(sign + line.slice(0, -1));
    } else {
      marked.push(sign + line, '\\ No newline at end of file');
    }
  }
}

/** Lines that edits change, with what they make of them so far. */
interface Group {
  readonly start: number;
  end: number;
  readonly parts: string[];
  /** Behind the last edit. */
  place: number;
}

/** Between the changes yields undefined, so that a caller can pause. */
function* lineChanges(
  original: string,
  lines: Lines,
  edits: readonly Change[],
): Generator<LineChange | undefined, void> {
  let line = 0;
  const lineAt = (offset: number) => {
    while (line + 1 <= lines.count && lines.startOf(line + 1) <= offset) {
      line += 1;
    }
    return Math.min(line, lines.count - 1);
  };
  const close = ({ start, end, parts, place }: Group) =>
    trimmed(
      lines.slice(start, end),
      { start, end },
      splitLines(parts.join('') + original.slice(place, lines.startOf(end))),
    );
  let group: Group | undefined;
  for (const edit of sortEdits(original, edits)) {
    const [start, end] = [Math.max(0, lineAt(edit.start)), lineAt(edit.end) + 1];
    if (group && (start < group.end || (start === group.end && end - group.start <= mostLines))) {
      group.end = end;
    } else {
      yield group && close(group);
      group = { start, end, parts: [], place: lines.startOf(start) };
    }
    group.parts.push(original.slice(group.place, edit.start), edit.replacement);
    group.place = edit.end;
    yield undefined;
  }
  yield group && close(group);
}

/** The change from the lines `old` to `lines`, without those at their ends that are the same. */
function trimmed(
  old: readonly string[],
  { start, end }: { start: number; end: number },
  lines: readonly string[],
): LineChange | undefined {
  const shorter = Math.min(old.length, lines.length);
  let head = 0;
  while (head < shorter && old[head] === lines[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === lines.at(-1 - tail)) {
    tail += 1;
  }
  const isSame = head + tail === old.length && head + tail === lines.length;
  return isSame ? undefined : { start: start + head, end: end - tail, lines: lines.slice(head, lines.length - tail) };
}

/** The lines of a text, which are only made when they are asked for: most of a long one are not in its diff. */
interface Lines {
  readonly count: number;
  /** Where a line begins; behind the last one, the text's length. */
  startOf(line: number): number;
  slice(start: number, end: number): string[];
}

function* linesOf(text: string): Generator<undefined, Lines> {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
    if (starts.length % linesPerStep === 0) {
      yield;
    }
  }
  if (starts.at(-1) !== text.length) {
    starts.push(text.length);
  }
  const startOf = (line: number) => starts[line] ?? text.length;
  return {
    count: starts.length - 1,
    startOf,
    slice(start, end) {
      const lines: string[] = [];
      for (let line = start; line < end; line += 1) {
        lines.push(text.slice(startOf(line), startOf(line + 1)));
      }
      return lines;
    },
  };
}

/** Lines with their line feed; the last one may have none. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
