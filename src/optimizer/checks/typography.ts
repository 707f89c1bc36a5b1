/** Tells whether a source has what a pattern matches. */
type Has = (pattern: RegExp) => boolean;

/** What is put back: where a source has one kind alone, the pattern's become the replacement. */
const kinds: readonly (readonly [
  isOnly: (source: string, has: Has) => boolean,
  pattern: RegExp,
  replacement: string,
])[] = [
  [(source, has) => !has(/[‘’‚‛]/) && source.includes("'"), /[‘’‛]/g, "'"],
  [(source, has) => !has(/[“”„‟«»]/) && source.includes('"'), /[“”‟]/g, '"'],
  [(source, has) => has(/\p{L}’\p{L}/u) && !source.includes("'"), /(?<=\p{L})'(?=\p{L})/gu, '’'],
  [(source, has) => !has(/…/) && source.includes('...'), /…/g, '...'],
  [(_, has) => !has(/\u2011/), /\u2011/g, '-'],
  [(_, has) => !has(/[\u00A0\u202F]/), /[\u00A0\u202F]/g, ' '],
  [(_, has) => !has(/[\u200B\u2060\uFEFF]/), /[\u200B\u2060\uFEFF]/g, ''],
  [(_, has) => !has(/[\u202A-\u202E\u2066-\u2069]/), /[\u202A-\u202E\u2066-\u2069]/g, ''],
  [(_, has) => !has(/[^\P{Cc}\t\n\r]/u), /[^\P{Cc}\t\n\r]/gu, ''],
];

/** Most sources have none of what is looked for: that is seen in one pass. */
const plainSource = /^[\t\n\r\x20-\x7e]*$/;
/** Most of what comes has nothing that is put back. */
const plainText = /^[\n\t\x20-\x26\x28-\x7e]*$/;

/**
 * Puts back what models change without being asked: makes of a source's typography a function that gives a rewrite the
 * same kind of quotation marks, apostrophes, ellipses, hyphens and spaces, where the source has one kind alone, and takes
 * off it characters that nobody sees, where the source has none. It
 * looks at one character and its neighbours: for a text in parts there is `TypographyStream`. Dashes stay as they are.
 */
export function typographyOf(source: string): (text: string) => string {
  const isPlain = plainSource.test(source);
  const needed = kinds.filter(([isOnly]) => isOnly(source, (pattern) => !isPlain && pattern.test(source)));
  return (text) =>
    plainText.test(text)
      ? text
      : needed.reduce((rest, [, pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/** The typography of `source` for a text in parts: an apostrophe at the end of one is held back until the next is here. */
export class TypographyStream {
  readonly #typography: (text: string) => string;
  /** The letter before what comes next, given already. */
  #letter = '';
  #held = '';

  constructor(source: string) {
    this.#typography = typographyOf(source);
  }

  /** More of the text: gives what is certain by now. */
  push(text: string): string {
    const all = this.#held + text;
    this.#held = all.endsWith("'") ? "'" : '';
    return this.#give(all.slice(0, all.length - this.#held.length));
  }

  /** The text is complete: gives what was held back. */
  end(): string {
    const last = this.#held;
    this.#held = '';
    return this.#give(last);
  }

  #give(text: string): string {
    const given = this.#typography(this.#letter + text).slice(this.#letter.length);
    this.#letter = /\p{L}$/u.exec(given === '' ? this.#letter : given)?.[0] ?? '';
    return given;
  }
}
