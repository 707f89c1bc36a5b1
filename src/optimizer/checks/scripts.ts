const scripts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Han', /\p{Script=Han}/gu],
];

/** How many letters a text has of each script; those it has none of are not in it. */
function scriptsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, pattern] of scripts) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > 0) {
      counts.set(name, count);
    }
  }
  return counts;
}

const LEAST_LETTERS = 20;
const MOST = 0.6;
const FEW = 0.3;
const KANA = 0.15;

const otherThanLatin = /[^\0-\u024F\u2000-\u206F]/;

/** Whether a text that is mostly in one script became one that is mostly in another, with enough of both to tell. */
export function isOtherScript(source: string, rewrite: string): boolean {
  if (!otherThanLatin.test(source) && !otherThanLatin.test(rewrite)) {
    return false;
  }
  const [before, after] = [scriptsOf(source), scriptsOf(rewrite)];
  const [was, is] = [letters(before), letters(after)];
  if (was < LEAST_LETTERS || is < LEAST_LETTERS / 2) {
    return false;
  }
  const kana = [(before.get('Kana') ?? 0) / was, (after.get('Kana') ?? 0) / is] as const;
  if (isEastAsian(before, was) && isEastAsian(after, is)) {
    // Japanese has kana in every sentence, Chinese has none.
    return Math.max(...kana) > KANA && Math.min(...kana) === 0;
  }
  return [...families(before)].some(
    ([family, count]) => count / was > MOST && (families(after).get(family) ?? 0) / is < FEW,
  );
}

function letters(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function isEastAsian(counts: ReadonlyMap<string, number>, total: number): boolean {
  return ((counts.get('Han') ?? 0) + (counts.get('Kana') ?? 0)) / total > MOST;
}

function families(counts: ReadonlyMap<string, number>): Map<string, number> {
  const merged = new Map<string, number>();
  for (const [script, count] of counts) {
    const family = script === 'Kana' ? 'Han' : script;
    merged.set(family, (merged.get(family) ?? 0) + count);
  }
  return merged;
}
