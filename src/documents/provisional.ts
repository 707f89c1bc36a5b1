import { type Sign, SignReader } from './answer-signs.ts';
import { BlockWriter } from './block-writer.ts';
import type { DocumentFormat } from './format.ts';
import { hasLabelInside, isPartialLabel, labelLength } from './label.ts';
import { lineEndingOf } from './line-ending.ts';
import { escapeHtml } from './markup-escape.ts';
import type { Segment } from './segment.ts';
import type { BlockView, View } from './view.ts';

/**
 * The text of `segment` as it will probably read, while the answer streams: masks are what they stand for, labels the list's own marks, what
 * is locked between blocks is as it was. An answer that is the view gives the segment's own bytes, and an empty one does, however they are
 * cut. A mask or a label that is not whole yet is held back.
 */
export class Provisional {
  readonly #content: string;
  readonly #segment: Pick<Segment, 'start' | 'end'>;
  readonly #blocks: readonly BlockView[];
  readonly #format: DocumentFormat;
  readonly #reader = new SignReader();
  #index = -1;
  #writer: BlockWriter | undefined;
  /** Locked, and to be given with the next text. */
  #locked = '';
  /** The beginning of a block or a line, while it may be a label; `line` is the line's end before it. */
  #held = '';
  #heldFor: BlockView | undefined;
  #line: Line | undefined;
  /** Stands between blocks that the segment has not. */
  #blank: string | undefined;
  /** The next item of a list: where that comes back without blank lines, it begins at a line. */
  #itemAfter: BlockView | undefined;

  constructor(content: string, segment: Pick<Segment, 'start' | 'end'>, { blocks }: View, format: DocumentFormat) {
    this.#content = content;
    this.#segment = segment;
    this.#blocks = blocks;
    this.#format = format;
  }

  /** More of the answer came: gives what the segment's text grows by. */
  push(answer: string): string {
    return this.#writeAll(this.#reader.push(answer));
  }

  /** The answer is complete: gives what was held back, and the segment's text behind it. */
  end(): string {
    const last = this.#writeAll(this.#reader.end()) + (this.#heldFor ? this.#release() : '');
    return last + this.#content.slice(this.#writtenTo, this.#segment.end);
  }

  /** The end of the block that is being written, in the document. */
  get #writtenTo(): number {
    return this.#blocks[this.#index]?.block.end ?? this.#segment.start;
  }

  #startBlock(): void {
    const next = this.#blocks[this.#index + 1];
    if (!next) {
      this.#blank ??= blankLine(this.#content, this.#segment);
      this.#locked += this.#blank;
      return;
    }
    this.#locked += this.#content.slice(this.#writtenTo, next.block.start);
    this.#index += 1;
    this.#writer = new BlockWriter(next, this.#format === 'HTML' ? escapeHtml : asItIs);
    this.#heldFor = next;
    const after = this.#blocks[this.#index + 1];
    this.#itemAfter = isItemBefore(next, after) ? after : undefined;
  }

  #release(): string {
    const [view, text, before] = [this.#heldFor, this.#held, this.#line];
    this.#held = '';
    this.#heldFor = undefined;
    this.#line = undefined;
    const length = view ? labelLength(text, view.block.label, view.text) : 0;
    if (before && length === 0) {
      return this.#writeLine(before) + this.#writeText(text);
    }
    if (before) {
      this.#startBlock();
      this.#heldFor = undefined;
    }
    return this.#writeText(text.slice(length));
  }

  #give(text: string): string {
    const whole = text === '' ? '' : this.#locked + text;
    this.#locked = text === '' ? this.#locked : '';
    return whole;
  }

  #writeText(text: string): string {
    return this.#give(this.#writer?.text(text) ?? '');
  }

  #writeLine({ before, after }: Line): string {
    return this.#writeText(before) + this.#give(this.#writer?.line() ?? '') + this.#writeText(after);
  }

  #write(sign: Sign): string {
    if (this.#index < 0) {
      this.#startBlock();
    }
    if (sign.kind === 'text' && this.#heldFor) {
      this.#held += sign.text;
      return isPartialLabel(this.#held, this.#heldFor.block.label) ? '' : this.#release();
    }
    const released = this.#heldFor ? this.#release() : '';
    switch (sign.kind) {
      case 'text':
        return this.#writeText(sign.text);
      case 'mask':
        return released + this.#give(this.#writer?.mask(sign.text) ?? '');
      case 'blank':
        this.#startBlock();
        return released;
      case 'line': {
        this.#line = sign;
        this.#heldFor = this.#itemAfter;
        return this.#heldFor ? released : released + this.#release();
      }
    }
  }

  #writeAll(signs: readonly Sign[]): string {
    let written = '';
    for (const sign of signs) {
      written += this.#write(sign);
    }
    return written;
  }
}

type Line = Sign & { readonly kind: 'line' };

function blankLine(content: string, { start, end }: Pick<Segment, 'start' | 'end'>): string {
  return lineEndingOf(content.slice(start, end)).replace('mixed', '\n').repeat(2);
}

function asItIs(text: string): string {
  return text;
}

function isItemBefore(view: BlockView, next: BlockView | undefined): boolean {
  const isItem = next !== undefined && view.block.label !== '' && next.block.label !== '';
  return isItem && !hasLabelInside(view.text, next.block.label);
}
