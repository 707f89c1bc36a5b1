import type { Check, Rewritten } from './check.ts';
import { clipped, finding } from './finding.ts';
import { languagesOfWord } from './function-words.ts';
import { withoutMarks } from './marks.ts';
import { isOtherScript } from './scripts.ts';
import { wordsOf } from './words.ts';

/** Finds a translation: of the whole, or of a block that is long enough to tell. */
export const checkLanguage: Check = (rewritten) => {
  if (asksForTranslation(rewritten)) {
    return [];
  }
  const { source, rewrite } = rewritten;
  const pairs = source.map((text, index) => [text, rewrite[index] ?? ''] as const);
  const changed = pairs.filter(([before, after]) => before !== after);
  const translated = changed.find(([before, after]) => isTranslated(before, after));
  if (!translated && (changed.length < 2 || !isTranslated(source.join('\n'), rewrite.join('\n')))) {
    return [];
  }
  const [before, after] = translated ?? [source.join(' '), rewrite.join(' ')];
  const message = `"${clipped(after)}" is in another language than the text. Keep the language of each paragraph.`;
  return [finding('LANGUAGE', message, { lost: [clipped(before)], added: [clipped(after)] })];
};

const translation =
  /translat|übersetz|tradui|traduc|traduz|vertaa?l|översätt|oversæt|oversett|tłumacz|přelož|перевед|перевод|翻译|翻譯|翻訳|訳し|번역/i;
const languageName =
  /\b(?:english|german|french|spanish|italian|portuguese|dutch|swedish|danish|norwegian|polish|czech|finnish|hungarian|turkish|greek|russian|ukrainian|arabic|hebrew|hindi|chinese|mandarin|japanese|korean|thai|vietnamese|indonesian|romanian|latin|deutsch|englisch|anglais|français|inglés|español|inglese|italiano|engels|nederlands)\b|英語|日本語|中文|英文/i;

/** Whether the writer may have asked for another language. */
export function asksForTranslation({ optimizationType, instructions = '' }: Rewritten): boolean {
  return optimizationType === 'CUSTOM' && (translation.test(instructions) || languageName.test(instructions));
}

function isTranslated(before: string, after: string): boolean {
  const [source, rewrite] = [withoutMarks(before), withoutMarks(after)];
  if (isOtherScript(source, rewrite)) {
    return true;
  }
  const was = profileOf(source);
  const is = profileOf(rewrite);
  return (
    was.language !== undefined &&
    is.language !== undefined &&
    was.language !== is.language &&
    (is.shares.get(was.language) ?? 0) < (was.shares.get(was.language) ?? 0) / 2
  );
}

const LEAST_WORDS = 10;
const LEAST_HITS = 4;
const LEAST_SHARE = 0.18;
const LEAST_LEAD = 1.4;

interface Profile {
  /** The language most of whose commonest words are there; undefined where that is not certain. */
  readonly language: string | undefined;
  /** The share of words that are among the commonest of each language. */
  readonly shares: ReadonlyMap<string, number>;
}

function profileOf(text: string): Profile {
  const words = wordsOf(text);
  const hits = new Map<string, number>();
  for (const word of words) {
    for (const language of languagesOfWord.get(word) ?? []) {
      hits.set(language, (hits.get(language) ?? 0) + 1);
    }
  }
  const shares = new Map([...hits].map(([language, count]) => [language, count / words.length] as const));
  const [first, second] = [...shares].sort(([, left], [, right]) => right - left);
  const isCertain =
    first !== undefined &&
    words.length >= LEAST_WORDS &&
    (hits.get(first[0]) ?? 0) >= LEAST_HITS &&
    first[1] >= LEAST_SHARE &&
    first[1] >= LEAST_LEAD * (second?.[1] ?? 0);
  return { language: isCertain ? first[0] : undefined, shares };
}
