import type { Root } from 'mdast';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from './math.ts';

/** A stretch of the source. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The tree of a Markdown text, and what stands between the lines of its paragraphs. All offsets are the text's own. */
export interface MarkdownTree {
  readonly root: Root;
  /** Each line's end, in order. */
  readonly lineEnds: readonly Range[];
  /** What a line's text is preceded by (indentation, `>`): by where it begins, where it ends. */
  readonly prefixes: ReadonlyMap<number, number>;
}

const frontmatterFormats: ('yaml' | 'toml')[] = ['yaml', 'toml'];
const extensions = [gfm(), math()];
// Where its closing mark is missing, the parser would take the lists and quotes of all the text for paragraphs.
const extensionsWithFrontMatter = [frontmatter(frontmatterFormats), ...extensions];
const prefixTypes = ['linePrefix', 'blockQuotePrefix', 'listItemIndent', 'gfmFootnoteDefinitionIndent'];

/**
 * Parses CommonMark with GFM, math and, where it is there, front matter. Throws a RangeError where containers are
 * nested too deep for the parser's stack.
 */
export function parseTree(text: string, hasFrontMatter: boolean): MarkdownTree {
  const lineEnds: Range[] = [];
  const prefixes = new Map<number, number>();
  const enter: Extension['enter'] = {
    lineEnding(token) {
      lineEnds.push({ start: token.start.offset, end: token.end.offset });
    },
  };
  for (const type of prefixTypes) {
    Object.assign(enter, {
      [type](token: { start: { offset: number }; end: { offset: number } }) {
        const { start, end } = { start: token.start.offset, end: token.end.offset };
        prefixes.set(start, Math.max(end, prefixes.get(start) ?? 0));
      },
    });
  }
  // Its transform would put nodes without positions in the tree; what it finds is masked in every format alike.
  const fromGfm = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));
  const root = fromMarkdown(text, {
    extensions: hasFrontMatter ? extensionsWithFrontMatter : extensions,
    mdastExtensions: [fromGfm, mathFromMarkdown(), frontmatterFromMarkdown(frontmatterFormats), { enter }],
  });
  lineEnds.sort((a, b) => a.start - b.start);
  return { root, lineEnds, prefixes };
}
