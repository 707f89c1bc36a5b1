import { toBlock } from '../block.ts';
import { wordsOf } from '../cut.ts';
import type { Heading } from '../group.ts';
import { nothingParsed, type Parsed, type ParseRules } from '../parsed.ts';
import type { Block, Piece } from '../segment.ts';
import { contextIn, plainContext, useContext } from './context.ts';
import { headingDepth, kindsOf } from './elements.ts';
import { extendRun, leafPieces, partsOf, type Run, wholePieces } from './run.ts';
import { maskTemplates, templateTags } from './templates.ts';
import { type HtmlElement, type HtmlNode, isElement, parseTree, plainText } from './tree.ts';

const CELL_WORDS = 5;
// Shortcodes: `[gallery ids="1,2"]`.
const lockedLines = /^\[\/?[a-z][\w-]*(?:\s[^\]\n]*)?\]$/gm;

/** The blocks and headings of an HTML page or a part of one. What can't be told exactly from the source is locked. */
export function parseHtml(content: string, { terms, rewriteHeadings }: ParseRules): Parsed {
  const nodes = parseTree(content);
  if (nodes === undefined) {
    return nothingParsed;
  }
  const kindOf = kindsOf(nodes, rewriteHeadings);
  const tags = templateTags(content);
  const numbers = new Map<unknown, number>();
  const blocks: Block[] = [];
  const headings: Heading[] = [];
  let run: Run = [];
  let context = plainContext();

  const add = (pieces: readonly Piece[] | undefined) => {
    run = extendRun(run, pieces);
  };
  const close = () => {
    const pieces = run === undefined || run.length === 0 ? undefined : maskTemplates(run, tags);
    run = [];
    for (const part of pieces === undefined ? [] : partsOf(content, pieces)) {
      const block = toBlock({ kind: context.kind, label: context.label, pieces: part, lockedLines }, terms);
      if (block !== undefined && !(block.kind === 'cell' && wordsOf(block) < CELL_WORDS)) {
        blocks.push(block);
        useContext(context);
      }
    }
  };

  const todo: (HtmlNode | (() => void))[] = [...nodes].reverse();
  const enter = (element: HtmlElement, leave: () => void) => {
    todo.push(leave);
    for (let index = element.childNodes.length - 1; index >= 0; index -= 1) {
      const child = element.childNodes[index];
      if (child !== undefined) {
        todo.push(child);
      }
    }
  };
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'function') {
      next();
      continue;
    }
    if (!isElement(next)) {
      add(leafPieces(content, next));
      continue;
    }
    const kind = kindOf(next);
    switch (kind) {
      case 'inline': {
        const { startTag, endTag } = next.sourceCodeLocation ?? {};
        if (startTag && endTag) {
          add([{ kind: 'mask', start: startTag.startOffset, end: startTag.endOffset, mask: 'open' }]);
          enter(next, () => add([{ kind: 'mask', start: endTag.startOffset, end: endTag.endOffset, mask: 'close' }]));
        } else {
          add(undefined);
        }
        break;
      }
      case 'block': {
        close();
        addHeading(headings, next);
        const outer = context;
        context = contextIn(next, outer, numbers);
        enter(next, () => {
          close();
          context = outer;
        });
        break;
      }
      case 'locked':
        close();
        addHeading(headings, next);
        break;
      default:
        add(wholePieces(next, kind === 'code' ? 'code' : 'markup', kind === 'void'));
    }
  }
  close();
  headings.sort((a, b) => a.start - b.start);
  return { blocks: inOrder(blocks), headings };
}

function addHeading(headings: Heading[], element: HtmlElement): void {
  const depth = headingDepth(element);
  const start = element.sourceCodeLocation?.startOffset;
  if (depth !== undefined && start !== undefined) {
    headings.push({ depth, text: plainText(element), start });
  }
}

// In the order of the source, which is not the tree's where the parser has moved nodes; what overlaps is given up.
function inOrder(blocks: readonly Block[]): readonly Block[] {
  const sorted = [...blocks].sort((a, b) => a.start - b.start);
  let end = 0;
  return sorted.filter((block) => {
    const isFree = block.start >= end;
    end = Math.max(end, block.end);
    return isFree;
  });
}
