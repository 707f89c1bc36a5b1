import type { Change, Inserted } from './spacing.ts';

/** A change's text as it goes into the document: masks and what is kept are still to be filled in. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mask'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'kept'; readonly start: number; readonly end: number };

const htmlReferences: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u00A0': '&nbsp;' };

/** `text` as HTML that reads as it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>\u00A0]/g, (sign) => htmlReferences[sign] ?? sign);
}

/**
 * What a change inserts, each text as `encode` has it, which is told its place; runs of white space are one space where
 * `isVerbatim` does not hold.
 */
export function plainParts(
  { inserted }: Change,
  isVerbatim: boolean,
  encode = (text: string, _index: number) => text,
): Part[] {
  return inserted.map((each, index): Part => {
    if (each.kind === 'kept') {
      return each;
    }
    if (each.kind === 'gap') {
      const space = isVerbatim || each.text === '\u00A0' ? each.text : ' ';
      return each.text.includes('\n') ? { kind: 'break' } : { kind: 'text', text: encode(space, index) };
    }
    const { kind, text } = each.token;
    return kind === 'mask' ? { kind, text } : { kind: 'text', text: encode(text, index) };
  });
}

/** What a change inserts into `text`, with a backslash before all that could read as Markdown. */
export function escapedParts(change: Change, text: string): Part[] {
  const inserted = withoutNewMarks(change, text);
  const parts = plainParts({ ...change, inserted }, false);
  let place: 'start' | 'number' | 'mask' | 'inside' = placeOf(text, change.start);
  const escaped = parts.map((part, index): Part => {
    const before = place;
    place = after(part, place, text);
    if (part.kind !== 'text' || part.text.startsWith('\\')) {
      return part.kind === 'text' && part.text === '\\' ? { kind: 'text', text: '\\\\' } : part;
    }
    const next = parts[index + 1];
    const isBeforeBracket = next
      ? next.kind === 'mask' || textOf(next).startsWith('[')
      : /^[[⟦]/.test(text.slice(change.end));
    return { kind: 'text', text: escapeText(part.text, before, isBeforeBracket) };
  });
  const rest = text.slice(change.end, change.end + 1);
  const isExposed = (place === 'start' && /[#+\-=>:|~*_]/.test(rest)) || (place === 'number' && /[.)]/.test(rest));
  return isExposed ? [...escaped, { kind: 'text', text: '\\' }] : escaped;
}

/** Marks of emphasis that came in pairs where none were would make emphasis: they are left out, the words stay. */
function withoutNewMarks({ start, end, inserted }: Change, text: string): readonly Inserted[] {
  if (/[*_~]/.test(text.slice(start, end))) {
    return inserted;
  }
  const counts = new Map<string, number>();
  for (const each of inserted) {
    if (each.kind === 'token' && each.token.kind === 'mark') {
      counts.set(each.token.text, (counts.get(each.token.text) ?? 0) + 1);
    }
  }
  const isNew = (each: Inserted | undefined) =>
    each?.kind === 'token' && each.token.kind === 'mark' && (counts.get(each.token.text) ?? 0) % 2 === 0;
  const isSpace = (each: Inserted | undefined) => each === undefined || each.kind === 'gap';
  // One between spaces takes the space behind it along, or a line would begin with that.
  return inserted.filter(
    (each, index) =>
      !isNew(each) && !(each.kind === 'gap' && isNew(inserted[index - 1]) && isSpace(inserted[index - 2])),
  );
}

function escapeText(text: string, place: string, isBeforeBracket: boolean): string {
  if (place === 'start' && /^[#+\-=>:]/.test(text)) {
    return `\\${text}`;
  }
  if ((place === 'number' && /^[.)]/.test(text)) || (place === 'mask' && /^[(:#+\-=>]/.test(text))) {
    return `\\${text}`;
  }
  if (text === '!' && isBeforeBracket) {
    return '\\!';
  }
  return /^[\p{L}\p{N}]/u.test(text) ? text : text.replace(/[\\`*_~[\]<&$|]/g, (sign) => `\\${sign}`);
}

function placeOf(text: string, start: number): 'start' | 'number' | 'mask' | 'inside' {
  const before = text.slice(Math.max(0, start - 12), start);
  if (/(?:^|\n)[ \t]*$/.test(before)) {
    return 'start';
  }
  if (/⟧[ \t]*$/.test(before)) {
    return 'mask';
  }
  return /(?:^|\n)\d{1,9}$/.test(before) ? 'number' : 'inside';
}

function after(part: Part, place: string, text: string): 'start' | 'number' | 'mask' | 'inside' {
  if (part.kind === 'break') {
    return 'start';
  }
  if (part.kind === 'mask') {
    return 'mask';
  }
  if (part.kind === 'kept') {
    return text.slice(part.start, part.end).endsWith('⟧') ? 'mask' : 'inside';
  }
  return place === 'start' && /^\d{1,9}$/.test(part.text) ? 'number' : 'inside';
}

function textOf(part: Part): string {
  return part.kind === 'text' ? part.text : '';
}
