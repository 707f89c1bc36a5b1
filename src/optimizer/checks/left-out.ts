import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';
import { proseLength, wordsOf } from './words.ts';

const OPEN = String.raw`(?:[[({<*_]|\.{3}|…|--|—)[\s*_.…-]{0,5}`;
const PARTS = `(?:rest|remainder|remaining|other|following|previous|preceding|everything else|text|content|paragraphs?|sections?)`;
const SAME = `(?:unchanged|the same|as is|as before|as above|unmodified|omitted|continues?|truncated|skipped|not shown|identical|unverändert|inchangée?s?|sin cambios|invariato|inalterado|ongewijzigd|oförändrad)`;

/** What stands in place of text that was not written out. */
const stands: readonly RegExp[] = [
  // [... the rest remains the same ...], (the remaining sections are unchanged), … rest of the document unchanged
  new RegExp(String.raw`${OPEN}(?:the )?\b${PARTS}\b[^\n]{0,80}?\b${SAME}(?![\p{L}])`, 'iu'),
  /[[({<*_](?:\s|\.{3}|…){0,3}(?:to be )?(?:continue[sd]?|cont(?:['’]d|\.)|truncated|omitted|unchanged|no changes?(?: needed)?|same as (?:above|before|the original)|text omitted|rest of (?:the )?(?:text|document|paragraph|section)|unverändert|gekürzt|suite|省略|略|以下同文|其余不变)(?:\s|\.{3}|…){0,3}[\])}>*_]/i,
  // A sentence or a whole block of it.
  new RegExp(
    String.raw`(?:^|[.!?…]\s)(?:the )?(?:rest|remainder|remaining (?:text|content|paragraphs?|sections?))\b[^.!?\n]{0,60}\b(?:is|are|remains?|stays?|left)\b[^.!?\n]{0,20}\b${SAME}(?![\p{L}])[^.!?\n]{0,30}[.!]?$`,
    'iu',
  ),
  /^[[(*_\s]{0,3}(?:unchanged|no changes?|no changes? (?:needed|required|necessary)|same as (?:above|before|original)|n\/a|as above)[\])*_.!\s]{0,4}$/i,
  /^(?:\[(?:\.{3}|…)\]|\((?:\.{3}|…)\)|\.{3,6}|…{1,2})$/,
];

const speaksOfRest =
  /\b(?:rest|remain\w*|other|unchanged|same|chang\w*|omit\w*|continu\w*|reste|übrige\w*|unverändert)\b/i;
const ellipses = /\.{3,}|…/g;
const trailsOff = /(?:\.{3}|…)["'”’)\]*_]{0,3}$/;
const TRAILED_OFF = 0.85;

const sentenceEnd = /[.!?…。！？][^\p{L}\p{N}]{0,8}$/u;

/** Finds "the rest stays as it is" and its kin, written in place of the text, and a text that stops within a sentence. */
export const checkLeftOut: Check = ({ source, rewrite }) => {
  for (const [index, text] of rewrite.entries()) {
    const before = source[index] ?? '';
    if (text !== before && isLeftOut(before, text)) {
      const end = text.slice(-80).trim();
      const message = `"${clipped(end)}" stands in place of text. Write the whole text out, from its first word to its last.`;
      return [finding('LENGTH', message, { lost: [clipped(before)], added: [clipped(end)] })];
    }
  }
  const [before, after] = [source.at(-1) ?? '', rewrite.at(-1) ?? ''];
  if (isCutOff(before, after)) {
    const end = clipped(after.slice(-60));
    const message = `The text stops within a sentence: "${end}". Write the whole text out, to its last word.`;
    return [finding('LENGTH', message, { lost: [clipped(before.slice(-60))], added: [end] })];
  }
  return [];
};

/** Whether the end of a sentence is missing, and the last word with it. Who only leaves a full stop out keeps the word. */
function isCutOff(before: string, after: string): boolean {
  const last = wordsOf(before).at(-1);
  return (
    last !== undefined &&
    sentenceEnd.test(before.slice(-10)) &&
    !sentenceEnd.test(after.slice(-10)) &&
    /[\p{L}\p{N},]$/u.test(after) &&
    proseLength(after) < proseLength(before) &&
    !wordsOf(after).slice(-4).includes(last)
  );
}

function isLeftOut(before: string, after: string): boolean {
  const plain = after.trim();
  // One that only moved to the end stands for nothing.
  if (
    trailsOff.test(plain) &&
    !trailsOff.test(before.trim()) &&
    countOf(ellipses, plain) > countOf(ellipses, before) &&
    proseLength(after) < TRAILED_OFF * proseLength(before)
  ) {
    return true;
  }
  return stands.some((pattern, index) => {
    // In brackets it is plain; as a sentence the text may say it of itself.
    const isPlain = index !== 2 || !speaksOfRest.test(before);
    return isPlain && pattern.test(plain) && !pattern.test(before.trim());
  });
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
