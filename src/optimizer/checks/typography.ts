/**
 * Puts back what models change without being asked: makes of a source's typography a function that gives a rewrite the
 * same kind of quotation marks, apostrophes, ellipses, hyphens and spaces, where the source has one kind alone, and takes
 * off it characters that nobody sees, where the source has none. It looks
 * at one character and its neighbours, so that it may be given a text in parts. Dashes stay as they are written.
 */
export function typographyOf(source: string): (text: string) => string {
  const replacements: readonly (readonly [pattern: RegExp, replacement: string] | false)[] = [
    !/[‘’‚‛]/.test(source) && /'/.test(source) && [/[‘’‛]/g, "'"],
    !/[“”„‟«»]/.test(source) && /"/.test(source) && [/[“”‟]/g, '"'],
    !/'/.test(source) && /\p{L}’\p{L}/u.test(source) && [/(?<=\p{L})'(?=\p{L})/gu, '’'],
    !source.includes('…') && source.includes('...') && [/…/g, '...'],
    !source.includes('\u2011') && [/\u2011/g, '-'],
    !/[\u00A0\u202F]/.test(source) && [/[\u00A0\u202F]/g, ' '],
    !/[\u200B\u2060\uFEFF]/.test(source) && [/[\u200B\u2060\uFEFF]/g, ''],
    !/[\u202A-\u202E\u2066-\u2069]/.test(source) && [/[\u202A-\u202E\u2066-\u2069]/g, ''],
    !/[^\P{Cc}\t\n\r]/u.test(source) && [/[^\P{Cc}\t\n\r]/gu, ''],
  ];
  const needed = replacements.filter((replacement) => replacement !== false);
  return (text) => needed.reduce((plain, [pattern, replacement]) => plain.replace(pattern, replacement), text);
}
