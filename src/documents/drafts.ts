import type { Edit, Reason } from './edit.ts';
import { replacedLineEnds } from './line-ends.ts';
import type { Part } from './markup-escape.ts';
import { createSourceMap } from './source-map.ts';
import type { BlockView } from './view.ts';

/** A change that knows its text: `parts` for what stands from `start` to `end` of a block's text as it reads. */
export interface Draft extends Reason {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Part[];
}

/** `drafts` from the first to the last as one. */
export function joinDrafts(drafts: readonly Draft[]): Draft {
  const start = drafts[0]?.start ?? 0;
  let end = start;
  const parts = drafts.flatMap((draft): Part[] => {
    const kept: Part = { kind: 'kept', start: end, end: draft.start };
    end = draft.end;
    return [kept, ...draft.parts];
  });
  return { ...joinReasons(drafts), start, end, parts };
}

/** The rule of the first that has one, and why all of them were made. */
function joinReasons(reasons: readonly Reason[]): Reason {
  const rule = reasons.find((reason) => reason.rule !== undefined)?.rule;
  const explanations = new Set(reasons.flatMap(({ explanation }) => explanation ?? []));
  return rule === undefined ? {} : { rule, explanation: [...explanations].join(' ') };
}

/** The block's text as it reads with `drafts` applied. */
export function readDrafts(text: string, drafts: readonly Draft[]): string {
  let read = '';
  let place = 0;
  for (const draft of drafts) {
    read += text.slice(place, draft.start) + readParts(text, draft.parts);
    place = draft.end;
  }
  return read + text.slice(place);
}

/** How `parts` read. */
export function readParts(text: string, parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'kept') {
        return text.slice(part.start, part.end);
      }
      return part.kind === 'break' ? '\n' : part.text;
    })
    .join('');
}

/**
 * `drafts` as edits of the document: masks are their own bytes, what is kept is the source's, an end of a line that comes back is
 * the source's too; another line begins as the block's second line does. What changes no byte is no edit.
 */
export function editsOf(view: BlockView, drafts: readonly Draft[]): Edit[] {
  const { block, source } = view;
  const map = createSourceMap(view);
  const masks = new Map(view.masks.map((mask) => [`⟦${mask.number}⟧`, mask.source]));
  const slice = (start: number, end: number) => source.slice(map(start) - block.start, map(end) - block.start);
  const lineEnds = block.pieces.flatMap((piece) =>
    piece.kind === 'break' ? source.slice(piece.start - block.start, piece.end - block.start) : [],
  );
  const lineBreak = lineEnds[0]?.replace(/^[ \t]+/, '') ?? ' ';
  const write = (part: Part, newLine: () => string) => {
    if (part.kind === 'kept') {
      return slice(part.start, part.end);
    }
    return part.kind === 'break' ? newLine() : part.kind === 'mask' ? (masks.get(part.text) ?? '') : part.text;
  };
  const indexes = new Map([...view.text.matchAll(/\n/g)].map((end, index) => [end.index, index]));
  return drafts.flatMap((draft) => {
    const { start, end, parts } = draft;
    // Where as many lines come as go, each keeps its own end, with the spaces before it.
    const kept = parts.filter((part) => part.kind === 'kept');
    const own = replacedLineEnds(draft, kept, view.text).map(
      (place) => lineEnds[indexes.get(place) ?? -1] ?? lineBreak,
    );
    const isSame = own.length === parts.filter(({ kind }) => kind === 'break').length;
    const newLine = () => (isSame ? own.shift() : undefined) ?? lineBreak;
    const written = parts.map((part) => write(part, newLine)).join('');
    const edit = trimmed(map(start), slice(start, end), written);
    return edit.start === edit.end && edit.replacement === '' ? [] : [{ ...edit, ...joinReasons([draft]) }];
  });
}

/** An edit without the white space that it has at its ends before and after. */
function trimmed(start: number, old: string, replacement: string): Edit {
  if (old === replacement) {
    return { start, end: start, replacement: '' };
  }
  const shorter = Math.min(old.length, replacement.length);
  let tail = 0;
  while (tail < shorter && old.at(-1 - tail) === replacement.at(-1 - tail) && /\s/.test(old.at(-1 - tail) ?? '')) {
    tail += 1;
  }
  let head = 0;
  while (head < shorter - tail && old[head] === replacement[head] && /\s/.test(old[head] ?? '')) {
    head += 1;
  }
  const end = start + old.length - tail;
  return { start: start + head, end, replacement: replacement.slice(head, replacement.length - tail) };
}
