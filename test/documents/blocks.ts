import type { Piece, Segment, View } from '../../src/documents/index.ts';
import { type Block, createView, type DocumentFormat, type MaskKind } from '../../src/documents/index.ts';
import { planDocument } from '../../src/documents/plan.ts';
import type { BlockView } from '../../src/documents/view.ts';

const patterns: readonly (readonly [RegExp, MaskKind | 'break'])[] = [
  [/`[^`]*`|<code>.*?<\/code>/g, 'code'],
  [/\[(?=[^\]]*\]\()|<(?:a|b|em)\b[^>]*>/g, 'open'],
  [/\]\([^)]*\)|<\/(?:a|b|em)>/g, 'close'],
  [/<br>|\\\n/g, 'markup'],
  [/(?<!\()https?:\/\/\S+/g, 'url'],
  [/\{\{.*?\}\}/g, 'placeholder'],
  [/(?<!\\)\r?\n(?:> )?/g, 'break'],
];

/** `source` as one block: code, links, tags, URLs, `{{x}}` and the ends of lines are no text; `&x;` reads as `decoded` has it. */
export function blockOf(
  source: string,
  block: Partial<Block> = {},
  decoded: Readonly<Record<string, string>> = {},
): Block {
  const found: Piece[] = patterns.flatMap(([pattern, mask]) =>
    [...source.matchAll(pattern)].map(({ index: start, 0: { length } }): Piece => {
      const end = start + length;
      return mask === 'break' ? { kind: 'break', start, end } : { kind: 'mask', start, end, mask };
    }),
  );
  for (const [reference, text] of Object.entries(decoded)) {
    for (const { index: start } of source.matchAll(new RegExp(reference, 'g'))) {
      found.push({ kind: 'text', start, end: start + reference.length, text });
    }
  }
  found.sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let place = 0;
  for (const piece of [...found, undefined]) {
    const start = piece?.start ?? source.length;
    if (start > place) {
      pieces.push({ kind: 'text', start: place, end: start, text: source.slice(place, start) });
    }
    if (piece) {
      pieces.push(piece);
      place = piece.end;
    }
  }
  return { start: 0, end: source.length, kind: 'paragraph', label: '', pieces, ...block };
}

/** The view of `source` as one block. */
export function blockViewOf(
  source: string,
  block: Partial<Block> = {},
  decoded: Record<string, string> = {},
): BlockView {
  const [view] = createView(source, [blockOf(source, block, decoded)]).blocks;
  if (!view) {
    throw new Error('A view of one block has one.');
  }
  return view;
}

/** `sources` as the blocks of one document, with `between` before, between and behind them. */
export function documentOf(sources: readonly (readonly [string, string])[], between = '\n\n') {
  let content = between;
  const blocks = sources.map(([label, source]): Block => {
    const offset = content.length + label.length;
    content += label + source + between;
    const pieces = blockOf(source).pieces.map((piece) => ({
      ...piece,
      start: piece.start + offset,
      end: piece.end + offset,
    }));
    return { start: offset, end: offset + source.length, kind: label ? 'listItem' : 'paragraph', label, pieces };
  });
  const segment: Segment = { start: 0, end: content.length, isLocked: false, blocks, words: 0 };
  return { content, segment, view: createView(content, blocks) };
}

/** The segments of a document that hold prose, with their views. */
export function viewsOf(
  content: string,
  format: DocumentFormat,
  segmentWords = 600,
): { segment: Segment; view: View }[] {
  const steps = planDocument(content, format, { segmentWords, protectedTerms: [] });
  let step = steps.next();
  while (!step.done) {
    step = steps.next();
  }
  const segments = step.value.segments.filter(({ isLocked }) => !isLocked);
  return segments.map((segment) => ({ segment, view: createView(content, segment.blocks) }));
}
