import { type Closing, closingOf } from './openers.ts';

/** A run of whole lines: one paragraph or item of prose, or lines that hold none. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly isProse: boolean;
}

const frontMatter = /^(---|\+\+\+)[ \t]*\r?\n(?=[\w"'-]+[ \t]*[:=]|[#[])[\s\S]*?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/;
const indented = /^(?: {4}|\t)/;
const underline = /^ {0,3}(?:=+|-{2,})$/;
/** Headings, which links point at; rules and underlines; quoted lines; commands; rows of tables. */
const noProse = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|(?:=+|-{2,})$)|^\s*\$ |\|/;
const listItem = /^\s*(?:[-+*•]|\d{1,3}[.)])[ \t]/;

/** Lines without prose are handed out once they are this long; a longer paragraph has empty blocks before it. */
const LONG_LENGTH = 16_384;

/**
 * The blocks of `text`, which they tile: code, front matter, tables, headings and quoted lines are no prose. No step
 * takes longer than a look at one line, or at `LONG_LENGTH` characters of many: an empty block stands for a rest.
 */
export function* blocksOf(text: string): Generator<Block, void> {
  let start = frontMatter.exec(text)?.[0].length ?? 0;
  if (start > 0) {
    yield { start: 0, end: start, isProse: false };
  }
  let isProse = false;
  let closes: Closing | undefined;
  let restedAt = start;
  for (let lineStart = start, lineEnd: number; lineStart < text.length; lineStart = lineEnd) {
    lineEnd = text.indexOf('\n', lineStart) + 1 || text.length;
    const line = text.slice(lineStart, lineEnd).trimEnd();
    let lineIsProse = false;
    if (closes) {
      closes = closes(line) ? undefined : closes;
    } else {
      closes = closingOf(line);
      const isCode: boolean = indented.test(line) && !isProse;
      lineIsProse = !closes && line !== '' && !isCode && !noProse.test(line);
      if (isProse && underline.test(line)) {
        isProse = false;
      }
    }
    const endsItem = isProse ? listItem.test(line) : lineStart - start > LONG_LENGTH;
    if (lineIsProse !== isProse || endsItem) {
      if (lineStart > start) {
        yield { start, end: lineStart, isProse };
      }
      start = lineStart;
      isProse = lineIsProse;
    } else if (lineEnd - restedAt > LONG_LENGTH) {
      yield { start, end: start, isProse: false };
      restedAt = lineEnd;
    }
  }
  if (start < text.length) {
    yield { start, end: text.length, isProse };
  }
}
