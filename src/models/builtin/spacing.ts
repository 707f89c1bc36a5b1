import { apart } from './conventions.ts';
import type { Edit } from './edits.ts';

interface Slip {
  readonly id: string;
  readonly reason: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Slips of spacing and doubled marks, between whole words. */
const slips: readonly Slip[] = [
  {
    id: 'double-space',
    reason: 'One space is enough.',
    pattern: /(?<=\p{Ll}{2},?|(?<!\p{L})(?:The|A|I|We|It|In)) {2}(?=\p{Ll})/gu,
    replacement: ' ',
  },
  {
    id: 'space-in-parenthesis',
    reason: 'No space stands inside a parenthesis.',
    pattern: /(?<=(?:^| )\() (?=\p{L}{2}[^()\n]{0,200}[\p{L}\p{N}]\))/gu,
    replacement: '',
  },
  {
    id: 'space-in-parenthesis',
    reason: 'No space stands inside a parenthesis.',
    pattern: /(?<= \(\p{L}{2}[^()\n]{0,200}[\p{L}\p{N}]) (?=\))/gu,
    replacement: '',
  },
  { id: 'double-comma', reason: 'One comma is enough.', pattern: /(?<=\p{Ll}{2}),,(?= \p{L})/gu, replacement: ',' },
  {
    id: 'exclamation',
    reason: 'One exclamation mark is enough.',
    pattern: /(?<=\p{Ll}{2})!!+(?=\s|$)/gu,
    replacement: '!',
  },
];

/** Words set in columns. */
const columns = / {3}|\S {2,}\S[^\n]* {2,}\S/;

/** What is to be mended in a sentence, with what must not change hidden; in order, none touching the next. */
export function findSlips(masked: string): Edit[] {
  if (!/[.!?]/.test(masked) || columns.test(masked)) {
    return [];
  }
  return apart(
    slips.flatMap(({ id, reason, pattern, replacement }) =>
      Array.from(masked.matchAll(pattern), ({ 0: found, index }) => ({
        start: index,
        end: index + found.length,
        replacement,
        rule: id,
        explanation: reason,
      })),
    ),
  );
}
