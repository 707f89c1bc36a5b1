import { attributeOf, type HtmlElement, type HtmlNode, isElement } from './tree.ts';

/**
 * What an element is to the prose around it: `inline` is a pair of tags around text, `code` a word that stays as it
 * is, `void` and `embedded` are things in the text, `locked` holds no prose. A `block` parts what is around it.
 */
export type ElementKind = 'inline' | 'code' | 'void' | 'embedded' | 'locked' | 'block';

// All others are inline, as they are to a browser.
const names: Readonly<Record<Exclude<ElementKind, 'inline'>, string>> = {
  block: `address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frame header hgroup hr html legend li main menu noframes ol optgroup option p search
    section summary table tbody td tfoot th thead tr ul`,
  code: 'code kbd samp var tt',
  void: 'area base basefont bgsound br img input keygen link meta param source track wbr',
  embedded: `applet audio button canvas embed iframe map math meter noscript object picture progress ruby script select
    style svg template textarea video`,
  locked: 'datalist frameset h1 h2 h3 h4 h5 h6 head listing nav plaintext pre title xmp',
};

const kinds = new Map<string, ElementKind>([
  ...listed('block'),
  ...listed('code'),
  ...listed('void'),
  ...listed('embedded'),
  ...listed('locked'),
]);

function listed(kind: Exclude<ElementKind, 'inline'>): (readonly [string, ElementKind])[] {
  return names[kind].split(/\s+/).map((name) => [name, kind] as const);
}

/** The kind of each element, told from its name, its attributes and, for an inline one, from what it holds. */
export function kindsOf(nodes: readonly HtmlNode[], rewriteHeadings: boolean): (element: HtmlElement) => ElementKind {
  const containers = inlineWithBlocks(nodes);
  return (element) => {
    const isProse = rewriteHeadings && headingDepth(element) !== undefined;
    const kind = isProse ? 'block' : (kinds.get(element.tagName) ?? 'inline');
    const own = kind === 'inline' && containers.has(element) ? 'block' : kind;
    return isKept(element) && own !== 'locked' ? (own === 'block' ? 'locked' : 'embedded') : own;
  };
}

/** How deep a heading is, 1 for the highest; undefined for any other element. */
export function headingDepth({ tagName }: HtmlElement): number | undefined {
  const depth = /^h([1-6])$/.exec(tagName)?.[1];
  return depth === undefined ? undefined : Number(depth);
}

// What an author, or an editor, says is not to be touched.
function isKept(element: HtmlElement): boolean {
  const editable = attributeOf(element, 'contenteditable');
  return (
    attributeOf(element, 'translate')?.toLowerCase() === 'no' ||
    (editable !== undefined && editable.toLowerCase() !== 'false') ||
    /(?:^|\s)notranslate(?:\s|$)/.test(attributeOf(element, 'class') ?? '')
  );
}

function inlineWithBlocks(nodes: readonly HtmlNode[]): ReadonlySet<unknown> {
  const containers = new Set<unknown>();
  const todo: HtmlNode[] = [...nodes];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (!isElement(next)) {
      continue;
    }
    const kind = kinds.get(next.tagName) ?? 'inline';
    if (kind === 'block' || kind === 'locked') {
      let outer = next.parentNode;
      while (outer !== null && 'tagName' in outer && !containers.has(outer)) {
        containers.add(outer);
        outer = outer.parentNode;
      }
    }
    if (kind === 'block' || kind === 'inline') {
      for (const child of next.childNodes) {
        todo.push(child);
      }
    }
  }
  return containers;
}
