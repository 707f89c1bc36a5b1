import { languagesOfWord } from './function-words.ts';
import { withoutMarks } from './marks.ts';

// In scripts that put no spaces between words every character counts as one.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[[\p{L}\p{M}\p{Nd}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+(?:['’]\p{L}+)*/gv;

/** The words of a text in lower case, with straight apostrophes. Masks are none. */
export function wordsOf(text: string): string[] {
  return withoutMarks(text).toLowerCase().replaceAll('’', "'").match(word) ?? [];
}

/** Whether there is a word or a mask in a text. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}⟦]/u.test(text);
}

/** How many characters of prose a text has: masks are none, white space is one. */
export function proseLength(text: string): number {
  return withoutMarks(text).replace(/\s+/g, ' ').trim().length;
}

const STEM_LENGTH = 5;
const STEM_LENGTH_HANGUL = 2;

/**
 * What a text is about: the beginnings of its words, without the small ones that hold sentences together. Two forms of a
 * word mostly share it.
 */
export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const found of wordsOf(text)) {
    const plain = found.replace(/'\p{L}{1,2}$/u, '');
    if (/^\p{Script=Hangul}/u.test(plain)) {
      stems.add(plain.slice(0, STEM_LENGTH_HANGUL));
    } else if (/^[\p{Script=Han}\p{Script=Katakana}]/u.test(plain) || (plain.length > 2 && !isFunctionWord(found))) {
      stems.add(plain.slice(0, STEM_LENGTH));
    }
  }
  return stems;
}

/** How much of the first the second has, 0 to 1; 1 where the first is empty. */
export function shareOf(stems: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (stems.size === 0) {
    return 1;
  }
  let kept = 0;
  for (const stem of stems) {
    kept += others.has(stem) ? 1 : 0;
  }
  return kept / stems.size;
}

function isFunctionWord(text: string): boolean {
  return languagesOfWord.has(text);
}

/** The sentences of a text, without white space around them. An abbreviation ends one too: good enough to compare. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["'”’»)\]*_]{0,3})\s+|(?<=[。！？])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
