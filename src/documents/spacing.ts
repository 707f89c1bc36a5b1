import type { Hunk } from './align.ts';
import type { Reason } from './edit.ts';
import type { Token, Tokens } from './tokens.ts';

/** What stands in a change's place: new tokens and white space, and what stays as it is in the old text. */
export type Inserted =
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'gap'; readonly text: string }
  | { readonly kind: 'kept'; readonly start: number; readonly end: number };

/** What stands from `start` to `end` of the old text becomes `inserted`. */
export interface Change extends Reason {
  readonly start: number;
  readonly end: number;
  readonly inserted: readonly Inserted[];
}

/**
 * The change that a hunk is, with the white space that comes and goes with it: applied or not, alone or with others, it
 * leaves neither a doubled nor a missing space. White space that is there before and after stays, above all a line end.
 */
export function changeOf(hunk: Hunk, before: Tokens, after: Tokens): Change {
  const lead = before.gaps[hunk.start] ?? '';
  const trail = before.gaps[hunk.end] ?? '';
  const newLead = after.gaps[hunk.newStart] ?? '';
  const newTrail = after.gaps[hunk.newEnd] ?? '';
  const start = before.list[hunk.start - 1]?.end ?? 0;
  const leadEnd = start + lead.length;
  const tokens = tokensOf(hunk, after);

  if (hunk.start === hunk.end) {
    if (tokens.length === 0) {
      return { start, end: leadEnd, inserted: gap(newLead) };
    }
    if (lead !== '' && newLead !== '') {
      return { start: leadEnd, end: leadEnd, inserted: [...tokens, ...gap(newTrail)] };
    }
    return lead !== '' && newTrail !== ''
      ? { start, end: start, inserted: tokens }
      : { start, end: leadEnd, inserted: [...gap(newLead), ...tokens, ...gap(newTrail)] };
  }

  const trailStart = before.list[hunk.end - 1]?.end ?? leadEnd;
  const trailEnd = trailStart + trail.length;
  if (tokens.length === 0) {
    if (newLead === '') {
      return { start, end: trailEnd, inserted: [] };
    }
    if (lead !== '' && trail !== '') {
      const keepsTrail = trail.includes('\n') && !lead.includes('\n');
      return { start: keepsTrail ? start : leadEnd, end: keepsTrail ? trailStart : trailEnd, inserted: [] };
    }
    return { start: leadEnd, end: trailStart, inserted: lead === '' && trail === '' ? gap(newLead) : [] };
  }
  const keepsLead = !lead === !newLead;
  const keepsTrail = !trail === !newTrail;
  return {
    start: keepsLead ? leadEnd : start,
    end: keepsTrail ? trailStart : trailEnd,
    inserted: [...(keepsLead ? [] : gap(newLead)), ...tokens, ...(keepsTrail ? [] : gap(newTrail))],
  };
}

function tokensOf({ newStart, newEnd }: Hunk, { list, gaps }: Tokens): Inserted[] {
  return list
    .slice(newStart, newEnd)
    .flatMap((token, index) => [...(index > 0 ? gap(gaps[newStart + index] ?? '') : []), { kind: 'token', token }]);
}

function gap(text: string): Inserted[] {
  return text === '' ? [] : [{ kind: 'gap', text }];
}
