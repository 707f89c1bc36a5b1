import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfm } from 'micromark-extension-gfm';
import { Hostility } from './markdown/hostile.ts';
import { math } from './markdown/math.ts';
import type { Piece } from './segment.ts';
import { type BlockView, type Mask, maskPattern } from './view.ts';

const extensions = [gfm(), math()];
const mdastExtensions = [gfmFromMarkdown(), mathFromMarkdown()];
const numberedLine = /\n\d{1,9}[.)](?!\S)/g;
const reference = /(?<!\\)(?:\\\\)*&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** What a text makes in Markdown beside words; undefined where it is more or other than one paragraph. */
export type MarkdownShape = readonly string[] | undefined;

/** One way that a parser may see the block, by what it stands in. */
export interface MarkdownReading {
  /** The shape of its own text. */
  readonly shape: MarkdownShape;
  /**
   * The shape of any text of the block: one line for each link, code, emphasis and the like, those that nest with what they
   * stand in, in no order.
   */
  readonly shapeOf: (text: string) => MarkdownShape;
}

/** All ways in which the block may be read: what it stands in is not known. */
export function markdownReadings(view: BlockView): MarkdownReading[] {
  const masks = new Map(view.masks.map((mask) => [mask.number, mask]));
  const shapeAfter = (start: string, indentation: string, definitions: string) => (text: string) => {
    const source = text.replace(maskPattern, (sign, number: string) => sourceOf(masks.get(Number(number)), sign));
    return shapeOf(source, start + source.replaceAll('\n', `\n${indentation}`) + definitions);
  };
  const { kind, label, pieces } = view.block;
  const start = kind === 'listItem' ? label : '';
  const starts: [start: string, indentation: string][] = [[start, ' '.repeat(start.length)]];
  const endsAtMargin = ({ kind, end }: Piece) =>
    kind !== 'text' && /[\r\n]/.test(view.source.charAt(end - view.block.start - 1));
  if (pieces.some(endsAtMargin)) {
    // What goes on at the margin may stand in an item or a quote, and ends it with a mark that would be none in a paragraph.
    starts.push([start || '> ', '']);
  }
  // What looks like a reference is one if the document defines it, and may be the text of a link if not.
  const definitions = new Set([definitionsFor(view.masks), '']);
  const readingsAfter = (starts: readonly (readonly [string, string])[]) =>
    starts.flatMap(([start, indentation]) =>
      [...definitions].map((each): MarkdownReading => {
        const shapeOf = shapeAfter(start, indentation, each);
        return { shape: shapeOf(view.text), shapeOf };
      }),
    );
  const own = readingsAfter(starts).filter(({ shape }) => shape !== undefined);
  // A cell or the rest of a paragraph may begin with what would begin a list in a paragraph of its own.
  return own.length > 0 ? own : readingsAfter([['x ', '  ']]);
}

/** What a text of the shape `before` lost where it became one of the shape `after`; undefined where it gained anything. */
export function lostOf(before: MarkdownShape, after: MarkdownShape): string[] | undefined {
  if (!before || !after) {
    return undefined;
  }
  const counts = new Map<string, number>();
  for (const line of before) {
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  for (const line of after) {
    const count = counts.get(line) ?? 0;
    if (count === 0) {
      return undefined;
    }
    counts.set(line, count - 1);
  }
  return [...counts].flatMap(([line, count]) => Array<string>(count).fill(line));
}

function shapeOf(source: string, document: string): MarkdownShape {
  if (new Hostility().isHostile(document)) {
    return undefined;
  }
  const { children } = fromMarkdown(document, { extensions, mdastExtensions });
  let [node, ...others]: Nodes[] = children;
  const shape: string[] = [];
  while (node?.type === 'list' || node?.type === 'listItem' || node?.type === 'blockquote') {
    shape.push(node.type === 'listItem' ? `item ${node.checked}` : node.type);
    [node, ...others] = [...node.children, ...others];
  }
  const isAlone = others.every(({ type }) => type === 'definition' || type === 'footnoteDefinition');
  if (node?.type !== 'paragraph' || !isAlone) {
    return undefined;
  }
  shape.push(...others.map(lineOf));
  const todo: { node: Nodes; within: string }[] = node.children.map((child) => ({ node: child, within: '' }));
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { node, within } = next;
    if (node.type === 'text') {
      continue;
    }
    const isSpan = 'children' in node;
    shape.push(isSpan ? `${within} ${lineOf(node)}` : lineOf(node));
    if (isSpan) {
      todo.push(...node.children.map((child) => ({ node: child, within: node.type })));
    }
  }
  // A reference is decoded in the tree, and a number at a line's start may be an item's only where the block stands.
  return [...shape, ...(source.match(reference) ?? []), ...(source.match(numberedLine) ?? [])];
}

function lineOf(node: Nodes): string {
  return JSON.stringify(node, (key, value) => (key === 'children' || key === 'position' ? undefined : value));
}

/** A mask that holds the end of a line has the next one's prefix with it. */
function sourceOf(mask: Mask | undefined, sign: string): string {
  if (!mask) {
    return sign;
  }
  if (!/[\r\n]/.test(mask.source)) {
    return mask.source;
  }
  const hardBreak = /^(\\?)[ \t]*[\r\n]/.exec(mask.source);
  return hardBreak ? `${hardBreak[1] || '  '}\n` : mask.source.replace(/[ \t]*[\r\n]+[ \t>]*/g, ' ');
}

/** So that what refers to a definition somewhere in the document is what it is there. */
function definitionsFor(masks: readonly Mask[]): string {
  const labels = new Set(masks.flatMap(({ source }) => source.match(/\[[^[\]\r\n]{1,999}\]/g) ?? []));
  return [...labels].map((label) => `\n\n${label}: x`).join('');
}
