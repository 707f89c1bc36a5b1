import type { List, Nodes } from 'mdast';
import type { Range } from './tree.ts';

/** The text of `node` on one line, without markup. */
export function plainText(node: Nodes): string {
  let text = '';
  const todo: Nodes[] = [node];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if ('children' in next) {
      pushReversed(todo, next.children);
    } else if ('value' in next && next.type !== 'html') {
      text += next.value;
    } else if ('alt' in next) {
      text += next.alt ?? '';
    } else if (next.type === 'break') {
      text += ' ';
    }
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether the items of `list` are links and nothing else, as in a table of contents; lists in them do not count. */
export function isLinksOnly(list: List): boolean {
  return list.children.every((item) =>
    item.children.every(
      (child) =>
        child.type === 'list' ||
        (child.type === 'paragraph' &&
          child.children.filter((each) => each.type !== 'text' || each.value.trim() !== '').length === 1 &&
          child.children.some((each) => each.type === 'link' || each.type === 'linkReference')),
    ),
  );
}

/** Puts `items` on the stack `todo` so that the first is taken first. No spread: there may be more than it can take. */
export function pushReversed<T>(todo: T[], items: readonly T[]): void {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined) {
      todo.push(item);
    }
  }
}

/** Where `node` stands in the text it was parsed from. */
export function rangeOf(node: Nodes | undefined): Range | undefined {
  const start = node?.position?.start.offset;
  const end = node?.position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}
