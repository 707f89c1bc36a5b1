const MOST_QUOTES = 20;
const DEEPEST_ITEM = 200;
const MOST_MARKS = 6_000;

const container = /^[\s>]*/;
const itemsInRow = /^\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){20}/;
const deepItem = new RegExp(`^[ \\t]{${DEEPEST_ITEM},}(?:[-*+]|\\d{1,9}[.)])\\s`);
const itemOrRow = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|\|)/;
const marks = /\*+|_+|~+|!?\[/g;

/**
 * Whether parsing `stretch` would take time out of all proportion, or more of the stack than there is: containers
 * nested by the hundred, or thousands of marks in one paragraph. No person's document is like that.
 */
export function isHostile(stretch: string): boolean {
  let inParagraph = 0;
  for (const [line] of stretch.matchAll(/[^\r\n]+|(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+/g)) {
    const prefix = container.exec(line)?.[0] ?? '';
    if (prefix.length > MOST_QUOTES && prefix.replaceAll(/[^>]/g, '').length > MOST_QUOTES) {
      return true;
    }
    if (itemsInRow.test(line) || deepItem.test(line)) {
      return true;
    }
    if (line.trim() === '' || itemOrRow.test(line)) {
      inParagraph = 0;
    }
    inParagraph += line.match(marks)?.length ?? 0;
    if (inParagraph > MOST_MARKS) {
      return true;
    }
  }
  return false;
}
