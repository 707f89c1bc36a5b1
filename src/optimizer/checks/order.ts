import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';
import { shareOf, stemsOf } from './words.ts';

const LEAST_STEMS = 5;
const OTHER = 0.34;
const SAME = 0.6;

/** Finds blocks that changed places: what stands where one was reads like another, and not like that one. */
export const checkOrder: Check = ({ source, rewrite }) => {
  const changed = [...source.keys()].filter((index) => source[index] !== rewrite[index]);
  const before = new Map(changed.map((index) => [index, stemsOf(source[index] ?? '')]));
  for (const index of changed) {
    const text = rewrite[index] ?? '';
    const [own, after] = [before.get(index) ?? new Set<string>(), stemsOf(text)];
    if (own.size < LEAST_STEMS || after.size < LEAST_STEMS || shareOf(own, after) >= OTHER) {
      continue;
    }
    for (const [other, stems] of before) {
      const isOther = other !== index && stems.size >= LEAST_STEMS;
      if (isOther && shareOf(stems, after) >= SAME && shareOf(after, stems) >= SAME) {
        const message = `"${clipped(text)}" stands where another paragraph was. Keep paragraphs and list items in their order.`;
        return [finding('STRUCTURE', message, { lost: [clipped(source[index] ?? '')], added: [clipped(text)] })];
      }
    }
  }
  return [];
};
