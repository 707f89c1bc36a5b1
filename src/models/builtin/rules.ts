import type { OptimizationType } from '../model.ts';
import { findOdd } from './conventions.ts';
import { applyEdits, type Edit } from './edits.ts';
import { habitsOf } from './habits.ts';
import { finderOf } from './rule-index.ts';
import { type Piece, piecesOf } from './sentences.ts';
import { type Finder, settle } from './settle.ts';
import { findSlips } from './spacing.ts';
import { compileTerms, type FindTerms } from './terms.ts';

/** A stretch of a text, and what the rules change in it, with places in it. */
export interface RuledPiece extends Piece {
  readonly edits: readonly Edit[];
}

/** `text` as the rules of `type` leave it, and every change they made, in order, with places in `text`. */
export function applyRules(text: string, type: OptimizationType, protectedTerms: readonly string[]) {
  const pieces = [...rulePieces(text, rulesOf(type, { content: text }), protectedTerms)];
  return {
    text: pieces.map((piece) => applyEdits(piece.text, piece.edits)).join(''),
    edits: pieces.flatMap(({ start, edits }) => edits.map((edit) => placed(edit, start))),
  };
}

/** The same by some of the rules, sentence by sentence, some of it empty: no step takes longer than a few milliseconds. */
export function* rulePieces(
  text: string,
  finders: readonly Finder[],
  protectedTerms: readonly string[],
): Generator<RuledPiece, void> {
  const findTerms = compileTerms(protectedTerms);
  for (const piece of piecesOf(text, findTerms)) {
    const edits = piece.masked === undefined ? [] : settle(piece.masked, finders);
    yield { ...piece, edits: keepsTerms(piece.text, edits, findTerms) ? edits : [] };
  }
}

/** Whether `edits` leave as many protected terms in a text as there are. */
export function keepsTerms(text: string, edits: readonly Edit[], findTerms: FindTerms | undefined): boolean {
  return edits.length === 0 || findTerms?.(applyEdits(text, edits)).length === findTerms?.(text).length;
}

/** All rules of `type`: what they find may depend on the habits of the document. */
export function rulesOf(type: OptimizationType, document: { readonly content: string }): readonly Finder[] {
  const rules = finderOf(type) ?? [];
  const habits = (masked: string) => findOdd(masked, habitsOf(document));
  return [rules, ...(type === 'STYLE' ? [habits, findSlips] : [])].flat();
}

/** What was found in a stretch of a text that starts at `offset`, with places in the whole. */
export function placed<Found extends { readonly start: number; readonly end: number }>(
  found: Found,
  offset: number,
): Found {
  return { ...found, start: found.start + offset, end: found.end + offset };
}
