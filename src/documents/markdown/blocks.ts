import type { Heading as HeadingNode, Nodes, Paragraph, PhrasingContent, TableCell } from 'mdast';
import { blockOf, type Draft, toBlock } from '../block.ts';
import { wordsOf } from '../cut.ts';
import type { Heading } from '../group.ts';
import type { Parsed, ParseRules } from '../parsed.ts';
import type { Block, BlockKind, Piece } from '../segment.ts';
import { inlinePieces } from './inline.ts';
import { isLinksOnly, plainText, pushReversed, rangeOf } from './nodes.ts';
import type { MarkdownTree } from './tree.ts';

/** What a paragraph is to its reader, by what it stands in. */
interface Context {
  readonly kind: BlockKind;
  readonly label: string;
}

const plain: Context = { kind: 'paragraph', label: '' };
const quote: Context = { kind: 'quote', label: '> ' };
function headingContext(depth: number): Context {
  return { kind: 'heading', label: `${'#'.repeat(depth)} ` };
}

const CELL_WORDS = 5;

// Directives (`:::note`), alerts (`[!NOTE]`), attributes (`{: .x }`) and `[TOC]` mean what they do on a line of their own.
const lockedLines = /^(?::{3,}.*|\[![A-Za-z]+\].*|\{:.*\}[ \t]*|\[toc\])$/gim;
// Attributes of a heading: `{#anchor .class}`.
const lockedInHeading = /\{[#.:][^{}\n]*\}$/gm;
// Lines of MDX: modules, components, expressions; but `{{x}}` and `{% x %}` are placeholders in prose.
const mdx =
  /^(?:import\s+(?:['"{*]|[\w$]+\s*(?:,|\s+from\s))|export\s+(?:const|let|var|default|function|async|class|[{*])|<\/?[A-Z>]|\{(?![{%]))/;

/** The blocks and headings of `tree`, which was parsed from `text`; what begins at `end` or later is left out. */
export function markdownBlocks(
  text: string,
  tree: MarkdownTree,
  end: number,
  offset: number,
  rules: ParseRules,
): Parsed {
  const blocks: Block[] = [];
  const headings: Heading[] = [];
  const todo: { node: Nodes; context: Context }[] = [{ node: tree.root, context: plain }];
  const add = (node: Paragraph | TableCell | HeadingNode, context: Context) => {
    const block = blockAt(text, node, context, tree, offset, rules);
    if (block !== undefined && block.end <= end + offset) {
      blocks.push(block);
    }
  };
  const enter = (children: readonly Nodes[], contextAt: (index: number) => Context) => {
    pushReversed(
      todo,
      children.map((node, index) => ({ node, context: contextAt(index) })),
    );
  };
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node, context } = next;
    const start = rangeOf(node)?.start ?? 0;
    if (start >= end && node.type !== 'root') {
      continue;
    }
    switch (node.type) {
      case 'paragraph':
        add(node, context);
        break;
      case 'tableCell':
        add(node, { kind: 'cell', label: '' });
        break;
      case 'heading':
        headings.push({ depth: node.depth, text: plainText(node), start: start + offset });
        if (rules.rewriteHeadings) {
          add(node, headingContext(node.depth));
        }
        break;
      case 'list':
        if (isLinksOnly(node)) {
          break;
        }
        enter(node.children, () => plain);
        break;
      case 'listItem': {
        const label = /^(?:[-*+]|\d{1,9}[.)])/.exec(text.slice(start, start + 12))?.[0];
        const item: Context = { kind: 'listItem', label: `${label ?? '-'} ` };
        enter(node.children, (index) => (index === 0 ? item : plain));
        break;
      }
      case 'root':
      case 'blockquote':
      case 'footnoteDefinition':
      case 'table':
      case 'tableRow': {
        const inner = node.type === 'blockquote' ? quote : plain;
        enter(node.children, () => inner);
        break;
      }
      default:
        break;
    }
  }
  return { blocks, headings };
}

function blockAt(
  text: string,
  node: { readonly children: readonly PhrasingContent[] },
  context: Context,
  tree: MarkdownTree,
  offset: number,
  { terms }: ParseRules,
): Block | undefined {
  const pieces = inlinePieces(text, node.children, tree);
  const start = pieces?.[0]?.start;
  if (pieces === undefined || start === undefined || mdx.test(text.slice(start, start + 200))) {
    return undefined;
  }
  const isHeading = context.kind === 'heading';
  const locked = isHeading ? lockedInHeading : lockedLines;
  const draft: Draft = { ...context, pieces: pieces.map((piece) => shift(piece, offset)), lockedLines: locked };
  const whole = toBlock(draft, terms);
  const block = isHeading && whole ? headingOf(whole) : whole;
  return block?.kind === 'cell' && wordsOf(block) < CELL_WORDS ? undefined : block;
}

/** A heading of one line: an anchor at its end is one there alone, and stays behind the block. */
function headingOf({ kind, label, pieces }: Block): Block | undefined {
  // Of several lines, one that came back empty would be its end.
  if (pieces.some((piece) => piece.kind === 'break')) {
    return undefined;
  }
  const last = pieces.findLastIndex((piece) => piece.kind !== 'mask' || piece.mask !== 'placeholder');
  return blockOf(kind, label, pieces.slice(0, last + 1));
}

function shift(piece: Piece, offset: number): Piece {
  return { ...piece, start: piece.start + offset, end: piece.end + offset };
}
