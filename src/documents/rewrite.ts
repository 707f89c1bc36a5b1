import { labelLength } from './label.ts';
import type { BlockView, View } from './view.ts';

/** A rewrite, block by block, or what is wrong with it, in words that a model can act on. */
export type Rewrite = { readonly blocks: readonly string[] } | { readonly problem: string };

/**
 * The whole answer of a model as the rewritten texts of the view's blocks. Labels are taken off, and white space around
 * blocks. A list that came back without its blank lines is taken apart where every item has its label.
 */
export function readRewrite(view: View, answer: string): Rewrite {
  const paragraphs = splitParagraphs(answer.replaceAll('\r\n', '\n').replace(/⟦[ \t]*(\d{1,9})[ \t]*⟧/g, '⟦$1⟧'));
  const aligned = paragraphs.length === view.blocks.length ? paragraphs : splitTightList(view.blocks, paragraphs);
  if (aligned.length !== view.blocks.length) {
    return { problem: countProblem(view.blocks.length, paragraphs.length) };
  }
  const blocks = aligned.map((text, index) => withoutLabel(text, view.blocks[index]));
  const empty = blocks.indexOf('');
  return empty < 0 ? { blocks } : { problem: `Paragraph ${empty + 1} came back empty.` };
}

function splitParagraphs(text: string): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  for (const line of [...text.split('\n'), '']) {
    if (/[^ \t\r]/.test(line)) {
      lines.push(line);
    } else if (lines.length > 0) {
      paragraphs.push(trim(lines.join('\n')));
      lines = [];
    }
  }
  return paragraphs;
}

/** A line begins a block of its own where it has the label that the next block asks for, and so has the line above. */
function splitTightList(blocks: readonly BlockView[], paragraphs: readonly string[]): readonly string[] {
  const split: string[] = [];
  for (const paragraph of paragraphs) {
    const [first = '', ...others] = paragraph.split('\n');
    split.push(first);
    let isLabelled = beginsBlock(first, blocks[split.length - 1]);
    for (const line of others) {
      const next = blocks[split.length];
      if (isLabelled && beginsBlock(trim(line), next)) {
        split.push(trim(line));
        isLabelled = true;
      } else {
        split.push(`${split.pop()}\n${line}`);
      }
    }
  }
  return split;
}

function beginsBlock(line: string, view: BlockView | undefined): boolean {
  return view !== undefined && labelLength(line, view.block.label, view.text) > 0;
}

function withoutLabel(text: string, view: BlockView | undefined): string {
  if (!view) {
    return text;
  }
  const { label } = view.block;
  const own = trim(text.slice(labelLength(text, label, view.text)));
  const isQuoted = label.trim() === '>' && !/^>/m.test(view.text);
  return isQuoted ? own.replace(/^[ \t]*> ?/gm, '') : own;
}

function countProblem(given: number, came: number): string {
  if (came === 0) {
    return 'The answer is empty.';
  }
  const paragraphs = given === 1 ? '1 paragraph was' : `${given} paragraphs were`;
  return `${paragraphs} given, ${came} came back. Each must come back on its own, in the same order, a blank line between two.`;
}

/** A block may begin with a no-break space: only white space that parts words and blocks is taken off. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ' \t\r\n'.includes(text.charAt(start))) {
    start += 1;
  }
  while (end > start && ' \t\r\n'.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(start, end);
}
