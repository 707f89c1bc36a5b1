import type { MaskKind } from './segment.ts';
import { findTerms, type Terms } from './terms.ts';
import { mailAround, urlAround, webAddress } from './urls.ts';

/** A stretch of a text that no rewrite may change. */
export interface FoundMask {
  readonly start: number;
  readonly end: number;
  readonly mask: MaskKind;
}

/** The character that stands for a mask that is there already, in the text that is scanned. */
export const MASKED = '\uFFFC';

const trigger = /\{\{|\{%|\$\{|\{[A-Za-z_\d]|\[\[|<[%?]|:\/\/|www\.|@|%|[⟦⟧]/gi;

const closers: Readonly<Record<string, string>> = {
  '{{': '}}',
  '{%': '%}',
  '${': '}',
  '[[': ']]',
  '<%': '%>',
  '<?': '?>',
};

const LONGEST_PLACEHOLDER = 2_000;
const LONGEST_WORD = 250;
const longWord = new RegExp(`(?<![!-~])[!-~]{${LONGEST_WORD + 1},}`, 'g');
const simplePlaceholder = /\{[\w.:-]{1,64}\}/y;
const conversion =
  /%(?:\d{1,2}\$|\(\w{1,64}\))?[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh|h|ll|l|z)?[sdifuxXoeEgGcp@](?![A-Za-z0-9_])/y;
/**
 * What is masked in every format: URLs, mail addresses, placeholders of templates and of printf, wiki links, `terms`,
 * and the brackets that masks themselves are written with. In order, none overlapping. One linear scan.
 */
export function findMasks(text: string, terms: Terms): readonly FoundMask[] {
  const found: FoundMask[] = [];
  const closerAfter = nextIndexes(text);
  let floor = 0;
  const scan = new RegExp(trigger);
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const mask = maskAt(text, match.index, match[0], floor, closerAfter);
    if (mask !== undefined) {
      found.push(mask);
      floor = mask.end;
      scan.lastIndex = mask.end;
    }
  }
  const masks = mergeMasks(
    found,
    findTerms(text, terms).map((term) => ({ ...term, mask: 'term' as const })),
  );
  return mergeMasks(masks, longWords(text, masks));
}

// A row of hundreds of characters without a space is data: a key, a picture, a line of minified code.
function longWords(text: string, masks: readonly FoundMask[]): FoundMask[] {
  const found: FoundMask[] = [];
  let index = 0;
  for (const { index: start, 0: word } of text.matchAll(longWord)) {
    const end = start + word.length;
    let from = start;
    for (let mask = masks[index]; mask !== undefined && mask.start < end; mask = masks[index]) {
      if (mask.start - from > LONGEST_WORD) {
        found.push({ start: from, end: mask.start, mask: 'markup' });
      }
      if (mask.end > end) {
        from = end;
        break;
      }
      from = Math.max(from, mask.end);
      index += 1;
    }
    if (end - from > LONGEST_WORD) {
      found.push({ start: from, end, mask: 'markup' });
    }
  }
  return found;
}

type IndexFinder = (searched: string, from: number) => number;

// Each closer's last known place is kept: however many openers stand before it, it is looked for once.
function nextIndexes(text: string): IndexFinder {
  const known = new Map<string, number>();
  return (searched, from) => {
    const last = known.get(searched);
    if (last !== undefined && (last === -1 || last >= from)) {
      return last;
    }
    const next = text.indexOf(searched, from);
    known.set(searched, next);
    return next;
  };
}

function maskAt(
  text: string,
  at: number,
  sign: string,
  floor: number,
  closerAfter: IndexFinder,
): FoundMask | undefined {
  const closer = closers[sign];
  if (closer !== undefined) {
    return placeholder(text, at, closer, closerAfter);
  }
  switch (sign) {
    case '⟦':
    case '⟧':
      return { start: at, end: at + 1, mask: 'markup' };
    case '://':
      return urlAround(text, at, floor);
    case '@':
      return mailAround(text, at, floor);
    case '%':
      return /[\p{L}\p{N}%]/u.test(text[at - 1] ?? '') ? undefined : sticky(text, at, conversion);
    default:
      return sign.startsWith('{') ? sticky(text, at, simplePlaceholder) : webAddress(text, at, floor);
  }
}

function placeholder(text: string, at: number, closer: string, closerAfter: IndexFinder): FoundMask | undefined {
  const close = closerAfter(closer, at + 2);
  if (close === -1 || close - at > LONGEST_PLACEHOLDER) {
    return undefined;
  }
  let end = close + closer.length;
  if (closer === '}}') {
    while (text[end] === '}') {
      end += 1;
    }
  }
  return { start: at, end, mask: 'placeholder' };
}

function sticky(text: string, at: number, pattern: RegExp): FoundMask | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? { start: at, end: pattern.lastIndex, mask: 'placeholder' } : undefined;
}

/** `found` and `more` in order; where two overlap, the one that begins first or is longer. */
export function mergeMasks(found: readonly FoundMask[], more: readonly FoundMask[]): readonly FoundMask[] {
  if (more.length === 0) {
    return found;
  }
  let end = 0;
  return [...found, ...more]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((mask) => {
      const isFree = mask.start >= end;
      end = isFree ? mask.end : end;
      return isFree;
    });
}
