import { maskPattern } from '../../documents/index.ts';

/** A mask as it reads: `⟦3⟧`. */
export interface Mark {
  /** Its number as written, so that `⟦03⟧` is not `⟦3⟧`. */
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

/** The masks of a text, in order. */
export function marksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(maskPattern)) {
    marks.push({ number: match[1] ?? '', start: match.index, end: match.index + match[0].length });
  }
  return marks;
}

/** A text with a space in place of each mask. */
export function withoutMarks(text: string): string {
  return text.includes('⟦') ? text.replace(maskPattern, ' ') : text;
}
