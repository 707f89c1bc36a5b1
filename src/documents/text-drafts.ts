import { type Draft, editsOf, joinDrafts, readParts } from './drafts.ts';
import { applyEditsWithin } from './edit.ts';
import { plainParts } from './markup-escape.ts';
import type { Change } from './spacing.ts';
import { type BlockView, maskPattern } from './view.ts';

const word = /[\p{L}\p{N}]/u;

/**
 * `changes` of a block of plain text such that no line loses all its words with any of them: one of signs alone is no prose,
 * and parts what is.
 */
export function draftText(view: BlockView, changes: readonly Change[]): Draft[] | { problem: string } {
  const drafts = changes.map((change): Draft => ({ ...change, parts: plainParts(change, true) }));
  const { block, source } = view;
  const edited = applyEditsWithin(source, block.start, editsOf(view, drafts));
  return bareLines(edited) === bareLines(source)
    ? joinOnBareLines(view, drafts)
    : { problem: 'A line came back with no word on it: each line must keep one.' };
}

/** The lines without a word of a block's bytes. */
function bareLines(source: string): string {
  // The marks stand for what is beside the block on its first line and its last.
  return `^${source}$`
    .split(/\r\n|\n|\r/)
    .filter((line) => !word.test(line))
    .join('\n');
}

/**
 * `drafts` with those as one that stand on a line, or a part of it that one of them begins or ends, of which they keep no
 * word: without one of them none may be left.
 */
function joinOnBareLines(view: BlockView, drafts: readonly Draft[]): Draft[] {
  const masks = new Map(view.masks.map(({ number, source }) => [String(number), source]));
  const text = view.text.replace(maskPattern, (sign, number: string) =>
    (word.test(masks.get(number) ?? '') ? 'x' : ' ').repeat(sign.length),
  );
  const joins = drafts.map(() => false);
  let first = 0;
  let keepsWord = false;
  let place = 0;
  drafts.forEach(({ start, end, parts }, index) => {
    const [line = '', ...others] = text.slice(place, start).split('\n');
    keepsWord ||= word.test(line);
    if (others.length > 0) {
      joins.fill(!keepsWord, first, index - 1);
      first = index;
      keepsWord = word.test(others.at(-1) ?? '');
    }
    if (`${text.slice(start, end)}${readParts(text, parts)}`.includes('\n')) {
      joins.fill(!keepsWord, first, index);
      first = index;
      keepsWord = false;
    }
    place = end;
  });
  const [rest = ''] = text.slice(place).split('\n', 1);
  joins.fill(!keepsWord && !word.test(rest), first, drafts.length - 1);
  const groups: Draft[][] = [];
  drafts.forEach((draft, index) => {
    const group = joins[index - 1] ? groups.at(-1) : undefined;
    if (group) {
      group.push(draft);
    } else {
      groups.push([draft]);
    }
  });
  return groups.flatMap((group) => (group.length === 1 ? group : joinDrafts(group)));
}
