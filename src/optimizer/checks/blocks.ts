import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';
import { saysSomething } from './words.ts';

/** Finds a wrong number of blocks, and blocks that came back with nothing in them. */
export const checkBlocks: Check = ({ source, rewrite }) => {
  if (source.length !== rewrite.length) {
    const message = `There are ${rewrite.length} paragraphs and list items in place of ${source.length}. Keep each, in its place, with a blank line between two.`;
    return [finding('STRUCTURE', message)];
  }
  const emptied = source.filter((text, index) => saysSomething(text) && !saysSomething(rewrite[index] ?? ''));
  if (emptied.length === 0) {
    return [];
  }
  const message = `Nothing is left of ${emptied.length === 1 ? 'a paragraph' : `${emptied.length} paragraphs`}: "${clipped(emptied[0] ?? '')}". Keep every paragraph and list item.`;
  return [finding('STRUCTURE', message, { lost: emptied.map(clipped) })];
};
