/** A run of whole lines: one paragraph or item of prose, or lines that hold none. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly isProse: boolean;
}

const frontMatter = /^(---|\+\+\+)[ \t]*\r?\n(?=[\w"'-]+[ \t]*[:=]|[#[])[\s\S]*?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/;
const fence = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+){0,6}(`{3,}(?!.*`)|~{3,})/;
const rawElement = /<(pre|script|style|textarea|svg|math)\b(?!.*<\/\1\b)/i;
const indented = /^(?: {4}|\t)/;
const underline = /^ {0,3}(?:=+|-{2,})$/;
/** Headings, which links point at; rules and underlines; quoted lines; commands; rows of tables. */
const noProse = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|(?:=+|-{2,})$)|^\s*\$ |\|/;
const mayOpen = /[`~<$]/;
const listItem = /^\s*(?:[-+*•]|\d{1,3}[.)])[ \t]/;

/** Lines without prose are handed out once they are this long, so that a step stays short. */
const LONG_LENGTH = 16_384;

/** The blocks of `text`, which they tile: code, front matter, tables, headings and quoted lines are no prose. */
export function* blocksOf(text: string): Generator<Block, void> {
  let start = frontMatter.exec(text)?.[0].length ?? 0;
  if (start > 0) {
    yield { start: 0, end: start, isProse: false };
  }
  let isProse = false;
  let closes: ((line: string) => boolean) | undefined;
  for (let lineStart = start, lineEnd: number; lineStart < text.length; lineStart = lineEnd) {
    lineEnd = text.indexOf('\n', lineStart) + 1 || text.length;
    const line = text.slice(lineStart, lineEnd).trimEnd();
    let lineIsProse = false;
    if (closes) {
      closes = closes(line) ? undefined : closes;
    } else {
      closes = mayOpen.test(line) ? closingOf(line) : undefined;
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
    }
  }
  if (start < text.length) {
    yield { start, end: text.length, isProse };
  }
}

/** How the code or comment that `line` opens, and does not close, ends. */
function closingOf(line: string): ((line: string) => boolean) | undefined {
  const marker = fence.exec(line)?.[1];
  if (marker !== undefined) {
    const closing = new RegExp(`^[ \\t>]*${marker.charAt(0)}{${marker.length},}$`);
    return (next) => closing.test(next);
  }
  if (line.lastIndexOf('<!--') > line.lastIndexOf('-->')) {
    return (next) => next.includes('-->');
  }
  const element = rawElement.exec(line)?.[1];
  if (element !== undefined) {
    const closing = `</${element.toLowerCase()}`;
    return (next) => next.toLowerCase().includes(closing);
  }
  return /^\s*\$\$(?!.*\$\$)/.test(line) ? (next) => next.trim().endsWith('$$') : undefined;
}
