import type { DocumentFormat } from './format.ts';

/** A stretch of a document, in UTF-16 code units: start inclusive, end exclusive. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** There is no prose in it: it comes out as it went in. */
  readonly isLocked: boolean;
}

const paragraph = /\S[\s\S]*?(?:(?:\r?\n[^\S\n]*){2,}|$)/g;
const word = /\S+/g;

/**
 * Cuts a document into segments that tile it, at least one. A plain text is cut between paragraphs where
 * `segmentWords` are full; a document with markup is one segment.
 */
export function segmentDocument(content: string, format: DocumentFormat, segmentWords: number): Segment[] {
  if (content.trim() === '') {
    return [{ start: 0, end: content.length, isLocked: true }];
  }
  const ends = format === 'TEXT' ? paragraphEnds(content, segmentWords) : [];
  return [...ends, content.length].map((end, index) => ({ start: ends[index - 1] ?? 0, end, isLocked: false }));
}

function paragraphEnds(content: string, segmentWords: number): number[] {
  const ends: number[] = [];
  const proseEnd = content.trimEnd().length;
  let words = 0;
  for (const match of content.matchAll(paragraph)) {
    words += countWords(match[0]);
    const end = match.index + match[0].length;
    if (words >= segmentWords && end < proseEnd) {
      ends.push(end);
      words = 0;
    }
  }
  return ends;
}

function countWords(text: string): number {
  return text.match(word)?.length ?? 0;
}
