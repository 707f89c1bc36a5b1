import type { Check } from './check.ts';
import { clipped, countsOf, finding } from './finding.ts';
import { sentencesOf, wordsOf } from './words.ts';

const LEAST_WORDS = 8;
/** More doubled sentences than these are not looked into: one is enough. */
const MOST_LOOKED_INTO = 5;
const ALIKE = 0.6;

/** Finds sentences that are there twice where the source has them once, and blocks that hold two versions of themselves. */
export const checkRepetition: Check = ({ source, rewrite }) => {
  const before = source.flatMap(sentencesOf).map(wordsOf);
  const after = rewrite.flatMap(sentencesOf).map(wordsOf);
  const was = countsOf(before.map(keyOf));
  const doubled = [...countsOf(after.filter((words) => words.length >= LEAST_WORDS).map(keyOf))]
    .filter(([key, count]) => count > Math.max(1, was.get(key) ?? 0))
    .slice(0, MOST_LOOKED_INTO)
    .find(([key, count]) => alike(key, before) < count);
  if (doubled) {
    const [text] = doubled;
    const message = `"${clipped(text)}" is there more than once. Write every sentence once.`;
    return [finding('STRUCTURE', message, { added: [clipped(text)] })];
  }
  const twofold = rewrite.find((text, index) => isTwofold(source[index] ?? '', text));
  if (twofold !== undefined) {
    const message = `"${clipped(twofold)}" holds two versions of one paragraph. Write one.`;
    return [finding('STRUCTURE', message, { added: [clipped(twofold)] })];
  }
  return [];
};

function keyOf(words: readonly string[]): string {
  return words.join(' ');
}

/** How many sentences of the source say nearly the same: their rewrites may well read alike. */
function alike(key: string, sentences: readonly (readonly string[])[]): number {
  const words = new Set(key.split(' '));
  return sentences.filter((sentence) => {
    const distinct = new Set(sentence);
    const shared = [...distinct].filter((word) => words.has(word)).length;
    return shared >= ALIKE * Math.max(words.size, distinct.size);
  }).length;
}

/** Whether most words of a block are there twice as often, in a text that is much longer. */
function isTwofold(before: string, after: string): boolean {
  if (before === after || after.length < 1.5 * before.length) {
    return false;
  }
  const was = countsOf(wordsOf(before));
  const is = countsOf(wordsOf(after));
  const twice = [...was].filter(([word, count]) => (is.get(word) ?? 0) >= 2 * count).length;
  return was.size >= LEAST_WORDS && twice >= ALIKE * was.size;
}
