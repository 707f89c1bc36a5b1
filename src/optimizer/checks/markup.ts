import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';

/** Markup that takes a line of its own, by the name a message gives it. */
const lineMarks: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'a heading', pattern: /^ {0,3}#{1,6}[ \t]+\S/ },
  { name: 'a line under a heading', pattern: /^ {0,3}(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*$/ },
  { name: 'a code fence', pattern: /^ {0,3}(?:`{3}|~{3})/ },
  { name: 'a quote', pattern: /^ {0,3}>[ \t]/ },
  { name: 'a row of a table', pattern: /^ {0,3}\|.*\|[ \t]*$/ },
];
const listItem = /^ {0,8}(?:[-*+•‣▪–][ \t]+\S|\d{1,3}[.)][ \t]+\S)/;

/** Markup inside a line. What stands in the source is behind a mask, for the most part: what is new was invented. */
const inlineMarks: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'a link', pattern: /\](?=[([])/g },
  { name: 'code', pattern: /`+/g },
  { name: 'bold type', pattern: /\*\*|__/g },
  { name: 'struck-out type', pattern: /~~/g },
  { name: 'a tag', pattern: /<\/?[a-z][^<>\n]{0,300}>/gi },
];

/** Finds headings, lists, tables, code, bold type and the like that the source has not. */
export const checkMarkup: Check = ({ source, rewrite }) => {
  const found = new Set<string>();
  const where: string[] = [];
  const balance = new Map<string, number>();
  rewrite.forEach((text, index) => {
    const original = source[index] ?? '';
    if (text === original) {
      return;
    }
    const before = found.size;
    for (const name of newLineMarks(original, text)) {
      found.add(name);
    }
    for (const { name, pattern } of inlineMarks) {
      const was = original.match(pattern)?.length ?? 0;
      const is = text.match(pattern)?.length ?? 0;
      balance.set(name, (balance.get(name) ?? 0) + is - was);
      if (name === 'bold type' && was % 2 === 0 && is % 2 === 1) {
        found.add('bold type that does not end');
      }
    }
    if (found.size > before) {
      where.push(clipped(text));
    }
  });
  for (const [name, more] of balance) {
    if (more > 0) {
      found.add(name);
    }
  }
  if (found.size === 0) {
    return [];
  }
  const message = `There is new markup: ${[...found].join(', ')}. Keep the markup as it is and add none: each paragraph stays a paragraph, each list item one item.`;
  return [finding('STRUCTURE', message, { added: where })];
};

function newLineMarks(original: string, text: string): string[] {
  const before = original.split('\n');
  const after = text.split('\n');
  const count = (lines: readonly string[], pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
  const names = lineMarks
    .filter(({ pattern }) => count(after, pattern) > count(before, pattern))
    .map(({ name }) => name);
  // One line that begins like an item may be a sentence that happens to break before a dash or behind a number.
  const items = count(after, listItem) - count(before, listItem);
  if (items > 1 || (items === 1 && listItem.test(after[0] ?? ''))) {
    names.push('a list');
  }
  if (count(after, /\S/) > 1 && after.filter(isBold).length > before.filter(isBold).length) {
    names.push('a line in bold type');
  }
  return names;
}

function isBold(line: string): boolean {
  const plain = line.trim();
  return plain.length > 4 && plain.length < 200 && /^(?:\*\*|__)[^*_]+(?:\*\*|__):?$/.test(plain);
}
