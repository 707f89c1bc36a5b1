import type { Check, Finding } from './check.ts';
import { differenceOf, finding, named } from './finding.ts';
import { numberTokensOf } from './number-tokens.ts';
import { wordsOf } from './words.ts';

/**
 * Finds numbers that are lost, changed or new. Stricter than most editors on purpose: a number that is written in digits
 * stays in digits, and one that is written as a word stays a word.
 */
export const checkNumbers: Check = ({ source, rewrite }) => {
  const before = source.map(numberTokensOf);
  const after = rewrite.map(numberTokensOf);
  const numbers = differenceOf(
    before.flatMap((found) => found.numbers),
    after.flatMap((found) => found.numbers),
  );
  if (numbers.lost.length > 0 || numbers.added.length > 0) {
    return [numberFinding(numbers, 'Numbers stay to the character, in digits or in words as they were.')];
  }
  const quantities = differenceOf(
    before.flatMap((found) => found.quantities),
    after.flatMap((found) => found.quantities),
  );
  // A unit that is only dropped, as in "5 and 10 kg", is no damage: one that became another is.
  if (quantities.lost.length > 0 && quantities.added.length > 0) {
    return [numberFinding(quantities, 'Each number keeps its unit.')];
  }
  const words = differenceOf(numberWordsOf(source), numberWordsOf(rewrite));
  if (words.lost.length > 0 && words.added.length > 0) {
    return [numberFinding(words, 'A number that is written as a word stays the same number.')];
  }
  return [];
};

function numberFinding({ lost, added }: { lost: string[]; added: string[] }, rule: string): Finding {
  const parts = [
    lost.length > 0 && `Missing: ${named(lost)}.`,
    added.length > 0 && `Not in the text: ${named(added)}.`,
    rule,
  ];
  return finding('NUMBER', parts.filter(Boolean).join(' '), { lost, added });
}

// Without "one", "first" and "second", which are more often something else.
const numberWords = new Set(
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion`.split(/\s+/),
);

function numberWordsOf(blocks: readonly string[]): string[] {
  return blocks.flatMap((text) => wordsOf(text).filter((word) => numberWords.has(word)));
}
