import type { Detector } from './sentence.ts';

/** More words than a reader keeps in mind at once; plain-language guides say 20 to 30. */
const MOST_WORDS = 30;

/** Sentences of more than 30 words. */
export const longSentence: Detector = ({ text, words }) => {
  const count = words.filter(({ text: word }) => /\p{L}/u.test(word)).length;
  const explanation = `This sentence has ${count} words. Could it be two?`;
  return count > MOST_WORDS
    ? [{ start: 0, end: text.length, rule: 'long-sentence', explanation, replacements: [] }]
    : [];
};
