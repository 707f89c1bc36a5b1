const fence = /^[\s>*+\-\d.)]{0,200}?(`{3,}|~{3,}|\${2,})(.*)$/s;
const closingFence = /^[\s>]{0,200}(`{3,}|~{3,}|\${2,})[ \t]*$/;

const htmlEnds: readonly (readonly [RegExp, RegExp])[] = [
  [/<!--/g, /-->/g],
  [/<(?:script|pre|style|textarea)(?=[\s>]|$)/gi, /<\/(?:script|pre|style|textarea)>/gi],
  [/<\?/g, /\?>/g],
  [/<!\[CDATA\[/g, /\]\]>/g],
];

/** What the lines read so far leave open: a fence of code or math, or raw HTML that may hold blank lines. */
export class OpenBlocks {
  /** Whether a line has begun with a tag since the last blank one. */
  isInHtml = false;
  #fence: string | undefined;
  #htmlEnd: RegExp | undefined;

  /** Whether nothing is open. In doubt something is. */
  isClosed(): boolean {
    return this.#fence === undefined && this.#htmlEnd === undefined;
  }

  /** Takes in the next line. */
  read(line: string, isBlank: boolean): void {
    if (this.#fence !== undefined) {
      const close = closingFence.exec(line.trimEnd())?.[1];
      if (close !== undefined && close[0] === this.#fence[0] && close.length >= this.#fence.length) {
        this.#fence = undefined;
      }
      return;
    }
    if (this.#htmlEnd === undefined) {
      const [, open, rest] = fence.exec(line.trimEnd()) ?? [];
      if (open !== undefined && !(open[0] !== '~' && rest?.includes(open[0] ?? ''))) {
        this.#fence = open;
        return;
      }
    }
    this.isInHtml = !isBlank && (this.isInHtml || /^\s{0,3}</.test(line));
    this.#readHtml(line);
  }

  #readHtml(line: string): void {
    let from = 0;
    while (from < line.length) {
      if (this.#htmlEnd !== undefined) {
        const end = endOf(this.#htmlEnd, line, from);
        if (end === undefined) {
          return;
        }
        this.#htmlEnd = undefined;
        from = end;
        continue;
      }
      let first: { end: number; closer: RegExp } | undefined;
      for (const [opener, closer] of htmlEnds) {
        const end = line.includes('<', from) ? endOf(opener, line, from) : undefined;
        if (end !== undefined && (first === undefined || end < first.end)) {
          first = { end, closer };
        }
      }
      if (first === undefined) {
        return;
      }
      this.#htmlEnd = first.closer;
      from = first.end;
    }
  }
}

function endOf(pattern: RegExp, line: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.exec(line) === null ? undefined : pattern.lastIndex;
}
