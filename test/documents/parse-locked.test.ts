import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/documents/index.ts';
import { filesUnder, packages, planOf, textOf } from './parse-kit.ts';

const lockedTypes = new Set(
  'code inlineCode html yaml toml definition heading math inlineMath image imageReference footnoteReference thematicBreak break'.split(
    ' ',
  ),
);

/** Whole documents are parsed here at once: longer ones would take seconds each. */
const LONGEST = 60_000;

function parseWhole(content: string): Nodes {
  return fromMarkdown(content, {
    extensions: [gfm(), frontmatter(['yaml', 'toml']), math()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml', 'toml']), mathFromMarkdown()],
  });
}

/** For each code unit of `content` whether it is one that no text may be in, and whether one is in a paragraph. */
function mapOf(content: string): { locked: Uint8Array; prose: Uint8Array } {
  const locked = new Uint8Array(content.length);
  const prose = new Uint8Array(content.length);
  const visit = (node: Nodes) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start !== undefined && end !== undefined) {
      if (lockedTypes.has(node.type)) {
        locked.fill(1, start, end);
        return;
      }
      if (node.type === 'paragraph' || node.type === 'tableCell') {
        prose.fill(1, start, end);
      }
      const inner = node.type === 'link' || node.type === 'linkReference' ? node.children.at(-1) : undefined;
      if (inner?.position?.end.offset !== undefined) {
        locked.fill(1, content[start] === '[' ? inner.position.end.offset : start, end);
      }
    }
    if ('children' in node) {
      node.children.forEach(visit);
    }
  };
  visit(parseWhole(content));
  return { locked, prose };
}

function textsOf({ segments }: Plan): { start: number; end: number }[] {
  return segments
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ pieces }) => pieces)
    .filter(({ kind }) => kind === 'text');
}

describe('No text of a Markdown document', () => {
  it('lies in code, HTML, front matter, math, a URL, an image or a heading', { timeout: 60_000 }, async () => {
    let found = 0;
    let proseUnits = 0;
    let textUnits = 0;
    for (const file of filesUnder(packages, ['.md'])) {
      const content = textOf(file);
      if (content.length > LONGEST || content.startsWith('\uFEFF')) {
        continue;
      }
      const { locked, prose } = mapOf(content);
      for (const { start, end } of textsOf(await planOf(content, 'MARKDOWN'))) {
        const isLocked = locked.subarray(start, end).includes(1);
        const isProse = !prose.subarray(start, end).includes(0);
        if (isLocked || !isProse) {
          expect.fail(`${file}: ${content.slice(start, end)}`);
        }
        textUnits += end - start;
      }
      proseUnits += prose.reduce((sum, unit, index) => sum + (locked[index] === 1 ? 0 : unit), 0);
      found += 1;
    }
    expect(found).toBeGreaterThan(100);
    // And most of what is in paragraphs is text: what is not is URLs, lists of links, short cells, the ends of lines.
    expect(textUnits / proseUnits).toBeGreaterThan(0.6);
  });
});
