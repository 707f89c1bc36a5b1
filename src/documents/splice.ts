import { findChanges } from './changes.ts';
import { type Draft, editsOf } from './drafts.ts';
import type { Edit } from './edit.ts';
import type { DocumentFormat } from './format.ts';
import { keepsHtml } from './html-shape.ts';
import { knownChanges } from './known-changes.ts';
import { keepLineEnds, onOneLine } from './line-ends.ts';
import { loneMarkProblem } from './lone-marks.ts';
import { draftMarkdown } from './markdown-drafts.ts';
import { escapeHtml, plainParts } from './markup-escape.ts';
import { maskProblem } from './mask-order.ts';
import type { Change } from './spacing.ts';
import { draftText } from './text-drafts.ts';
import { type Tokens, tokenize } from './tokens.ts';
import type { BlockView } from './view.ts';

/** The edits that a rewrite is, or what is wrong with it, in words that a model can act on. */
export type Splice = { readonly edits: readonly Edit[] } | { readonly problem: string };

/** How to splice. */
export interface SpliceOptions {
  /** Comparing a text that is very different may take long: after this it is replaced in one edit. */
  readonly diffTimeoutMs?: number;
}

/** What is longer than this, in code units, and many times as long as its source, is no rewrite of it. */
const mostUnits = 4_000;
const mostGrowth = 8;
const listLine = /^[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]/gm;

/**
 * What a block's rewrite changes, as edits of the document that can be applied one by one. Unchanged words keep their
 * bytes, other white space between words is no change, every mask is there exactly once, and no markup comes or goes:
 * what was inserted is escaped where it would read as such. No line of plain text loses all its words.
 */
export function spliceBlock(
  view: BlockView,
  rewritten: string,
  format: DocumentFormat,
  { diffTimeoutMs = 40 }: SpliceOptions = {},
): Splice {
  if (rewritten === view.text) {
    return { edits: [] };
  }
  if (rewritten.length > mostUnits + mostGrowth * view.text.length) {
    return { problem: 'A paragraph came back many times as long as it was.' };
  }
  const before = tokenize(view.text, format);
  const text = format === 'MARKDOWN' ? withPlainEnd(view.text, rewritten.trim()) : rewritten.trim();
  const after = settleLines(view, before, tokenize(text, format));
  const problem =
    maskProblem(view, before.list, after.list) ??
    textProblem(view, rewritten, after, format) ??
    (format === 'MARKDOWN' ? (loneMarkProblem(before, after) ?? headingProblem(view, text)) : undefined);
  if (problem) {
    return { problem };
  }
  return spliceChanges(view, findChanges(before, after, diffTimeoutMs), format);
}

/**
 * `edits` of a block's text, in order, as edits of the document: each is one change, with its reason, and can be applied
 * without the others. Those that touch a mask are a problem.
 */
export function spliceEdits(view: BlockView, edits: readonly Edit[], format: DocumentFormat): Splice {
  const touchesMask = ({ start, end, replacement }: Edit) => /[⟦⟧]/.test(view.text.slice(start, end) + replacement);
  return edits.some(touchesMask)
    ? { problem: 'A rule would change what no rewrite may change.' }
    : spliceChanges(view, knownChanges(view.text, edits, format), format);
}

function spliceChanges(view: BlockView, found: readonly Change[], format: DocumentFormat): Splice {
  const changes = found.map((change) => keepLineEnds(view.text.includes('\n') ? change : onOneLine(change), view.text));
  if (format === 'HTML') {
    const drafts = changes.map((change): Draft => ({ ...change, parts: plainParts(change, false, escapeHtml) }));
    const edits = editsOf(view, drafts);
    return keepsHtml(view, changes, edits)
      ? { edits }
      : { problem: 'The rewrite would read as other markup than the text has.' };
  }
  const drafts = format === 'MARKDOWN' ? draftMarkdown(view, changes) : draftText(view, changes);
  return Array.isArray(drafts) ? { edits: editsOf(view, drafts) } : drafts;
}

const closingMarks = /(?:^|[ \t])#+$/;

/** Behind a space, `#` at a heading's end is no text of it. */
function headingProblem({ block, text }: BlockView, rewritten: string): string | undefined {
  return block.kind === 'heading' && closingMarks.test(rewritten) && !closingMarks.test(text)
    ? 'A heading came back with `#` at its end.'
    : undefined;
}

const openBackslash = /(?<!\\)(?:\\\\)*\\$/;

/** A backslash at the end of a block would make a hard break of the line end behind it. */
function withPlainEnd(source: string, rewritten: string): string {
  return openBackslash.test(rewritten) && !openBackslash.test(source) ? `${rewritten}\\` : rewritten;
}

function textProblem(view: BlockView, rewritten: string, after: Tokens, format: DocumentFormat): string | undefined {
  if (after.list.every(({ kind }) => kind === 'mask' || kind === 'mark')) {
    return 'A paragraph came back empty.';
  }
  const items = (rewritten.match(listLine)?.length ?? 0) - (view.text.match(listLine)?.length ?? 0);
  return format !== 'TEXT' && items > 1
    ? 'A list came back where there was none: it must stay running text.'
    : undefined;
}

/** A line's end that is itself a mask needs no white space beside it, whatever the answer has there. */
function settleLines(view: BlockView, before: Tokens, after: Tokens): Tokens {
  const ends = view.masks.filter(({ mask, source }) => mask === 'markup' && /[\r\n]|^<br\b/i.test(source));
  if (ends.length === 0) {
    return after;
  }
  const numbers = new Set(ends.map(({ number }) => `⟦${number}⟧`));
  const given = new Map(before.list.map(({ text }, index) => [text, index]));
  const gaps = [...after.gaps];
  after.list.forEach(({ text }, index) => {
    const place = numbers.has(text) ? given.get(text) : undefined;
    if (place === undefined) {
      return;
    }
    // At the block's own ends there is none, whatever stood there before.
    if (index > 0) {
      gaps[index] = before.gaps[place] ?? '';
    }
    if (index < after.list.length - 1) {
      gaps[index + 1] = before.gaps[place + 1] ?? '';
    }
  });
  return { list: after.list, gaps };
}
