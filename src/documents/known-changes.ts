import type { Edit } from './edit.ts';
import type { DocumentFormat } from './format.ts';
import type { Change, Inserted } from './spacing.ts';
import { tokenize } from './tokens.ts';

const letterBefore = /[\p{L}\p{N}\p{M}'’_-]*$/u;
const letterAfter = /^[\p{L}\p{N}\p{M}'’_-]*/u;
/** Further than this no word is followed to its end. */
const LONGEST_WORD = 40;

/** `edits` of a block's text, in order, as changes of whole words, each with its reason. */
export function knownChanges(text: string, edits: readonly Edit[], format: DocumentFormat): Change[] {
  let place = 0;
  return edits.map(({ start, end, replacement, ...reason }, index) => {
    const head = letterBefore.exec(text.slice(Math.max(place, start - LONGEST_WORD), start))?.[0] ?? '';
    const most = Math.min(end + LONGEST_WORD, edits[index + 1]?.start ?? text.length);
    const tail = letterAfter.exec(text.slice(end, most))?.[0] ?? '';
    // A word that goes or comes as a whole is no part of its neighbours.
    const isInWord = /^\S/.test(text.slice(start, end) || replacement);
    const endsInWord = /\S$/.test(text.slice(start, end) || replacement);
    const before = isInWord ? head : '';
    const after = endsInWord ? tail : '';
    place = end + after.length;
    return {
      ...reason,
      start: start - before.length,
      end: place,
      inserted: insertedOf(before + replacement + after, format),
    };
  });
}

function insertedOf(text: string, format: DocumentFormat): Inserted[] {
  const { list, gaps } = tokenize(text, format);
  const gap = (index: number): Inserted[] => {
    const white = gaps[index] ?? '';
    return white === '' ? [] : [{ kind: 'gap', text: white }];
  };
  return [
    ...list.flatMap((token, index): Inserted[] => [...gap(index), { kind: 'token', token }]),
    ...gap(list.length),
  ];
}
