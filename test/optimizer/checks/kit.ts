import type { Rewritten } from '../../../src/optimizer/checks/index.ts';

/** A rewrite beside its source; blocks are given in a list, or as one text with blank lines between them. */
export function rewritten(
  source: string | readonly string[],
  rewrite: string | readonly string[],
  more: Partial<Rewritten> = {},
): Rewritten {
  return {
    source: blocksOf(source),
    rewrite: blocksOf(rewrite),
    optimizationType: 'CLARITY',
    protectedTerms: [],
    instructions: undefined,
    masks: [],
    ...more,
  };
}

function blocksOf(text: string | readonly string[]): readonly string[] {
  return typeof text === 'string' ? text.split('\n\n') : text;
}
