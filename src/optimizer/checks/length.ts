import type { OptimizationType } from '../../models/index.ts';
import type { Check, Finding } from './check.ts';
import { clipped, finding } from './finding.ts';
import { proseLength, wordsOf } from './words.ts';

/** How long a rewrite may be: from `least * n - slack` to `most * n + slack` characters for a source of `n`. */
interface Bounds {
  readonly least: number;
  /** The least share of a sentence or two that is left: they may be wordy through and through, as a page is not. */
  readonly leastOfShort: number;
  readonly most: number;
  /** In characters. Makes the bounds of a sentence wider than those of a page. */
  readonly slack: number;
  /** The least share of a long block that is left of it, and the most one may grow: thoughts may move between blocks. */
  readonly leastOfBlock: number;
  readonly mostOfBlock: number;
}

/**
 * People who correct keep 0.93 to 1.06 of a text of eight sentences (1st and 99th percentile; 0.80 to 1.25 of a single
 * one), those who simplify 0.52 to 1.03 (0.30 to 1.31). Models write out what people leave unsaid, so the upper bounds
 * are wider where a type asks for whole sentences.
 */
const boundsOfType: Readonly<Record<OptimizationType, Bounds>> = {
  GRAMMAR: { least: 0.88, leastOfShort: 0.88, most: 1.12, slack: 12, leastOfBlock: 0.75, mostOfBlock: 1.35 },
  CLARITY: { least: 0.5, leastOfShort: 0.3, most: 1.25, slack: 30, leastOfBlock: 0.35, mostOfBlock: 1.8 },
  STYLE: { least: 0.6, leastOfShort: 0.4, most: 1.25, slack: 30, leastOfBlock: 0.4, mostOfBlock: 1.8 },
  CONCISENESS: { least: 0.5, leastOfShort: 0.17, most: 1.05, slack: 24, leastOfBlock: 0.3, mostOfBlock: 1.4 },
  SIMPLICITY: { least: 0.5, leastOfShort: 0.3, most: 1.4, slack: 36, leastOfBlock: 0.35, mostOfBlock: 2 },
  FORMALITY: { least: 0.6, leastOfShort: 0.4, most: 1.4, slack: 48, leastOfBlock: 0.4, mostOfBlock: 2 },
  NEUTRALITY: { least: 0.5, leastOfShort: 0.3, most: 1.3, slack: 30, leastOfBlock: 0.35, mostOfBlock: 1.8 },
  CUSTOM: { least: 0.2, leastOfShort: 0.08, most: 3, slack: 300, leastOfBlock: 0.08, mostOfBlock: 6 },
};

/** Up to how many characters a text is short, and from how many on it is not. */
const SHORT = 300;
const LONG = 600;

const WORDS_OF_LONG_BLOCK = 40;
const BLOCK_SLACK = 3;

/** Finds what is cut to a summary or a stub, and what is padded or goes on past its end. */
export const checkLength: Check = ({ source, rewrite, optimizationType }) => {
  const bounds = boundsOfType[optimizationType];
  const before = source.map(proseLength);
  const after = rewrite.map(proseLength);
  const was = sum(before);
  const is = sum(after);
  if (is < leastOf(was, bounds)) {
    return [tooShort('The text', is, was, '')];
  }
  if (is > bounds.most * was + bounds.slack) {
    return [tooLong('The text', is, was, '')];
  }
  for (const [index, text] of source.entries()) {
    const [blockWas, blockIs] = [before[index] ?? 0, after[index] ?? 0];
    if (blockIs < bounds.leastOfBlock * blockWas && wordsOf(text).length >= WORDS_OF_LONG_BLOCK) {
      return [tooShort('A paragraph', blockIs, blockWas, text)];
    }
    if (blockIs > bounds.mostOfBlock * blockWas + BLOCK_SLACK * bounds.slack) {
      return [tooLong(index === source.length - 1 ? 'The last paragraph' : 'A paragraph', blockIs, blockWas, text)];
    }
  }
  return [];
};

function leastOf(was: number, { least, leastOfShort, slack }: Bounds): number {
  const share = leastOfShort + (least - leastOfShort) * Math.min(1, Math.max(0, (was - SHORT) / (LONG - SHORT)));
  return Math.min(least * was - slack, share * was);
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}

function tooShort(what: string, is: number, was: number, text: string): Finding {
  const message = `${what} has ${percent(is, was)} of its length left. This is no summary: keep every statement.`;
  return finding('LENGTH', message, { lost: text === '' ? [] : [clipped(text)] });
}

function tooLong(what: string, is: number, was: number, text: string): Finding {
  const message = `${what} has grown to ${percent(is, was)} of its length. Add nothing, and do not go on past its end.`;
  return finding('LENGTH', message, { added: text === '' ? [] : [clipped(text)] });
}

function percent(is: number, was: number): string {
  return was === 0 ? `${is} characters from none` : `${Math.round((100 * is) / was)} %`;
}
