import { isBalanced, isVerbatim, splitText } from '../pieces.ts';
import type { Piece } from '../segment.ts';

/** A stretch of the source that a template engine reads, not a browser. */
export interface TemplateTag {
  readonly start: number;
  readonly end: number;
}

const opener = /\{\{|\{%|<%|<\?(?:php\b|=)?/gi;
const LONGEST_TAG = 1_000;

/** The tags of template engines in `content`, in order: `{{ }}`, `{% %}`, `<% %>`, `<?php ?>`. One linear scan. */
export function templateTags(content: string): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  const known = new Map<string, number>();
  const indexOf = (searched: string, from: number) => {
    const last = known.get(searched);
    const next = last !== undefined && (last === -1 || last >= from) ? last : content.indexOf(searched, from);
    known.set(searched, next);
    return next;
  };
  const scan = new RegExp(opener);
  for (let match = scan.exec(content); match !== null; match = scan.exec(content)) {
    let end = tagEnd(match.index, match[0], content.length, indexOf);
    if (end !== undefined) {
      while (match[0] === '{{' && content[end] === '}') {
        end += 1;
      }
      tags.push({ start: match.index, end });
      scan.lastIndex = end;
    }
  }
  return tags;
}

function tagEnd(
  start: number,
  sign: string,
  length: number,
  indexOf: (searched: string, from: number) => number,
): number | undefined {
  const closer = sign === '{{' ? '}}' : sign === '{%' ? '%}' : sign === '<%' ? '%>' : '?>';
  const close = indexOf(closer, start + 2);
  if (closer === '?>') {
    // PHP may leave its last tag open; another kind of `<?` without an end is a stray one.
    return close === -1 ? (sign.length > 2 ? length : undefined) : close + 2;
  }
  return close === -1 || close - start > LONGEST_TAG ? undefined : close + 2;
}

/**
 * `pieces`, which tile a stretch of the source, with each of `tags` in it as one mask. Undefined where a tag reaches out
 * of them or takes in half a pair.
 */
export function maskTemplates(pieces: readonly Piece[], tags: readonly TemplateTag[]): readonly Piece[] | undefined {
  const start = pieces[0]?.start ?? 0;
  const end = pieces.at(-1)?.end ?? 0;
  let index = firstEndingBehind(tags, start);
  if ((tags[index]?.start ?? end) >= end) {
    return pieces;
  }
  const masked: Piece[] = [];
  let covered: Piece[] = [];
  const todo = [...pieces].reverse();
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    const tag = tags[index];
    if (tag === undefined || piece.end <= tag.start) {
      masked.push(piece);
      continue;
    }
    if (tag.start < start || tag.end > end) {
      return undefined;
    }
    const edge = piece.start < tag.start ? tag.start : piece.end > tag.end ? tag.end : undefined;
    if (edge !== undefined) {
      // A comment or a tag that holds a template's tag is a mask already.
      if (piece.kind === 'mask' && piece.start <= tag.start && piece.end >= tag.end && covered.length === 0) {
        todo.push(piece);
        index += 1;
        continue;
      }
      if (piece.kind !== 'text' || !isVerbatim(piece)) {
        return undefined;
      }
      const [left, right] = splitText(piece, edge - piece.start);
      todo.push(right, left);
      continue;
    }
    covered.push(piece);
    if (piece.end === tag.end) {
      if (!isBalanced(covered)) {
        return undefined;
      }
      masked.push({ kind: 'mask', start: tag.start, end: tag.end, mask: 'placeholder' });
      covered = [];
      index += 1;
    }
  }
  return covered.length > 0 ? undefined : masked;
}

function firstEndingBehind(tags: readonly TemplateTag[], offset: number): number {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle]?.end ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
