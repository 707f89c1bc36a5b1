import { depthChange } from '../pieces.ts';
import type { Piece } from '../segment.ts';
import { textPieces } from './text.ts';
import type { HtmlElement, HtmlNode } from './tree.ts';

/** Inline content that is read in one go; undefined once a place in it can't be told from the source. */
export type Run = Piece[] | undefined;

const MOST_PIECES = 500;
const MOST_UNITS = 10_000;

/** `run` with `added` at its end. What has no place, or does not follow, was moved by the parser: the run is given up. */
export function extendRun(run: Run, added: readonly Piece[] | undefined): Run {
  if (run === undefined || added === undefined) {
    return undefined;
  }
  for (const piece of added) {
    const end = run.at(-1)?.end ?? piece.start;
    if (end !== piece.start || piece.end < piece.start) {
      return undefined;
    }
    run.push(piece);
  }
  return run;
}

/** The pieces of a text or a comment; undefined where its place can't be told. */
export function leafPieces(content: string, node: HtmlNode): readonly Piece[] | undefined {
  const location = node.sourceCodeLocation;
  if (location === undefined || location === null) {
    return undefined;
  }
  const { startOffset: start, endOffset: end } = location;
  if (node.nodeName === '#comment') {
    // One that is not closed ends, for the parser, behind the document.
    return [{ kind: 'mask', start, end: Math.min(end, content.length), mask: 'markup' }];
  }
  if (node.nodeName !== '#text' || !('value' in node)) {
    return [];
  }
  const source = content.slice(start, end);
  const pieces = textPieces(source, start, node.value);
  if (pieces !== undefined) {
    return pieces;
  }
  // White space behind `</body>` is put at the end of the body's last text, over the tags between.
  const tag = source.search(/<[/A-Za-z!?]/);
  return tag < 0 ? undefined : textPieces(source.slice(0, tag), start, node.value.trimEnd(), true);
}

/** `element` as one mask; undefined where its end can't be told. */
export function wholePieces(
  element: HtmlElement,
  mask: 'code' | 'markup',
  isVoid: boolean,
): readonly Piece[] | undefined {
  const location = element.sourceCodeLocation;
  if (location === undefined || location === null || !(isVoid || location.endTag)) {
    return undefined;
  }
  return [{ kind: 'mask', start: location.startOffset, end: location.endOffset, mask }];
}

/**
 * The parts of `run` that are read apart: blank lines part it where a sentence ends before them, for an editor may have
 * meant a paragraph's end, and a part that is long ends at its next `<br>`. What no reader sees (comments, scripts)
 * is left out at the ends of a part: where a script is the first of a page, it stands in its head.
 */
export function partsOf(content: string, run: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let depth = 0;
  let isSentenceEnd = false;
  for (const piece of run) {
    depth += depthChange(piece);
    const isLong = part.length > MOST_PIECES || piece.start - (part[0]?.start ?? piece.start) > MOST_UNITS;
    if (isLong && depth === 0 && isLineBreak(content, piece)) {
      parts.push(part);
      part = [];
    } else if (piece.kind === 'break' && depth === 0 && isBlankLine(content, piece) && isSentenceEnd) {
      parts.push(part);
      part = [];
    } else {
      part.push(piece);
    }
    if (piece.kind === 'text' && !isBlank(piece)) {
      isSentenceEnd = /[.!?:…。！？]["'”’»)\]]*\s*$/.test(piece.text.slice(-8));
    }
  }
  return [...parts, part].map((each) => {
    const isKept = (piece: Piece) => piece.kind !== 'break' && !isUnseen(content, piece) && !isBlank(piece);
    return each.slice(Math.max(0, each.findIndex(isKept)), each.findLastIndex(isKept) + 1);
  });
}

function isBlankLine(content: string, piece: Piece): boolean {
  return (content.slice(piece.start, piece.end).match(/\r\n|\n|\r/g)?.length ?? 0) > 1;
}

function isLineBreak(content: string, piece: Piece): boolean {
  return piece.kind === 'mask' && /^<br[\s/>]/i.test(content.slice(piece.start, piece.start + 4));
}

const unseen = /<(?:!--|(?:base|bgsound|link|meta|noscript|script|style|template)[\s/>])/iy;

function isUnseen(content: string, piece: Piece): boolean {
  unseen.lastIndex = piece.start;
  return piece.kind === 'mask' && unseen.test(content);
}

function isBlank(piece: Piece): boolean {
  return piece.kind === 'text' && piece.text.trim() === '';
}
