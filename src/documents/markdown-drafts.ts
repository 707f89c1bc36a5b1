import { type Draft, joinDrafts, readDrafts, readParts } from './drafts.ts';
import { markdownShapeOf } from './markdown-shape.ts';
import { escapedParts, plainParts } from './markup-escape.ts';
import type { Change } from './spacing.ts';
import type { BlockView } from './view.ts';

const signs = /[#$&*+<=>@[\\\]^_`{|}~⟦⟧]/;
const addresses = /www\.|:\/\//i;
const mostParsedUnits = 100_000;

/**
 * `changes` of a Markdown block such that it has the same markup with any of them as with none: what they insert is
 * escaped where it has to be. A change of words among words is taken as it is; only others are parsed.
 */
export function draftMarkdown(view: BlockView, changes: readonly Change[]): Draft[] | { problem: string } {
  const encode = view.block.kind === 'cell' ? (text: string) => (text === '|' ? '\\|' : text) : undefined;
  const plain = changes.map((change): Draft => ({ ...change, parts: plainParts(change, false, encode) }));
  const risky = [...plain.keys()].filter((index) => !isInert(view.text, plain[index]));
  if (risky.length === 0) {
    return plain;
  }
  const shapeOf = markdownShapeOf(view);
  const shape = shapeOf(view.text);
  const keepsShape = (drafts: readonly Draft[]) =>
    shape !== undefined && shapeOf(readDrafts(view.text, drafts)) === shape;

  const isRisky = new Set(risky);
  const escaped = changes.map((change, index): Draft | undefined =>
    isRisky.has(index) ? { ...change, parts: escapedParts(change, view.text) } : plain[index],
  );
  const drafts = [plain, escaped.filter((draft) => draft !== undefined)].find(keepsShape);
  if (!drafts) {
    return { problem: 'The rewrite adds or drops markup: emphasis, links and code must stay as they were given.' };
  }
  const alone = drafts.filter((_, index) => isRisky.has(index));
  const isCheap = alone.length * view.text.length <= mostParsedUnits;
  if (alone.length === 1 || (isCheap && alone.every((draft) => keepsShape([draft])))) {
    return drafts;
  }
  const [first = 0, last = 0] = [risky[0], risky.at(-1)];
  return [...drafts.slice(0, first), joinDrafts(drafts.slice(first, last + 1)), ...drafts.slice(last + 1)];
}

/** Whether a change is of words alone, beside words alone: no markup can come or go with it. */
function isInert(text: string, draft: Draft | undefined): boolean {
  if (!draft) {
    return true;
  }
  const { start, end, parts } = draft;
  const inserted = readParts(text, parts);
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 12);
  const beside = before.slice(-1) + text.slice(start, end) + after.slice(0, 1);
  const lines = (start === 0 || before.endsWith('\n') ? '\n' : '') + inserted + after.slice(0, 1);
  return (
    !signs.test(inserted + beside) && !addresses.test(before + inserted + after) && !/\n(?![\p{L}"“'‘(])/u.test(lines)
  );
}
