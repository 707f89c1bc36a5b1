import { blockOf } from './block.ts';
import type { DocumentFormat } from './format.ts';
import { isVerbatim, splitText } from './pieces.ts';
import type { Block, Piece } from './segment.ts';

/** A stretch of a document that holds no prose though its format has it as text. */
export interface Literal {
  readonly start: number;
  readonly end: number;
}

/** What a literal's last line holds, by what its first line is. */
type Rule = readonly [opener: RegExp, closer: (name: string) => string];

const liquidNames = 'highlight|raw|comment|verbatim|mermaid|codeblock|code|math|plantuml|uml|chart|doc';
const hugoNames = 'highlight|mermaid|code|raw|comment|math|katex|plantuml|chart|goat|diagram';
const latexNames =
  '(?:align|aligned|alignat|equation|gather|multline|eqnarray|displaymath|math|cases|array|[bpvV]?matrix|split|tikzpicture|verbatim|lstlisting|minted|tabular)\\*?';
const diagrams = 'uml|mindmap|wbs|gantt|json|yaml|salt|math|latex|dot|ditaa';

const rules: readonly Rule[] = [
  [new RegExp(`\\{%-?\\s*(${liquidNames})\\b`, 'y'), (name) => `\\{%-?\\s*end${name}\\s*-?%\\}`],
  [new RegExp(`\\{\\{[<%]-?\\s*(${hugoNames})\\b`, 'y'), (name) => `\\{\\{[<%]-?\\s*/\\s*${name}\\s*-?[>%]\\}\\}`],
  [/\{\{#?(mermaid)\b[^}]{0,200}\}\}/y, (name) => `\\{\\{/${name}\\}\\}`],
  [/(:{3,6})[ \t]*\{?\.?(?:mermaid|math|code|plantuml)\b/y, (colons) => `^[ \\t]*${colons}:*[ \\t]*$`],
  [new RegExp(`\\\\begin\\{(${latexNames})\\}`, 'y'), (name) => `\\\\end\\{${name.replace('*', '\\*')}\\}`],
  [/(\\\[)[ \t]*$/my, () => '\\\\\\]'],
  [new RegExp(`@start(${diagrams})\\b`, 'y'), (name) => `@end${name}\\b`],
];
const inText: readonly Rule[] = [
  ...rules,
  [/(```+)[^`\r\n]*$/my, () => '^[ \\t]*```+[ \\t]*$'],
  [/(~~~+)[^\r\n]*$/my, () => '^[ \\t]*~~~+[ \\t]*$'],
  [/(\$\$)[ \t]*$/my, () => '\\$\\$[ \\t]*$'],
];
const rulesByFormat = { TEXT: inText, MARKDOWN: rules, HTML: rules.slice(0, 3) } satisfies Record<
  DocumentFormat,
  readonly Rule[]
>;

const lineStart = /^[ \t>]*(?=[{:\\@`~$.])/gm;
const directive = /\.\. (?:code-block|code|sourcecode|literalinclude|math|highlight|parsed-literal|graphviz|raw)::/y;
const lineEnd = /\r\n|\n|\r|$/g;

/**
 * Stretches of code, diagrams and formulas in `content` that only a template engine or another dialect knows, from the
 * line where they begin to the one where they end, in order. What has no end is none, and neither is what ends in the
 * midst of its first line. One linear scan.
 */
export function literalsIn(content: string, format: DocumentFormat): readonly Literal[] {
  const literals: Literal[] = [];
  const missing = new Set<string>();
  const scan = new RegExp(lineStart);
  for (let match = scan.exec(content); match !== null; match = scan.exec(content)) {
    const at = match.index + match[0].length;
    const end =
      literalEnd(content, at, rulesByFormat[format], missing) ?? directiveEnd(content, match.index, at, format);
    if (end !== undefined) {
      literals.push({ start: match.index, end });
    }
    scan.lastIndex = Math.max(end ?? at, match.index + 1);
  }
  return literals;
}

function literalEnd(content: string, at: number, known: readonly Rule[], missing: Set<string>): number | undefined {
  for (const [opener, closer] of known) {
    opener.lastIndex = at;
    const name = opener.exec(content)?.[1];
    if (name === undefined) {
      continue;
    }
    const source = closer(name);
    if (missing.has(source)) {
      return undefined;
    }
    const close = new RegExp(source, 'gm');
    close.lastIndex = opener.lastIndex;
    if (close.exec(content) === null) {
      missing.add(source);
      return undefined;
    }
    const end = endOfLine(content, close.lastIndex);
    const isOneLine = endOfLine(content, at) === end;
    return isOneLine && content.slice(close.lastIndex, end).trim() !== '' ? undefined : end;
  }
  return undefined;
}

// A directive of reStructuredText goes on as long as lines are indented.
function directiveEnd(content: string, start: number, at: number, format: DocumentFormat): number | undefined {
  directive.lastIndex = at;
  if (format !== 'TEXT' || !directive.test(content)) {
    return undefined;
  }
  const indent = at - start;
  const outer = new RegExp(`^[ \\t]{0,${indent}}[^ \\t\\r\\n]`, 'gm');
  outer.lastIndex = directive.lastIndex;
  return outer.exec(content)?.index ?? content.length;
}

function endOfLine(content: string, at: number): number {
  lineEnd.lastIndex = at;
  return lineEnd.exec(content)?.index ?? content.length;
}

/** `literals` and `more` in order; those that touch are one. */
export function mergeLiterals(literals: readonly Literal[], more: readonly Literal[]): readonly Literal[] {
  const merged: Literal[] = [];
  for (const literal of [...literals, ...more].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && literal.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, literal.end) };
    } else {
      merged.push(literal);
    }
  }
  return merged;
}

/** Which of `items`, which are in order, do not start in one of `literals`. */
export function startingOutside<Item extends { readonly start: number }>(
  items: readonly Item[],
  literals: readonly Literal[],
): readonly Item[] {
  let index = 0;
  let end = 0;
  return items.filter(({ start }) => {
    for (let literal = literals[index]; literal !== undefined && literal.start <= start; literal = literals[index]) {
      end = Math.max(end, literal.end);
      index += 1;
    }
    return start >= end;
  });
}

/** `blocks` without what lies in `literals`: where one lies in a block's midst, the block is two. Both are in order. */
export function outsideOf(blocks: readonly Block[], literals: readonly Literal[]): readonly Block[] {
  let index = 0;
  return blocks.flatMap((block) => {
    while ((literals[index]?.end ?? block.end) <= block.start) {
      index += 1;
    }
    if ((literals[index]?.start ?? block.end) >= block.end) {
      return [block];
    }
    return partsOutside(block.pieces, literals, index).flatMap((pieces) => {
      const label = pieces[0]?.start === block.start || block.kind === 'quote' ? block.label : '';
      return blockOf(block.kind, label, pieces) ?? [];
    });
  });
}

// A piece that is not text lies outside as a whole or not at all.
function partsOutside(pieces: readonly Piece[], literals: readonly Literal[], first: number): readonly Piece[][] {
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let index = first;
  const todo = [...pieces].reverse();
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    while ((literals[index]?.end ?? piece.end) <= piece.start) {
      index += 1;
    }
    const { start, end } = literals[index] ?? { start: piece.end, end: piece.end };
    if (start >= piece.end) {
      part.push(piece);
      continue;
    }
    const edge = start > piece.start ? start : end;
    if (piece.kind === 'text' && isVerbatim(piece) && edge < piece.end) {
      const [left, right] = splitText(piece, edge - piece.start);
      todo.push(right, left);
    } else if (part.length > 0) {
      parts.push(part);
      part = [];
    }
  }
  return [...parts, part];
}
