import { capitals } from './capitals.ts';
import { grammar } from './grammar.ts';
import { leftovers } from './leftovers.ts';
import { roundabout } from './roundabout.ts';
import type { Rule } from './rule.ts';

export type { Rule } from './rule.ts';

/** The rules that take more than a row of the phrase table. */
export const wordRules: readonly Rule[] = [...roundabout, ...leftovers, ...grammar, ...capitals];
