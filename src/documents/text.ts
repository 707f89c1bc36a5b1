import { type Draft, toBlock } from './block.ts';
import type { Block, Piece } from './segment.ts';
import type { Terms } from './terms.ts';

/** A line of a text: its end without, and `next` with, what ends it. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly text: string;
}

const listLabel = /^\s*((?:[-*•‣◦▪]|\(?\d{1,3}[.)]|\(?[A-Za-z][)])\s)\s*(?=\S)/;
const quoted = /^\s*>/;

/** The blocks of prose in a plain text: paragraphs parted by blank lines, and the items of lists. */
export function textBlocks(content: string, terms: Terms): Block[] {
  const blocks: Block[] = [];
  let lines: Line[] = [];
  const close = () => {
    const block = lines.length > 0 && !isLayout(lines) ? toBlock(draftOf(lines), terms) : undefined;
    if (block !== undefined) {
      blocks.push(block);
    }
    lines = [];
  };
  for (const line of linesOf(content)) {
    if (quoted.test(line.text) || !/[\p{L}\p{N}]/u.test(line.text)) {
      close();
      continue;
    }
    if (listLabel.test(line.text)) {
      close();
    }
    lines.push(line);
  }
  close();
  return blocks;
}

function* linesOf(content: string): Generator<Line> {
  let start = 0;
  for (const match of content.matchAll(/\r\n|\n|\r/g)) {
    const next = match.index + match[0].length;
    yield { start, end: match.index, next, text: content.slice(start, match.index) };
    start = next;
  }
  yield { start, end: content.length, next: content.length, text: content.slice(start) };
}

function draftOf(lines: readonly Line[]): Draft {
  const label = listLabel.exec(lines[0]?.text ?? '');
  const pieces: Piece[] = [];
  lines.forEach((line, index) => {
    const skipped = index === 0 && label !== null ? label[0].length : 0;
    pieces.push({ kind: 'text', start: line.start + skipped, end: line.end, text: line.text.slice(skipped) });
    if (index < lines.length - 1) {
      pieces.push({ kind: 'break', start: line.end, end: line.next });
    }
  });
  return label === null
    ? { kind: 'paragraph', label: '', pieces }
    : { kind: 'listItem', label: `${label[1]?.trim() ?? '-'} `, pieces };
}

// Columns, or lines of code: what a line's end or a run of spaces means there is not for a rewrite to change.
function isLayout(lines: readonly Line[]): boolean {
  const columns = lines.filter(({ text }) => /[^\s.!?:] {3,}\S|\S\t+\S/.test(text)).length;
  const code = lines.filter(({ text }) => /[;{}]\s*$/.test(text)).length;
  return columns * 2 >= lines.length || (lines.length > 1 && code * 2 > lines.length);
}
