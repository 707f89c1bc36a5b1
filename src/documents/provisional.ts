import { createSignReader, type Sign } from './answer-signs.ts';
import { type BlockWriter, createBlockWriter } from './block-writer.ts';
import type { DocumentFormat } from './format.ts';
import { hasLabelInside, isPartialLabel, labelLength } from './label.ts';
import { lineEndingOf } from './line-ending.ts';
import { escapeHtml } from './markup-escape.ts';
import type { Segment } from './segment.ts';
import type { BlockView, View } from './view.ts';

/** The text of a segment as it will probably read, while the answer streams. */
export interface Provisional {
  /** More of the answer came: gives what the segment's text grows by. */
  push(answer: string): string;
  /** The answer is complete: gives what was held back, and the segment's text behind it. */
  end(): string;
}

/**
 * Turns an answer, as it comes, into the text of `segment`: masks into what they stand for, labels into the list's own
 * marks, what is locked between blocks as it was. An answer that is the view gives the segment's own bytes, and an
 * empty one does, however they are cut. A mask or a label that is not whole yet is held back.
 */
export function createProvisional(
  content: string,
  segment: Pick<Segment, 'start' | 'end'>,
  { blocks }: View,
  format: DocumentFormat,
): Provisional {
  const encode = format === 'HTML' ? escapeHtml : (text: string) => text;
  const blank = lineEndingOf(content.slice(segment.start, segment.end)).replace('mixed', '\n').repeat(2);
  const reader = createSignReader();
  let index = -1;
  let writer: BlockWriter | undefined;
  /** Locked, and to be given with the next text. */
  let locked = '';
  /** The beginning of a block or a line, while it may be a label; `line` is the line's end before it. */
  let held = '';
  let heldFor: BlockView | undefined;
  let line: (Sign & { kind: 'line' }) | undefined;
  /** The next item of a list: where that comes back without blank lines, it begins at a line. */
  let itemAfter: BlockView | undefined;

  function startBlock() {
    const next = blocks[index + 1];
    if (!next) {
      locked += blank;
      return;
    }
    locked += content.slice(blocks[index]?.block.end ?? segment.start, next.block.start);
    index += 1;
    writer = createBlockWriter(next, encode);
    heldFor = next;
    itemAfter = isItemBefore(next, blocks[index + 1]) ? blocks[index + 1] : undefined;
  }

  function release(): string {
    const [view, text, before] = [heldFor, held, line];
    held = '';
    heldFor = undefined;
    line = undefined;
    const length = view ? labelLength(text, view.block.label, view.text) : 0;
    if (before && length === 0) {
      return writeLine(before) + writeText(text);
    }
    if (before) {
      startBlock();
      heldFor = undefined;
    }
    return writeText(text.slice(length));
  }

  function give(text: string): string {
    const whole = text === '' ? '' : locked + text;
    locked = text === '' ? locked : '';
    return whole;
  }

  function writeText(text: string): string {
    return give(writer?.text(text) ?? '');
  }

  function writeLine({ before, after }: Sign & { kind: 'line' }): string {
    return writeText(before) + give(writer?.line() ?? '') + writeText(after);
  }

  function write(sign: Sign): string {
    if (index < 0) {
      startBlock();
    }
    if (sign.kind === 'text' && heldFor) {
      held += sign.text;
      return isPartialLabel(held, heldFor.block.label) ? '' : release();
    }
    const released = heldFor ? release() : '';
    switch (sign.kind) {
      case 'text':
        return writeText(sign.text);
      case 'mask':
        return released + give(writer?.mask(sign.text) ?? '');
      case 'blank':
        startBlock();
        return released;
      case 'line': {
        line = sign;
        heldFor = itemAfter;
        return heldFor ? released : released + release();
      }
    }
  }

  function writeAll(signs: readonly Sign[]): string {
    let written = '';
    for (const sign of signs) {
      written += write(sign);
    }
    return written;
  }

  return {
    push: (answer) => writeAll(reader.push(answer)),
    end() {
      const last = writeAll(reader.end()) + (heldFor ? release() : '');
      return last + content.slice(blocks[index]?.block.end ?? segment.start, segment.end);
    },
  };
}

function isItemBefore(view: BlockView, next: BlockView | undefined): boolean {
  const isItem = next !== undefined && view.block.label !== '' && next.block.label !== '';
  return isItem && !hasLabelInside(view.text, next.block.label);
}
