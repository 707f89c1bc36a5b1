import type { Heading } from './group.ts';
import type { Block } from './segment.ts';
import type { Terms } from './terms.ts';

/** What a parser goes by, beside the document. */
export interface ParseRules {
  readonly terms: Terms;
  /** Headings are prose, each a block; locked otherwise. */
  readonly rewriteHeadings: boolean;
}

/** What a document's parser found, or that of a stretch of it. In order, none overlapping. */
export interface Parsed {
  readonly blocks: readonly Block[];
  readonly headings: readonly Heading[];
}

/** Nothing to rewrite. */
export const nothingParsed: Parsed = { blocks: [], headings: [] };
