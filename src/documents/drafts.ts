import type { Edit, Reason } from './edit.ts';
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
 * `drafts` as edits of the document: masks are their own bytes, what is kept is the source's, a new line begins as the
 * block's second line does; where there is none, it is a space. What changes no byte is no edit.
 */
export function editsOf(view: BlockView, drafts: readonly Draft[]): Edit[] {
  const { block, source } = view;
  const map = createSourceMap(view);
  const masks = new Map(view.masks.map((mask) => [`⟦${mask.number}⟧`, mask.source]));
  const slice = (start: number, end: number) => source.slice(map(start) - block.start, map(end) - block.start);
  const line = block.pieces.find(({ kind }) => kind === 'break');
  const lineBreak = line ? source.slice(line.start - block.start, line.end - block.start).replace(/^[ \t]+/, '') : ' ';
  const write = (part: Part) => {
    if (part.kind === 'kept') {
      return slice(part.start, part.end);
    }
    return part.kind === 'break' ? lineBreak : part.kind === 'mask' ? (masks.get(part.text) ?? '') : part.text;
  };
  return drafts.flatMap((draft) => {
    const { start, end, parts } = draft;
    const edit = trimmed(map(start), slice(start, end), parts.map(write).join(''));
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
