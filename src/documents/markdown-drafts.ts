import { type Draft, joinDrafts, readDrafts, readParts } from './drafts.ts';
import { droppedEmphasis } from './dropped-emphasis.ts';
import { lostOf, markdownReadings } from './markdown-shape.ts';
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
  // In a heading with its line below, a pipe may make a table of it.
  const isPiped = view.block.kind === 'cell' || view.block.kind === 'heading';
  const plain = changes.map((change): Draft => {
    const encode = (text: string, index: number) =>
      isOpening(text, behind(change, index, view.text)) || (isPiped && text === '|') ? `\\${text}` : text;
    return { ...change, parts: plainParts(change, false, encode) };
  });
  const risky = [...plain.keys()].filter((index) => !isInert(view.text, plain[index]));
  if (risky.length === 0) {
    return plain;
  }
  const readings = markdownReadings(view);
  const dropped = droppedEmphasis(view.text, plain);
  const keepsShape = (drafts: readonly Draft[], indexes: readonly number[]) => {
    const read = readDrafts(view.text, drafts);
    const types = sorted(indexes.flatMap((index) => dropped[index] ?? []));
    return readings.every(({ shape, shapeOf }) => {
      const lost = lostOf(shape, shapeOf(read));
      return lost !== undefined && sorted(lost.map(typeOf)) === types;
    });
  };

  const isRisky = new Set(risky);
  const escaped = changes.map((change, index): Draft | undefined =>
    isRisky.has(index) ? { ...change, parts: escapedParts(change, view.text) } : plain[index],
  );
  const drafts = [plain, escaped.filter((draft) => draft !== undefined)].find((drafts) =>
    keepsShape(drafts, [...drafts.keys()]),
  );
  if (!drafts) {
    return { problem: 'The rewrite adds or drops markup: emphasis, links and code must stay as they were given.' };
  }
  const isCheap = risky.length * view.text.length <= mostParsedUnits;
  const keepsAlone = (index: number) => keepsShape(drafts.slice(index, index + 1), [index]);
  if (risky.length === 1 || (isCheap && risky.every(keepsAlone))) {
    return drafts;
  }
  const [first = 0, last = 0] = [risky[0], risky.at(-1)];
  return [...drafts.slice(0, first), joinDrafts(drafts.slice(first, last + 1)), ...drafts.slice(last + 1)];
}

/**
 * Whether a sign may make markup with what stands elsewhere in the document, before `next`: a bracket with a definition, a
 * backtick, a dollar (of no price) or a tag with its end beside the block, a backslash with a mask.
 */
function isOpening(sign: string, next: string): boolean {
  switch (sign) {
    case '[':
    case ']':
    case '`':
      return true;
    case '$':
      return !/\d/.test(next);
    case '<':
      return /[a-z/!?]/i.test(next);
    case '\\':
      return /^(?:[^\p{L}\p{N} ]|)$/u.test(next);
    default:
      return false;
  }
}

/** The first character behind what `change` inserts at `index` into `text`; empty at its end. */
function behind({ end, inserted }: Change, index: number, text: string): string {
  const next = inserted[index + 1];
  if (next === undefined || next.kind === 'kept') {
    return text.charAt(next?.start ?? end);
  }
  return (next.kind === 'gap' ? next.text : next.token.text).charAt(0);
}

/** The type of emphasis that a line of a shape stands for; the line itself for all else. */
function typeOf(line: string): string {
  return /^\w* \{"type":"(strong|emphasis|delete)"\}$/.exec(line)?.[1] ?? line;
}

function sorted(texts: readonly string[]): string {
  return texts.toSorted().join('\n');
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
  // A mask may hold the end of a line.
  const isAtStart = /(?:^|[\n⟧])[ \t]*$/.test(before);
  const lines = (isAtStart ? '\n' : '') + inserted + after.slice(0, 1);
  return (
    !signs.test(inserted + beside) && !addresses.test(before + inserted + after) && !/\n(?![\p{L}"“'‘(])/u.test(lines)
  );
}
