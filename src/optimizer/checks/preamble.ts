import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';
import { closingRemarkOf, isOwnOf, openingRemarkOf } from './remarks.ts';
import { sentencesOf } from './words.ts';

const RULE = 'Answer with the edited text alone: no introduction, no explanation, no closing remark.';

/** Finds what introduces the rewrite, or speaks of it behind its end. */
export const checkPreamble: Check = ({ source, rewrite }) => {
  const found = [
    introductionIn(source[0] ?? '', rewrite[0] ?? ''),
    remarkIn(source.at(-1) ?? '', rewrite.at(-1) ?? ''),
  ].filter((remark) => remark !== undefined);
  if (found.length === 0) {
    return [];
  }
  const names = found.map((remark) => `"${clipped(remark)}"`).join(' and ');
  return [finding('PREAMBLE', `${names} is not part of the text. ${RULE}`, { added: found.map(clipped) })];
};

const agrees =
  /^\W{0,6}(?:yes|yeah|yep|yup|ok|okay|sure|right|alright|fine|no|nope|hi|hey|hello|well|great|wow|course|thanks?|thx|got it|understood|roger|cool|perfect|ja|oui|sí|si)\b/i;

function introductionIn(before: string, after: string): string | undefined {
  if (before === after || openingRemarkOf(before) !== undefined) {
    return undefined;
  }
  const remark = openingRemarkOf(after);
  return remark === undefined || isOwnOf(remark, before) || agrees.test(before) ? undefined : remark.trim();
}

const invites =
  /\b(?:me|us|mich|uns|moi|nous|contact|questions?|reach|call|write|ask|tell|know|help|mail|reply|hope|frag\w*|hoffe)\b|希望|ください|联系/i;

function remarkIn(before: string, after: string): string | undefined {
  if (before === after || closingRemarkOf(before) !== undefined) {
    return undefined;
  }
  const remark = closingRemarkOf(after);
  if (!remark || isOwnOf(remark.text, before)) {
    return undefined;
  }
  const isLettersOwn = invites.test(before.slice(-300)) || sentencesOf(after).length <= sentencesOf(before).length;
  return remark.isCourtesy && isLettersOwn ? undefined : remark.text;
}
