import type { DocumentFormat } from './format.ts';
import { groupBlocks, type Heading } from './group.ts';
import { parseHtml } from './html/parse.ts';
import { literalsIn, mergeLiterals, outsideOf, startingOutside } from './literals.ts';
import { mailLiterals } from './mail.ts';
import { parseMarkdown } from './markdown/parse.ts';
import type { Parsed, ParseRules } from './parsed.ts';
import type { Block, Segment } from './segment.ts';
import { prepareTerms } from './terms.ts';
import { textBlocks } from './text.ts';

/** What of a document can be rewritten, and its titles. */
export interface Plan {
  /** They tile the document; at least one. */
  readonly segments: readonly Segment[];
  readonly outline: readonly Heading[];
}

/** What a plan depends on beside the document. */
export interface PlanOptions {
  /** Words at which a segment ends. */
  readonly segmentWords: number;
  /** Words and phrases that no rewrite may change, in exact case. */
  readonly protectedTerms: readonly string[];
  /** Headings are prose too; locked when absent, for their anchors are links' targets. */
  readonly rewriteHeadings?: boolean | undefined;
}

/** Plans `content`; yields between stretches of some ten thousand code units, so that a caller can pause there. */
export function* planDocument(
  content: string,
  format: DocumentFormat,
  options: PlanOptions,
): Generator<undefined, Plan> {
  const blocks: Block[] = [];
  const outline: Heading[] = [];
  const { protectedTerms, rewriteHeadings = false } = options;
  for (const parsed of parsersByFormat[format](content, { terms: prepareTerms(protectedTerms), rewriteHeadings })) {
    for (const block of parsed.blocks) {
      blocks.push(block);
    }
    for (const heading of parsed.headings) {
      outline.push(heading);
    }
    yield;
  }
  const literals = mergeLiterals(literalsIn(content, format), format === 'TEXT' ? mailLiterals(content) : []);
  const titles = startingOutside(outline, literals);
  const segments = groupBlocks(outsideOf(blocks, literals), titles, content.length, options.segmentWords);
  return { segments, outline: titles };
}

const parsersByFormat: Readonly<Record<DocumentFormat, (content: string, rules: ParseRules) => Iterable<Parsed>>> = {
  TEXT: (content, { terms }) => [{ blocks: textBlocks(content, terms), headings: [] }],
  MARKDOWN: parseMarkdown,
  HTML: (content, rules) => [parseHtml(content, rules)],
};
