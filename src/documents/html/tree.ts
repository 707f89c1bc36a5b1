import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { isDeep } from './depth.ts';

/** A node of the parser's tree. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
/** A node that is an element. */
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** The nodes of a page, or of a part of one, with their places in the source; undefined where tags nest too deep. */
export function parseTree(content: string): readonly HtmlNode[] | undefined {
  if (isDeep(content)) {
    return undefined;
  }
  const isPage = /<(?:!doctype|html|head|body)[\s>]/i.test(content);
  return (isPage ? parse : parseFragment)(content, { sourceCodeLocationInfo: true }).childNodes;
}

/** The value of an element's attribute; undefined where it has none of that name. */
export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** Whether `node` is an element. */
export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

/** The text in `node` on one line. */
export function plainText(node: HtmlNode): string {
  let text = '';
  const todo: HtmlNode[] = [node];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if ('childNodes' in next) {
      for (let index = next.childNodes.length - 1; index >= 0; index -= 1) {
        const child = next.childNodes[index];
        if (child !== undefined) {
          todo.push(child);
        }
      }
    } else if (next.nodeName === '#text' && 'value' in next) {
      text += next.value;
    }
  }
  return text.replace(/\s+/g, ' ').trim();
}
