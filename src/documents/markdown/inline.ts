import type { PhrasingContent } from 'mdast';
import type { Piece } from '../segment.ts';
import { pairHtml } from './inline-html.ts';
import { marksOf } from './marks.ts';
import { rangeOf } from './nodes.ts';
import type { MarkdownTree, Range } from './tree.ts';

/**
 * The pieces of the inline content `children`, which stands in `text`: marks as masks, lines' ends as breaks, all
 * else as text, from the first child's start to the last one's end. Undefined where a position is missing.
 */
export function inlinePieces(
  text: string,
  children: readonly PhrasingContent[],
  tree: MarkdownTree,
): Piece[] | undefined {
  const start = rangeOf(children[0])?.start;
  const end = rangeOf(children.at(-1))?.end;
  const marks = marksOf(text, children);
  if (start === undefined || end === undefined || marks === undefined) {
    return undefined;
  }
  const pieces: Piece[] = [];
  let from = start;
  for (const mark of pairHtml(text, marks)) {
    fill(pieces, text, from, mark.start, tree);
    const last = text[mark.end - 1];
    const markEnd = last === '\n' || last === '\r' ? behindPrefixes(mark.end, tree) : mark.end;
    pieces.push({ kind: 'mask', start: mark.start, end: markEnd, mask: mark.mask });
    from = markEnd;
  }
  fill(pieces, text, from, end, tree);
  return pieces;
}

const reference = /&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/g;

// Text from `start` to `end`, with its lines' ends and character references.
function fill(pieces: Piece[], text: string, start: number, end: number, tree: MarkdownTree): void {
  let from = start;
  for (let index = firstFrom(tree.lineEnds, start); index < tree.lineEnds.length; index += 1) {
    const lineEnd = tree.lineEnds[index];
    if (lineEnd === undefined || lineEnd.start >= end) {
      break;
    }
    if (lineEnd.start < from) {
      continue;
    }
    const next = Math.min(behindPrefixes(lineEnd.end, tree), end);
    fillLine(pieces, text, from, lineEnd.start);
    pieces.push({ kind: 'break', start: lineEnd.start, end: next });
    from = next;
  }
  fillLine(pieces, text, from, end);
}

function fillLine(pieces: Piece[], text: string, start: number, end: number): void {
  let from = start;
  const slice = text.slice(start, end);
  for (const match of slice.matchAll(reference)) {
    const at = start + match.index;
    pieces.push({ kind: 'text', start: from, end: at, text: text.slice(from, at) });
    from = at + match[0].length;
    pieces.push({ kind: 'mask', start: at, end: from, mask: 'markup' });
  }
  pieces.push({ kind: 'text', start: from, end, text: text.slice(from, end) });
}

function behindPrefixes(offset: number, tree: MarkdownTree): number {
  let end = offset;
  for (let next = tree.prefixes.get(end); next !== undefined && next > end; next = tree.prefixes.get(end)) {
    end = next;
  }
  return end;
}

function firstFrom(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
