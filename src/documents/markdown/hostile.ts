const MOST_QUOTES = 20;
const DEEPEST_ITEM = 200;
/** Counted in marks: what costs the parser something beside its length. */
const MOST_IN_PARAGRAPH = 3_000;
const MOST_IN_DOCUMENT = 250_000;

const container = /^[\s>]*/;
const itemsInRow = /^\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){20}/;
const deepItem = new RegExp(`^[ \\t]{${DEEPEST_ITEM},}(?:[-*+]|\\d{1,9}[.)])\\s`);
const quote = /^\s*>/;
const image = /!\[/g;
const itemOrRow = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|\|)/;
const marks = /\*+|_+|~+|`+|\$+|[[\]<&\\]/g;
const fence = /^ {0,3}(?:> ?){0,20} {0,3}(`{3,}(?!.*`)|~{3,})/;
const htmlBlock = /^ {0,3}<\/?(?:div|p|table|tbody|thead|tr|t[dh]|ul|ol|li|details|center|section|!--)(?=[\s>-])/i;

/** Tells of the stretches of one document, in order, which would take its parser too long. */
export class Hostility {
  #inDocument = 0;

  /**
   * Whether parsing `stretch` would take time out of all proportion, or more of the stack than there is: containers
   * nested by the hundred, thousands of marks in one paragraph, or hundreds of thousands in what was to be parsed so far. No
   * person's document is like that.
   */
  isHostile(stretch: string): boolean {
    let inParagraph = 0;
    let inStretch = 0;
    let open: string | undefined;
    let isInHtml = false;
    for (const [line] of stretch.matchAll(/[^\r\n]+|(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+/g)) {
      const prefix = container.exec(line)?.[0] ?? '';
      if (prefix.length > MOST_QUOTES && prefix.replaceAll(/[^>]/g, '').length > MOST_QUOTES) {
        return true;
      }
      if (itemsInRow.test(line) || deepItem.test(line)) {
        return true;
      }
      const isOwn = itemOrRow.test(line);
      if (line.trim() === '' || isOwn) {
        inParagraph = 0;
        isInHtml = false;
      }
      isInHtml ||= htmlBlock.test(line);
      const images = line.match(image)?.length ?? 0;
      // What stands before a line and an image's text cost as much as several marks.
      const found = (line.match(marks)?.length ?? 0) + 1 + 4 * images;
      const cost = isOwn || quote.test(line) ? found + 2 : found;
      // In code and raw HTML a mark is next to nothing; but whether they are that is a guess here.
      const isRaw = isInHtml || open !== undefined;
      inParagraph += isRaw ? found / 8 : found;
      inStretch += isRaw ? cost / 2 : cost;
      if (inParagraph > MOST_IN_PARAGRAPH || this.#inDocument + inStretch > MOST_IN_DOCUMENT) {
        return true;
      }
      open = fenceBehind(line, open);
    }
    this.#inDocument += inStretch;
    return false;
  }
}

/** Whether parsing `text` alone would take too long. */
export function isHostile(text: string): boolean {
  return new Hostility().isHostile(text);
}

// The fence that is open behind `line`.
function fenceBehind(line: string, open: string | undefined): string | undefined {
  if (open === undefined) {
    return fence.exec(line)?.[1];
  }
  const text = line.replace(container, '').trimEnd();
  return text.startsWith(open) && text.replaceAll(open.charAt(0), '') === '' ? undefined : open;
}
