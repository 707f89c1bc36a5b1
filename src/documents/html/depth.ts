const MOST_OPEN = 1_000;

const tag = /<(\/?)([A-Za-z][^\s/>]*)/g;
// Their end is often left out, and then they do not nest.
const unnested = new Set(
  `area base br col embed hr img input link meta param source track wbr
  p li dt dd td th tr thead tbody tfoot colgroup option html head body`.split(/\s+/),
);
// A slash at the end of their tag has no meaning; it has in SVG and is meant to have in other dialects.
const neverSelfClosed = new Set(
  `a article b big blockquote center code div em font form i nobr ol section small span strike strong table tt u
  ul`.split(/\s+/),
);

/** Whether tags nest by the thousand in `content`: the parser looks through all that are open at every tag. */
export function isDeep(content: string): boolean {
  let open = 0;
  let close = 0;
  const scan = new RegExp(tag);
  for (let match = scan.exec(content); match !== null; match = scan.exec(content)) {
    const name = match[2]?.toLowerCase() ?? '';
    if (close >= 0 && close < scan.lastIndex) {
      close = content.indexOf('>', scan.lastIndex);
    }
    if (unnested.has(name) || (content[close - 1] === '/' && !neverSelfClosed.has(name))) {
      continue;
    }
    open = match[1] === '' ? open + 1 : Math.max(0, open - 1);
    if (open > MOST_OPEN) {
      return true;
    }
    if (match[1] === '' && (name === 'script' || name === 'style')) {
      const end = content.indexOf(`</${match[2] ?? name}`, scan.lastIndex);
      scan.lastIndex = end < 0 ? content.length : end;
    }
  }
  return false;
}
