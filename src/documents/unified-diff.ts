import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from 'diff';
import { type Edit, sortEdits } from './edit.ts';

const contextLines = 3;

/**
 * What `edits` change in `original`, as a unified diff that `patch` applies; empty where they change nothing. It is
 * built from the edits' own lines, so its cost does not grow with how different the texts are. Throws as `applyEdits`.
 */
export function unifiedDiff(name: string, original: string, edits: readonly Edit[]): string {
  const lines = linesOf(original);
  const changes = lineChanges(original, lines, edits);
  if (changes.length === 0) {
    return '';
  }
  const hunks: StructuredPatchHunk[] = [];
  let shift = 0;
  for (let first = 0; first < changes.length; ) {
    let next = first + 1;
    while ((changes[next]?.start ?? Number.POSITIVE_INFINITY) - (changes[next - 1]?.end ?? 0) <= 2 * contextLines) {
      next += 1;
    }
    const hunk = hunkOf(lines, changes.slice(first, next), shift);
    hunks.push(hunk);
    shift += hunk.newLines - hunk.oldLines;
    first = next;
  }
  const file = { oldFileName: `a/${name}`, newFileName: `b/${name}`, oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...file, hunks }, FILE_HEADERS_ONLY);
}

/** Lines `start` to `end` of the original became `lines`. */
interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function hunkOf(lines: Lines, changes: readonly LineChange[], shift: number): StructuredPatchHunk {
  const start = Math.max(0, (changes[0]?.start ?? 0) - contextLines);
  const end = Math.min(lines.count, (changes.at(-1)?.end ?? 0) + contextLines);
  const marked: string[] = [];
  let place = start;
  let newLines = 0;
  for (const change of [...changes, { start: end, end, lines: [] }]) {
    newLines += change.start - place + change.lines.length;
    mark(marked, ' ', lines.slice(place, change.start));
    mark(marked, '-', lines.slice(change.start, change.end));
    mark(marked, '+', change.lines);
    place = change.end;
  }
  return { oldStart: start + 1, oldLines: end - start, newStart: start + shift + 1, newLines, lines: marked };
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

function lineChanges(original: string, lines: Lines, edits: readonly Edit[]): LineChange[] {
  const groups: { start: number; end: number; edits: Edit[] }[] = [];
  let line = 0;
  const lineAt = (offset: number) => {
    while (line + 1 <= lines.count && lines.startOf(line + 1) <= offset) {
      line += 1;
    }
    return Math.min(line, lines.count - 1);
  };
  for (const edit of sortEdits(original, edits)) {
    const [start, end] = [Math.max(0, lineAt(edit.start)), lineAt(edit.end) + 1];
    const last = groups.at(-1);
    if (last && start <= last.end) {
      last.end = end;
      last.edits.push(edit);
    } else {
      groups.push({ start, end, edits: [edit] });
    }
  }
  return groups.flatMap((group) => {
    let place = lines.startOf(group.start);
    let text = '';
    for (const { start, end, replacement } of group.edits) {
      text += original.slice(place, start) + replacement;
      place = end;
    }
    const edited = splitLines(text + original.slice(place, lines.startOf(group.end)));
    return trimmed(lines.slice(group.start, group.end), group, edited);
  });
}

/** The change from the lines `old` to `lines`, without those at their ends that are the same. */
function trimmed(
  old: readonly string[],
  { start, end }: { start: number; end: number },
  lines: readonly string[],
): LineChange[] {
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
  return isSame ? [] : [{ start: start + head, end: end - tail, lines: lines.slice(head, lines.length - tail) }];
}

/** The lines of a text, which are only made when they are asked for: most of a long one are not in its diff. */
interface Lines {
  readonly count: number;
  /** Where a line begins; behind the last one, the text's length. */
  startOf(line: number): number;
  slice(start: number, end: number): string[];
}

function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
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
