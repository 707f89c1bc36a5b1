import { nothingParsed, type Parsed, type ParseRules } from '../parsed.ts';
import { markdownBlocks } from './blocks.ts';
import { definedLabels, definitionsFor } from './definitions.ts';
import { frontMatterEnd } from './front-matter.ts';
import { Hostility } from './hostile.ts';
import { markdownStretches } from './stretches.ts';
import { type MarkdownTree, parseTree, type Range } from './tree.ts';

/** The blocks and headings of a Markdown document, stretch by stretch. One that can't be parsed is locked. */
export function* parseMarkdown(content: string, rules: ParseRules): Generator<Parsed> {
  // The parser takes a byte order mark off and counts from behind it.
  const skipped = content.startsWith('\uFEFF') ? 1 : 0;
  const text = content.slice(skipped);
  const stretches = markdownStretches(text);
  const labels = stretches.length > 1 ? definedLabels(text) : new Set<string>();
  const hostility = new Hostility();
  let index = 0;
  while (index < stretches.length) {
    const first = stretches[index];
    let count = 1;
    let result = parseStretch(
      text,
      { start: first?.start ?? 0, end: first?.end ?? 0 },
      skipped,
      labels,
      rules,
      hostility,
    );
    while (result === undefined) {
      // Something is open at its end after all: with twice as much it may close.
      count *= 2;
      const last = stretches[Math.min(index + count, stretches.length) - 1];
      result = parseStretch(
        text,
        { start: first?.start ?? 0, end: last?.end ?? text.length },
        skipped,
        labels,
        rules,
        hostility,
      );
    }
    index += count;
    yield result;
  }
}

function parseStretch(
  text: string,
  { start, end }: Range,
  skipped: number,
  labels: ReadonlySet<string>,
  rules: ParseRules,
  hostility: Hostility,
): Parsed | undefined {
  const stretch = text.slice(start, end);
  if (hostility.isHostile(stretch)) {
    return nothingParsed;
  }
  const isLast = end >= text.length;
  const source = isLast && start === 0 ? stretch : `${stretch}\n\n${definitionsFor(stretch, labels)}x\n`;
  try {
    const tree = parseTree(source, start === 0 && frontMatterEnd(source) > 0);
    if (!isLast && isOpenAt(tree, stretch.length)) {
      return undefined;
    }
    return markdownBlocks(source, tree, stretch.length, start + skipped, rules);
  } catch (error) {
    if (error instanceof RangeError) {
      return nothingParsed;
    }
    throw error;
  }
}

function isOpenAt(tree: MarkdownTree, end: number): boolean {
  return tree.root.children.some(({ position }) => {
    const from = position?.start.offset ?? 0;
    return from < end && (position?.end.offset ?? 0) > end;
  });
}
