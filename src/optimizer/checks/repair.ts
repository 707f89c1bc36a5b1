import { withoutReferences } from './references.ts';
import { closingRemarkOf, openingRemarkOf } from './remarks.ts';

const MOST_ROUNDS = 4;
const LONGEST_REMARK = 300;

/**
 * An answer without what a model put around the rewrite, where that is certain and the source has nothing like it: its
 * own frame's lines, a fence around the whole, an introduction before a blank line, remarks behind one, a pair of
 * quotation marks, HTML's references in place of signs. An answer with nothing of the kind comes back as it is.
 */
export function repairAnswer(answer: string, sourceText: string): string {
  let text = answer;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = text;
    for (const strip of [withoutFrame, withoutRemarks, withoutFence, withoutQuotes, withoutReferences]) {
      const stripped = strip(text, sourceText);
      text = stripped.trim() === '' ? text : stripped;
    }
    if (text === before) {
      break;
    }
  }
  return text;
}

const frameStart = /^\s*<text(?:-[0-9a-z]{1,64})?>[ \t]*(?:\r?\n|$)/i;
const frameEnd = /\n[ \t]*<\/text(?:-[0-9a-z]{1,64})?>\s{0,20}$/i;

function withoutFrame(text: string, source: string): string {
  if (/<\/?text\b/i.test(source)) {
    return text;
  }
  return text.replace(frameStart, '').replace(frameEnd, '');
}

/** A fence around the whole, by its first and last lines. One that is never closed is one too. */
function withoutFence(text: string, source: string): string {
  const trimmed = text.trim();
  const [, fence = ''] = /^(`{3,20}|~{3,20})[^\n`]{0,60}(?:\n|$)/.exec(trimmed) ?? [];
  if (fence === '' || /^ {0,3}(?:`{3}|~{3})/m.test(source)) {
    return text;
  }
  const lines = trimmed.split('\n');
  const closing = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(fence));
  const isWhole = closing === lines.length - 1 && lines[closing]?.trim() === fence;
  if (closing >= 0 && !isWhole) {
    return text;
  }
  return lines.slice(1, closing < 0 ? undefined : closing).join('\n');
}

const blankLines = /\n(?:[ \t\r]*\n)+/;

/**
 * Blocks too many at the start and the end that are remarks. Where there are as many as in the source, one that looks like
 * a remark may be a rewrite.
 */
function withoutRemarks(text: string, source: string): string {
  const most = source.trim().split(blankLines).length;
  const parts = splitKeeping(text);
  let first = 0;
  let last = parts.length;
  if (last - first > most || isBeforeFence(parts[0]?.text ?? '')) {
    const introduction = parts[0]?.text.trim() ?? '';
    const remark = introduction.length <= LONGEST_REMARK ? openingRemarkOf(introduction) : undefined;
    if (remark !== undefined && openingRemarkOf(source) === undefined) {
      const rest = introduction.slice(remark.trimEnd().length).trim();
      if (isBeforeFence(introduction)) {
        return text.slice(text.indexOf('\n', text.indexOf(introduction)) + 1);
      }
      // "Sure! Here it is." in one line is an introduction whole; with more lines below, it is not certain.
      first = introduction.includes('\n') && rest !== '' ? 0 : 1;
    }
  }
  first += first > 0 && last - first > most && isRule(parts[first]?.text) ? 1 : 0;
  const isRemark = (at: number) => closingRemarkOf(parts[at]?.text ?? '') !== undefined;
  const end = first + most;
  if (last > end && closingRemarkOf(source) === undefined) {
    const begins = isRule(parts[end]?.text) ? end + 1 : end;
    last = begins === last || isRemark(begins) ? end : last;
  }
  if (first === 0 && last === parts.length) {
    return text;
  }
  return text.slice(parts[first]?.start ?? 0, parts[last - 1]?.end);
}

function isRule(text: string | undefined): boolean {
  return /^(?:-{3,}|\*{3,}|_{3,}|={3,})$/.test(text?.trim() ?? '');
}

/** An introduction with a fence in the next line. */
function isBeforeFence(text: string): boolean {
  return /^[^\n`]{1,300}\n(?:`{3}|~{3})/.test(text.trim());
}

function splitKeeping(text: string): { text: string; start: number; end: number }[] {
  const parts: { text: string; start: number; end: number }[] = [];
  let start = text.length - text.trimStart().length;
  const stop = text.trimEnd().length;
  for (const gap of text.slice(0, stop).matchAll(new RegExp(blankLines, 'g'))) {
    if (gap.index > start) {
      parts.push({ text: text.slice(start, gap.index), start, end: gap.index });
    }
    start = Math.max(start, gap.index + gap[0].length);
  }
  parts.push({ text: text.slice(start, stop), start, end: stop });
  return parts;
}

const quotes: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
];

/** One pair of quotation marks around the whole, where none other stands inside. */
function withoutQuotes(text: string, source: string): string {
  const trimmed = text.trim();
  const inside = trimmed.slice(1, -1);
  const pair = quotes.find(
    ([open, close]) => trimmed.length > 2 && trimmed.startsWith(open) && trimmed.endsWith(close),
  );
  const original = source.trim();
  if (!pair || pair.some((mark) => inside.includes(mark) || original.startsWith(mark) || original.endsWith(mark))) {
    return text;
  }
  return inside;
}
