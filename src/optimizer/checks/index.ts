import { checkAssistant } from './assistant.ts';
import { checkBlocks } from './blocks.ts';
import type { Check, Finding, Rewritten } from './check.ts';
import { checkLanguage } from './language.ts';
import { checkLeak } from './leak.ts';
import { checkLeftOut } from './left-out.ts';
import { checkLength } from './length.ts';
import { checkMarkup } from './markup.ts';
import { checkMasks } from './masks.ts';
import { checkNumbers } from './numbers.ts';
import { checkObedience } from './obedience.ts';
import { checkOrder } from './order.ts';
import { checkPairs } from './pairs.ts';
import { checkPreamble } from './preamble.ts';
import { checkRepetition } from './repetition.ts';
import { checkSimilarity } from './similarity.ts';
import { checkTerms } from './terms.ts';
import { checkUrls } from './urls.ts';

export type { Check, Finding, PreservationKind, Rewritten } from './check.ts';
export { preservationKinds } from './check.ts';
export { differenceOf, finding } from './finding.ts';
export { kindOfMask } from './masks.ts';
export { checkNumbers } from './numbers.ts';
export { repairAnswer } from './repair.ts';
export { couldBePreamble, repairStart } from './repair-start.ts';
export { checkTerms, termWord } from './terms.ts';
export { TypographyStream, typographyOf } from './typography.ts';

/** All checks, those first whose findings explain the others. */
export const checks: readonly Check[] = [
  checkBlocks,
  checkLeak,
  checkAssistant,
  checkPreamble,
  checkLeftOut,
  checkObedience,
  checkLanguage,
  checkOrder,
  checkSimilarity,
  checkLength,
  checkRepetition,
  checkMarkup,
  checkMasks,
  checkPairs,
  checkUrls,
  checkTerms,
  checkNumbers,
];

/** All that the checks find in a rewrite. None where it preserves its source. */
export function checkRewrite(rewritten: Rewritten): readonly Finding[] {
  const { source, rewrite } = rewritten;
  const isUnchanged = source.length === rewrite.length && source.every((text, index) => text === rewrite[index]);
  return isUnchanged ? [] : checks.flatMap((check) => check(rewritten));
}
