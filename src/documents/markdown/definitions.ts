const definition = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[((?:[^[\]\\]|\\.){1,999})\]:/gm;
const label = /\[((?:[^[\]\\]|\\.){1,999})\]/g;

/** The labels that are defined in `content`, of links as of footnotes (`^1`): by what they are compared by. */
export function definedLabels(content: string): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const match of content.matchAll(definition)) {
    labels.add(normalize(match[1] ?? ''));
  }
  return labels;
}

/** Definitions of those of `labels` that `stretch` may refer to, to be parsed behind it. */
export function definitionsFor(stretch: string, labels: ReadonlySet<string>): string {
  if (labels.size === 0) {
    return '';
  }
  const used = new Set<string>();
  for (const match of stretch.matchAll(label)) {
    const each = normalize(match[1] ?? '');
    if (labels.has(each)) {
      used.add(each);
    }
  }
  return [...used].map((each) => `[${each}]: x\n\n`).join('');
}

function normalize(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase().toUpperCase();
}
