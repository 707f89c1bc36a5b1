import { type Draft, readParts } from './drafts.ts';

// Within a word a mark may be none.
const phrase = /(?<![\p{L}\p{N}*_~\\])(\*\*|__|\*|_|~~)(?![\s*_~])([^*_~⟦⟧\\\n]{1,200})(?<!\s)\1(?![\p{L}\p{N}*_~])/gu;
const types: Readonly<Record<string, string>> = {
  '**': 'strong',
  __: 'strong',
  '*': 'emphasis',
  _: 'emphasis',
  '~~': 'delete',
};

/**
 * The emphasis that each of `drafts` of Markdown `text` drops with all its words, by its type: `a **very** big` may become
 * `a big`. Words that stay, or that others take the place of, keep theirs.
 */
export function droppedEmphasis(text: string, drafts: readonly Draft[]): string[][] {
  const inserted = drafts.map(({ parts }) => readParts(text, parts));
  const words = new Set(inserted.flatMap(wordsOf));
  return drafts.map(({ start, end }, index) => {
    const old = text.slice(start, end);
    const phrases = /[*_~]/.test(old) ? [...old.matchAll(phrase)] : [];
    const rest = wordsOf(old.replace(phrase, ' '));
    const isDropped =
      wordsOf(inserted[index] ?? '').length <= rest.length &&
      phrases.every(([, , own = '']) => wordsOf(own).every((word) => !words.has(word)));
    return isDropped ? phrases.map(([, mark = '']) => types[mark] ?? '') : [];
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
