/** Scripts that are written without spaces between words. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const wordOrCharacter = new RegExp(`[${unspaced}]|[^\\s${unspaced}]+`, 'gu');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u');

/** How many words `text` holds: runs without white space; in scripts without spaces one for every two characters. */
export function countWords(text: string): number {
  if (!hasUnspaced.test(text)) {
    return text.match(/\S+/g)?.length ?? 0;
  }
  let words = 0;
  for (const [match] of text.matchAll(wordOrCharacter)) {
    words += isUnspaced.test(match) ? 0.5 : 1;
  }
  return Math.ceil(words);
}

/** Whether `text` is in a script without spaces between words, at least in part. */
export function holdsUnspacedScript(text: string): boolean {
  return hasUnspaced.test(text);
}
