import { articleOf } from './article.ts';
import type { Edit } from './edits.ts';
import { capitalize, followsPlainly, isCapitalized, previousLower, startsSentence, type Word } from './words.ts';

/** A change without its reason. */
export type Change = Pick<Edit, 'start' | 'end' | 'replacement'>;

/**
 * The change that puts `phrase` for the words from `first` to `last`, which follow each other plainly. It keeps the
 * case of the first letter and a line break among them, and mends an article before them. No phrase takes the words away
 * with the comma behind them. Undefined where it can't.
 */
export function replaceWords(words: readonly Word[], first: number, last: number, phrase: string): Change | undefined {
  const head = words[first];
  const tail = words[last];
  if (phrase === '') {
    return dropWords(words, first, last);
  }
  const replacement = phrase.split(' ');
  const [start = ''] = replacement;
  if (!head || !tail || isPossessive(tail)) {
    return undefined;
  }
  if (isCapitalized(head.text)) {
    replacement[0] = capitalize(start);
  } else if (head.text !== head.lower && head.text.replaceAll('’', "'") !== head.lower) {
    return undefined;
  }
  const change = withBreak(words, first, last, replacement);
  const article = previousLower(words, first);
  if (!change || (article !== 'a' && article !== 'an')) {
    return change;
  }
  return withArticle(words, first, change, articleOf(start));
}

/** `kids'`: the apostrophe belongs to the word. */
function isPossessive(word: Word): boolean {
  return /s$/.test(word.text) && /^['’]/.test(word.trail);
}

function dropWords(words: readonly Word[], first: number, last: number): Change | undefined {
  const head = words[first];
  const next = words[last + 1];
  const gaps = words.slice(first + 1, last + 2).map((word) => word.gap);
  if (!head || !next || next.lead !== '' || gaps.some((gap) => gap !== ' ')) {
    return undefined;
  }
  if (head.text === head.lower) {
    return { start: head.start, end: next.start, replacement: '' };
  }
  return next.text === next.lower && isCapitalized(head.text)
    ? { start: head.start, end: next.start + 1, replacement: next.text.charAt(0).toUpperCase() }
    : undefined;
}

function withBreak(words: readonly Word[], first: number, last: number, replacement: string[]): Change | undefined {
  const start = words[first]?.start ?? 0;
  const end = words[last]?.end ?? 0;
  const gaps = words.slice(first + 1, last + 1).map((word) => word.gap);
  const breaks = gaps.filter((gap) => gap !== ' ');
  const [lineBreak] = breaks;
  if (lineBreak === undefined) {
    return { start, end, replacement: replacement.join(' ') };
  }
  if (breaks.length > 1) {
    return undefined;
  }
  if (replacement.length > 1) {
    const place = Math.min(gaps.indexOf(lineBreak) + 1, replacement.length - 1);
    const lines = [replacement.slice(0, place), replacement.slice(place)];
    return { start, end, replacement: lines.map((line) => line.join(' ')).join(lineBreak) };
  }
  const next = words[last + 1];
  return next?.lower && next.gap === ' ' && followsPlainly(words, last + 1)
    ? { start, end: next.start, replacement: replacement[0] + lineBreak }
    : undefined;
}

function withArticle(
  words: readonly Word[],
  first: number,
  change: Change,
  article: 'a' | 'an' | undefined,
): Change | undefined {
  const before = words[first - 1];
  if (!before || article === undefined || before.lower === article) {
    return article === undefined ? undefined : change;
  }
  const cased = isCapitalized(before.text) && startsSentence(words, first - 1) ? capitalize(article) : article;
  const gap = words[first]?.gap ?? ' ';
  return { start: before.start, end: change.end, replacement: cased + gap + change.replacement };
}
