/** Where a protected term stands: start inclusive, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds what the caller protects in a text, from left to right, the longest term first. */
export type FindTerms = (text: string) => readonly Span[];

/** What terms are compared by: words, white space of any kind, any other character. */
const tokens = /[\p{L}\p{N}_]+|\s+|./gsu;

interface Node {
  readonly next: Map<string, Node>;
  isEnd: boolean;
}

/**
 * Finds every one of `terms`, whole and in any case, also where a line breaks in it. Undefined without terms. What a
 * search costs grows with the text, and not with the number of terms.
 */
export function compileTerms(terms: readonly string[]): FindTerms | undefined {
  const root: Node = { next: new Map(), isEnd: false };
  for (const term of terms.map((term) => term.trim()).filter((term) => term !== '')) {
    let node = root;
    for (const [token] of term.matchAll(tokens)) {
      node = childOf(node, keyOf(token));
    }
    node.isEnd = true;
  }
  return root.next.size === 0 ? undefined : (text) => findTerms(text, root);
}

function childOf(node: Node, key: string): Node {
  const child = node.next.get(key) ?? { next: new Map(), isEnd: false };
  node.next.set(key, child);
  return child;
}

function findTerms(text: string, root: Node): Span[] {
  const found = Array.from(text.matchAll(tokens), ({ 0: token, index }) => ({
    key: keyOf(token),
    start: index,
    end: index + token.length,
  }));
  const spans: Span[] = [];
  for (let at = 0; at < found.length; at += 1) {
    let node = root.next.get(found[at]?.key ?? '');
    let last = -1;
    for (let next = at; node; next += 1) {
      last = node.isEnd ? next : last;
      node = node.next.get(found[next + 1]?.key ?? '');
    }
    const start = found[at]?.start;
    const end = found[last]?.end;
    if (start !== undefined && end !== undefined) {
      spans.push({ start, end });
      at = last;
    }
  }
  return spans;
}

function keyOf(token: string): string {
  return token.trim() === '' ? ' ' : token.toLowerCase();
}
