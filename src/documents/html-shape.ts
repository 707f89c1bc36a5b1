import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { readDrafts } from './drafts.ts';
import { applyEditsWithin, type Edit } from './edit.ts';
import { plainParts } from './markup-escape.ts';
import type { Change } from './spacing.ts';
import { type BlockView, maskPattern } from './view.ts';

const tag = /<[a-z/!?]/gi;

/**
 * Whether a block of HTML with `edits` reads as `changes` make its text. Only where `&` or `<` stands in its text
 * can that be otherwise: `a < b` without its space begins a tag.
 */
export function keepsHtml(view: BlockView, changes: readonly Change[], edits: readonly Edit[]): boolean {
  const { block, source } = view;
  const hasSign = block.pieces.some(
    ({ kind, start, end }) => kind === 'text' && /[&<]/.test(source.slice(start - block.start, end - block.start)),
  );
  if (!hasSign) {
    return true;
  }
  const edited = applyEditsWithin(source, block.start, edits);
  if (readHtml(source) !== readView(view, view.text)) {
    // It reads otherwise alone than where it stands: at least no tag or comment comes of it.
    return edited.match(tag)?.length === source.match(tag)?.length;
  }
  const text = readDrafts(
    view.text,
    changes.map((change) => ({ ...change, parts: plainParts(change, true) })),
  );
  return readHtml(edited) === readView(view, text);
}

function readView(view: BlockView, text: string): string {
  const masks = new Map(view.masks.map(({ number, source }) => [String(number), source]));
  return withoutSpace(text.replace(maskPattern, (sign, number: string) => readHtml(masks.get(number) ?? sign)));
}

function readHtml(source: string): string {
  const todo: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(source).childNodes];
  let text = '';
  for (let node = todo.shift(); node; node = todo.shift()) {
    if (node.nodeName === '#text' && 'value' in node) {
      text += node.value;
    } else if ('childNodes' in node) {
      todo.unshift(...node.childNodes);
    }
  }
  return withoutSpace(text);
}

/** NUL is none either: the parser leaves it out. */
function withoutSpace(text: string): string {
  return text.replace(/[\s\0]+/g, '');
}
