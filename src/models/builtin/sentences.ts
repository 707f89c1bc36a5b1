import { blocksOf } from './blocks.ts';
import { protect } from './protect.ts';
import type { FindTerms } from './terms.ts';
import { BLOCK_TAG } from './words.ts';

/** A stretch of a text: a sentence with the white space after it, or something that holds no prose. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  /** A sentence with what must not change hidden, of the same length. Undefined where nothing may change. */
  readonly masked: string | undefined;
}

/** How much is looked at in one step, and how much further a span may reach. */
const WINDOW_LENGTH = 8_192;
const SLACK_LENGTH = 4_096;
/** What goes on for longer without an end is no sentence. */
const MAX_SENTENCE_LENGTH = 2_000;

const softBreak = new RegExp(`[\\r\\n](?![ \\t]*${BLOCK_TAG})`, 'g');
/** A title, whose full stop ends no sentence before the name. */
const title = /(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Messrs)\.[ \t\r\n]*$/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The pieces of `text`, which they tile, some of them empty. Linear, and lazy: no step does more than a window's work, or
 * than a look at one line.
 */
export function* piecesOf(text: string, findTerms: FindTerms | undefined): Generator<Piece, void> {
  for (const { start, end, isProse } of blocksOf(text)) {
    if (isProse) {
      yield* sentencesOf(text, start, end, findTerms);
    } else if (start === end) {
      yield { start, text: '', masked: undefined };
    } else {
      for (let at = start; at < end; at += WINDOW_LENGTH) {
        yield { start: at, text: text.slice(at, Math.min(end, at + WINDOW_LENGTH)), masked: undefined };
      }
    }
  }
}

function* sentencesOf(
  text: string,
  start: number,
  end: number,
  findTerms: FindTerms | undefined,
): Generator<Piece, void> {
  let at = start;
  while (at < end) {
    const source = text.slice(at, Math.min(end, at + WINDOW_LENGTH + SLACK_LENGTH));
    const limit = at + source.length === end ? source.length : WINDOW_LENGTH;
    const masked = protect(source, findTerms);
    let done = 0;
    // A line break in a paragraph ends no sentence, but before a block's tag.
    for (const { segment, index } of segmenter.segment(masked.replace(softBreak, ' '))) {
      const sentenceEnd = index + segment.length;
      if (sentenceEnd > limit) {
        break;
      }
      if (title.test(segment) && sentenceEnd < source.length) {
        continue;
      }
      yield {
        start: at + done,
        text: source.slice(done, sentenceEnd),
        masked: sentenceEnd - done > MAX_SENTENCE_LENGTH ? undefined : masked.slice(done, sentenceEnd),
      };
      done = sentenceEnd;
    }
    if (done === 0) {
      done = limit;
      yield { start: at, text: source.slice(0, done), masked: undefined };
    }
    at += done;
  }
}
