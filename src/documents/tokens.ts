import type { DocumentFormat } from './format.ts';

/** What a token is: a word, a mask, a run of Markdown's marks of emphasis, or any other sign. */
export type TokenKind = 'word' | 'mask' | 'mark' | 'sign';

/** A word or a sign of a block's text. The white space before it belongs to no token. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/** A text as its tokens. */
export interface Tokens {
  readonly list: readonly Token[];
  /** `gaps[i]` is the white space before token i, the last one that behind all of them. */
  readonly gaps: readonly string[];
}

const mask = '(?<mask>⟦\\d{1,9}⟧)';
const spaceless = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
const letters = `(?:(?!${spaceless})[\\p{L}\\p{N}\\p{M}])+`;
const word = (joints: string) => `(?<word>${spaceless}\\p{M}*|${letters}(?:${joints}${letters})*)`;
const emoji = '\\p{ExtPict}[\\uFE0F\\p{EMod}]*(?:\\u200D\\p{ExtPict}[\\uFE0F\\p{EMod}]*)*';
const sign = `${emoji}|\\p{RI}\\p{RI}|\\S\\p{M}*`;
const plain = new RegExp(`${mask}|${word("(?:['’_-]|(?<=\\p{N})[.,](?=\\p{N}))")}|${sign}`, 'gu');
const markdown = new RegExp(
  `${mask}|${word("(?:['’_-]|(?<=\\p{N})[.,](?=\\p{N}))")}|(?<mark>\\*+|_+|~+)|\\\\[!-/:-@[-\`{-~]|${sign}`,
  'gu',
);

/** `text` as tokens. Words keep their apostrophes and hyphens; where a script has no spaces, a sign is a word. */
export function tokenize(text: string, format: DocumentFormat): Tokens {
  const list: Token[] = [];
  const gaps: string[] = [];
  let place = 0;
  for (const match of text.matchAll(format === 'MARKDOWN' ? markdown : plain)) {
    const start = match.index;
    const end = start + match[0].length;
    gaps.push(text.slice(place, start));
    list.push({ kind: kindOf(match.groups ?? {}), text: match[0], start, end });
    place = end;
  }
  return { list, gaps: [...gaps, text.slice(place)] };
}

/** Whether a rewrite has to keep the order of tokens of this kind, or say that it moved one. */
export function isAnchor(token: Token | undefined): boolean {
  return token?.kind === 'mask' || token?.kind === 'mark';
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  if (groups.mask) {
    return 'mask';
  }
  if (groups.word) {
    return 'word';
  }
  return groups.mark ? 'mark' : 'sign';
}
