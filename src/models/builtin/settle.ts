import { applyEdits, composeEdits, type Edit } from './edits.ts';

/** Finds what is to be changed in a sentence, with what must not change hidden: in order, none touching the next. */
export type Finder = (masked: string) => readonly Edit[];

/** More passes than any sentence needs. */
const MAX_PASSES = 16;

/** What `finders`, each once those before it find nothing, change in a sentence until nothing is left to change. */
export function settle(text: string, finders: readonly Finder[]): readonly Edit[] {
  let edits: readonly Edit[] = [];
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = firstFound(current, finders);
    if (found.length === 0) {
      break;
    }
    current = applyEdits(current, found);
    edits = composeEdits(edits, found);
  }
  return edits;
}

function firstFound(text: string, finders: readonly Finder[]): readonly Edit[] {
  for (const find of finders) {
    const found = find(text);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}
