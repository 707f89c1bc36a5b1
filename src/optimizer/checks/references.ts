const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#34': '"',
  '#39': "'",
  '#x22': '"',
  '#x27': "'",
  nbsp: '\u00A0',
};

/**
 * An answer with signs in place of HTML's references to them, where the source has no reference: a model that wrote
 * `&amp;` for `&` took the text for HTML's source.
 */
export function withoutReferences(answer: string, sourceText: string): string {
  return /&(?:#?\w{1,31});/.test(sourceText)
    ? answer
    : answer.replace(/&(#?\w{2,4});/g, (reference, name: string) => signs[name.toLowerCase()] ?? reference);
}
