import type { Check } from './check.ts';
import { finding, named } from './finding.ts';
import { withoutMarks } from './marks.ts';

/**
 * Finds protected terms that are written more or less often, as whole words and to the letter, where no mask stands for
 * them. Marks of emphasis and backslashes within one make no difference.
 */
export const checkTerms: Check = ({ source, rewrite, protectedTerms }) => {
  if (protectedTerms.length === 0) {
    return [];
  }
  const before = plain(source);
  const after = plain(rewrite);
  const lost: string[] = [];
  const added: string[] = [];
  for (const term of new Set(protectedTerms.map(oneLine))) {
    // What is itself written with such signs has to be looked for with them.
    const form = /[*_~]/.test(term) ? 'unescaped' : 'words';
    const difference = before[form].count(term) - after[form].count(term);
    if (difference !== 0) {
      (difference > 0 ? lost : added).push(term);
    }
  }
  if (lost.length === 0 && added.length === 0) {
    return [];
  }
  const parts = [
    lost.length > 0 && `Changed or missing: ${named(lost)}.`,
    added.length > 0 && `Written more often than in the text: ${named(added)}.`,
    'These terms stay to the letter, each as often as it was there.',
  ];
  return [finding('PROTECTED_TERM', parts.filter(Boolean).join(' '), { lost, added })];
};

function plain(blocks: readonly string[]) {
  const unescaped = blocks.map((text) => oneLine(withoutMarks(text)).replace(/\\([!-/:-@[-`{-~])/g, '$1')).join('\n');
  const words = unescaped.replace(/\*+|~~|_+/g, (marks, at: number) => {
    const isInWord = joins(unescaped.charAt(at - 1), unescaped.charAt(at + marks.length));
    return marks.startsWith('_') && isInWord ? marks : '';
  });
  return { unescaped: counterOf(unescaped), words: counterOf(words) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The words by which a term is found: one that begins with none of those of a text stands nowhere in it as a whole. As `joins` has
 * it, unit by unit: no character of two is one of them.
 */
export const termWord =
  /[[\p{L}\p{N}]--[\u{10000}-\u{10FFFF}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+/gv;

/** Counts terms in a text, as whole words. There may be a thousand: each is looked for where its first word stands. */
function counterOf(text: string) {
  let places: ReadonlyMap<string, readonly number[]> | undefined;

  function* placesOf(term: string): Generator<number> {
    const { 0: first, index = 0 } = term.matchAll(termWord).next().value ?? {};
    if (first !== undefined) {
      places ??= wordPlaces(text);
      yield* (places.get(first) ?? []).map((place) => place - index);
      return;
    }
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      yield at;
    }
  }

  return {
    count(term: string): number {
      let count = 0;
      let place = 0;
      for (const at of term === '' ? [] : placesOf(term)) {
        if (at >= place && text.startsWith(term, at) && isWhole(text, at, term)) {
          count += 1;
          place = at + term.length;
        }
      }
      return count;
    },
  };
}

function wordPlaces(text: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { 0: first, index } of text.matchAll(termWord)) {
    const known = places.get(first);
    if (known) {
      known.push(index);
    } else {
      places.set(first, [index]);
    }
  }
  return places;
}

function isWhole(text: string, at: number, term: string): boolean {
  const end = at + term.length;
  return !joins(text.charAt(at - 1), term.charAt(0)) && !joins(term.charAt(term.length - 1), text.charAt(end));
}

/** Whether two characters stand within one word. Scripts that put no spaces between words have no such thing. */
function joins(left: string, right: string): boolean {
  return [left, right].every(
    (character) =>
      /[\p{L}\p{N}]/u.test(character) &&
      !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
        character,
      ),
  );
}
