import type { PhrasingContent } from 'mdast';
import type { MaskKind } from '../segment.ts';
import { pushReversed, rangeOf } from './nodes.ts';
import type { Range } from './tree.ts';

/** What may not be changed inside a paragraph. `html` is yet to be paired. */
export interface Mark extends Range {
  readonly mask: MaskKind | 'html';
}

/** The marks in the inline content `children`, in order. Undefined where a position is missing. */
export function marksOf(text: string, children: readonly PhrasingContent[]): Mark[] | undefined {
  const marks: Mark[] = [];
  const todo: (PhrasingContent | Mark)[] = [...children].reverse();
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if ('mask' in next) {
      marks.push(next);
      continue;
    }
    const range = rangeOf(next);
    if (range === undefined) {
      return undefined;
    }
    const inner = 'children' in next ? innerOf(text, next, range) : undefined;
    if (inner !== undefined && 'children' in next) {
      const isLink = next.type === 'link' || next.type === 'linkReference';
      if (isLink) {
        todo.push({ start: inner.end, end: range.end, mask: 'close' });
      }
      pushReversed<PhrasingContent | Mark>(todo, next.children);
      if (isLink) {
        todo.push({ start: range.start, end: inner.start, mask: 'open' });
      }
    } else if (next.type !== 'text') {
      marks.push({ ...range, mask: maskOf(next) });
    }
  }
  return marks;
}

// What stands between a node's own marks; undefined where it is to be masked as a whole.
function innerOf(
  text: string,
  node: PhrasingContent & { children: PhrasingContent[] },
  range: Range,
): Range | undefined {
  const start = rangeOf(node.children[0])?.start;
  const end = rangeOf(node.children.at(-1))?.end;
  if (start === undefined || end === undefined) {
    return undefined;
  }
  // An autolink is its own target, and the text of `[text]` and `[text][]` is what its definition is found by.
  const isWhole =
    (node.type === 'link' && text[range.start] !== '[') ||
    (node.type === 'linkReference' && node.referenceType !== 'full');
  return isWhole ? undefined : { start, end };
}

function maskOf(node: PhrasingContent): Mark['mask'] {
  switch (node.type) {
    case 'inlineCode':
      return 'code';
    case 'html':
      return 'html';
    case 'link':
    case 'linkReference':
      return 'url';
    default:
      return 'markup';
  }
}
