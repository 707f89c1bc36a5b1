/** Whether a line ends what an earlier line has opened. */
export type Closing = (line: string) => boolean;

const mayOpen = /[`~<$]/;
const fence = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+){0,6}(`{3,}|~{3,})/;
/** Elements that hold no prose of the writer's own. */
const rawElement = /<(?:pre|script|style|textarea|svg|math|blockquote)\b/;
const rawElements = ['pre', 'script', 'style', 'textarea', 'svg', 'math', 'blockquote'].map((name) => ({
  start: new RegExp(`<${name}\\b`),
  end: `</${name}`,
}));

/** How the code, comment or formula that `line` opens, and does not close, ends. Takes linear time. */
export function closingOf(line: string): Closing | undefined {
  if (!mayOpen.test(line)) {
    return undefined;
  }
  return closingOfFence(line) ?? closingOfComment(line) ?? closingOfElement(line) ?? closingOfFormula(line);
}

function closingOfFence(line: string): Closing | undefined {
  const [opener, marker] = fence.exec(line) ?? [];
  if (opener === undefined || marker === undefined || (marker.startsWith('`') && line.includes('`', opener.length))) {
    return undefined;
  }
  return (next) => {
    const rest = next.replace(/^[ \t>]+/, '');
    return rest.startsWith(marker) && /^(?:`+|~+)$/.test(rest);
  };
}

function closingOfComment(line: string): Closing | undefined {
  return line.lastIndexOf('<!--') > line.lastIndexOf('-->') ? (next) => next.includes('-->') : undefined;
}

/** By the first raw element that stays open. */
function closingOfElement(line: string): Closing | undefined {
  const lower = line.toLowerCase();
  if (!rawElement.test(lower)) {
    return undefined;
  }
  const [first] = rawElements
    .flatMap(({ start, end }) => {
      const closed = lower.lastIndexOf(end) + 1;
      const at = lower.slice(closed).search(start);
      return at < 0 ? [] : [{ end, at: closed + at }];
    })
    .sort((a, b) => a.at - b.at);
  return first && ((next) => next.toLowerCase().includes(first.end));
}

function closingOfFormula(line: string): Closing | undefined {
  const [opener] = /^\s*\$\$/.exec(line) ?? [];
  return opener === undefined || line.includes('$$', opener.length) ? undefined : (next) => next.trim().endsWith('$$');
}
