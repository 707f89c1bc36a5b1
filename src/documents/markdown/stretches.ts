import { frontMatterEnd } from './front-matter.ts';
import { OpenBlocks } from './open-blocks.ts';
import type { Range } from './tree.ts';

/** From these lengths on, in code units, a stretch ends at the next heading, at a paragraph, at an item or a plain line. */
const HEADING_LENGTH = 10_000;
const PARAGRAPH_LENGTH = 20_000;
const LINE_LENGTH = 40_000;
/** What a line costs the parser beside its length, in code units. */
const LINE_COST = 30;

const heading = /^#{1,6}[ \t]+\S/;
const paragraph = /^\p{L}/u;
const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)]) +[\p{L}[*_`]/u;
const bullet = /^[-*+] +[\p{L}[*_`]/u;
// A line within a paragraph, at the margin or in a quote, without a mark that could belong to one before or behind.
const plainLine = /^(?:> ?)?\p{L}[^`[\]<>$|{}]*$/u;

/**
 * `content` in stretches that can be parsed one by one as in the whole, because parsing takes more than twice as long
 * for twice the text. They end where no block of Markdown can be open: before a heading, a paragraph or a list's item
 * at the margin, outside of fences and HTML. A paragraph of tens of thousands of code units is cut between two plain
 * lines. A doubtful place is none, so a stretch may be as long as the content.
 */
export function markdownStretches(content: string): readonly Range[] {
  const stretches: Range[] = [];
  let start = 0;
  const state = new OpenBlocks();
  let isAfterBlank = false;
  let last = '';
  let lines = 0;
  let offset = frontMatterEnd(content);
  while (offset < content.length) {
    const next = lineEndFrom(content, offset);
    const line = content.slice(offset, next);
    const length = offset - start;
    if (state.isClosed() && length >= HEADING_LENGTH) {
      const isCut =
        (isAfterBlank && heading.test(line)) ||
        (length >= PARAGRAPH_LENGTH && isAfterBlank && !/^\s/.test(last) && paragraph.test(line)) ||
        (length + lines * LINE_COST >= LINE_LENGTH && !state.isInHtml && canPart(last, line, isAfterBlank));
      if (isCut) {
        stretches.push({ start, end: offset });
        start = offset;
        lines = 0;
      }
    }
    lines += 1;
    isAfterBlank = line.trim() === '';
    last = isAfterBlank ? last : line;
    state.read(line, isAfterBlank);
    offset = next;
  }
  stretches.push({ start, end: content.length });
  return stretches;
}

function canPart(last: string, line: string, isAfterBlank: boolean): boolean {
  return (
    bullet.test(line) ||
    (item.test(line) && item.test(last)) ||
    (!isAfterBlank && plainLine.test(line) && plainLine.test(last) && line.startsWith('>') === last.startsWith('>'))
  );
}

function lineEndFrom(content: string, offset: number): number {
  for (let index = offset; index < content.length; index += 1) {
    const unit = content.charCodeAt(index);
    if (unit === 10) {
      return index + 1;
    }
    if (unit === 13) {
      return content.charCodeAt(index + 1) === 10 ? index + 2 : index + 1;
    }
  }
  return content.length;
}
