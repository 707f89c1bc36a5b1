import type { BlockKind } from '../segment.ts';
import { headingDepth } from './elements.ts';
import { attributeOf, type HtmlElement } from './tree.ts';

/** What the prose in an element is to its reader. Shared by all that the element holds. */
export interface Context {
  kind: BlockKind;
  label: string;
}

/** The context of prose that stands in nothing in particular. */
export function plainContext(): Context {
  return { kind: 'paragraph', label: '' };
}

/** The context of what stands in `element`, which itself stands in `outer`. */
export function contextIn(element: HtmlElement, outer: Context, numbers: Map<unknown, number>): Context {
  const depth = headingDepth(element);
  if (depth !== undefined) {
    return { kind: 'heading', label: `${'#'.repeat(depth)} ` };
  }
  switch (element.tagName) {
    case 'li':
      return { kind: 'listItem', label: labelOf(element, numbers) };
    case 'blockquote':
      return { kind: 'quote', label: '> ' };
    case 'td':
    case 'th':
      return { kind: 'cell', label: '' };
    default:
      return outer.kind === 'cell' ? plainContext() : outer;
  }
}

/** Marks that a block with this context is made: an item's label stands before its first block alone. */
export function useContext(context: Context): void {
  if (context.kind === 'listItem') {
    context.kind = 'paragraph';
    context.label = '';
  }
}

function labelOf(item: HtmlElement, numbers: Map<unknown, number>): string {
  const list = item.parentNode;
  if (list === null || !('tagName' in list) || list.tagName !== 'ol') {
    return '- ';
  }
  const first = Number.parseInt(attributeOf(list, 'start') ?? '', 10);
  const number = numbers.get(list) ?? (Number.isNaN(first) ? 1 : first);
  numbers.set(list, number + 1);
  return `${number}. `;
}
