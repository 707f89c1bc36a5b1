/** A stretch of text between white space: a word with the punctuation around it, or anything else. */
export interface Word {
  /** Where the word itself starts and ends, without the punctuation. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In lower case, with a straight apostrophe. Empty when the stretch is not a plain word: code, a number, a name in other letters. */
  readonly lower: string;
  /** Punctuation that opens before the word and closes after it. */
  readonly lead: string;
  readonly trail: string;
  /** The white space before. */
  readonly gap: string;
}

/** What stands in place of every protected character. */
export const PROTECTED = '\uE000';
/** What stands in place of a tag that starts a block at the start of a line; a space is its last character. */
export const BLOCK_TAG = '\uE001';

const stretches =
  /([ \t\r\n]*)(?:([("'“‘*[]*)([A-Za-z]+(?:['’-][A-Za-z]+)*)((?:[)"'”’*,.;:!?…]|\](?:\uE000+)?)*)(?![^ \t\r\n])|([^ \t\r\n]+))/g;

/** The stretches of `text` in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.trimEnd().matchAll(stretches)) {
    const [, gap = '', lead = '', plain = '', trail = '', other = ''] = match;
    const start = match.index + gap.length + lead.length;
    const word = plain || other;
    words.push({
      start,
      end: start + word.length,
      text: word,
      lower: plain.toLowerCase().replaceAll('’', "'"),
      lead,
      trail,
      gap,
    });
  }
  return words;
}

const oneSpaceOrBreak = /^(?: |\r?\n)$/;

/** Whether nothing but one space or one line break stands between the word at `index` and the one before it. */
export function followsPlainly(words: readonly Word[], index: number): boolean {
  const word = words[index];
  const previous = words[index - 1];
  return (
    word !== undefined &&
    previous !== undefined &&
    word.lead === '' &&
    previous.trail === '' &&
    oneSpaceOrBreak.test(word.gap)
  );
}

const listMarker = /^(?:[-+*•]|\d{1,3}[.)])$/;

/** Whether a sentence, a line of a list or the text of a block's tag starts with the word at `index`. */
export function startsSentence(words: readonly Word[], index: number): boolean {
  const previous = words[index - 1];
  return (
    !previous ||
    /[.!?]["'”’)*]*$/.test(previous.text + previous.trail) ||
    listMarker.test(previous.text) ||
    previous.text.endsWith(BLOCK_TAG)
  );
}

/** The word at `index` in lower case if it follows the one before it plainly, else an empty string. */
export function nextLower(words: readonly Word[], index: number): string {
  return followsPlainly(words, index) ? (words[index]?.lower ?? '') : '';
}

/** The word before `index` in lower case if that one follows it plainly, else an empty string. */
export function previousLower(words: readonly Word[], index: number): string {
  return followsPlainly(words, index) ? (words[index - 1]?.lower ?? '') : '';
}

/** Whether `text` starts with one capital and goes on in small letters. */
export function isCapitalized(text: string): boolean {
  return /^[A-Z][a-z'’-]*$/.test(text);
}

/** `text` with a capital first letter. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
