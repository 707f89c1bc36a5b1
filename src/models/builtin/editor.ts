import type { RewriteEnd, RewriteRequest, Suggestion } from '../model.ts';
import { dialectOf } from './dialect.ts';
import { applyEdits, composeEdits, type Edit, placeBefore } from './edits.ts';
import { isEnglish } from './english.ts';
import type { DialectName } from './harper/finding.ts';
import type { Linter } from './harper/linter.ts';
import { readingOf, sortFindings } from './harper/proofread.ts';
import { settle } from './rules.ts';
import { piecesOf } from './sentences.ts';
import { compileTerms } from './terms.ts';
import { wordsOf } from './words.ts';

/** What an edit of a text is to its surroundings. */
export interface EditorContext {
  readonly signal: AbortSignal;
  /** More of the rewrite. */
  emit(text: string): void;
  /** Asked after each sentence: others may have their turn. */
  pause(): Promise<void>;
}

/** Edits a text by the rules of its type, sentence by sentence, and says what it changed. */
export type Editor = (request: RewriteRequest, context: EditorContext) => Promise<RewriteEnd>;

/** What the rules find in a sentence, with places in it. */
interface Ruled {
  readonly edits: readonly Edit[];
  readonly suggestions: readonly Suggestion[];
}

/** More rounds than any sentence needs. */
const MAX_ROUNDS = 6;

/** The editor; for grammar it asks `linter` too. */
export function createEditor(linter: Linter): Editor {
  /** What is to be changed in a sentence until nothing is left to change, and what is left to the writer then. */
  async function proofread(masked: string, dialect: DialectName, signal: AbortSignal): Promise<Ruled> {
    let edits = settle(masked, 'GRAMMAR');
    for (let round = 1; ; round += 1) {
      const current = applyEdits(masked, edits);
      const found = sortFindings(current, await linter.lint(readingOf(current), dialect, signal));
      if (found.edits.length === 0 || round === MAX_ROUNDS) {
        return { edits, suggestions: found.suggestions.flatMap((each) => placeBefore(edits, each) ?? []) };
      }
      edits = composeEdits(edits, found.edits);
      edits = composeEdits(edits, settle(applyEdits(masked, edits), 'GRAMMAR'));
    }
  }

  return async ({ text, optimizationType, protectedTerms, document }, { signal, emit, pause }) => {
    const findTerms = compileTerms(protectedTerms);
    const all = { edits: [] as Edit[], suggestions: [] as Suggestion[] };
    for (const { start, text: source, masked } of piecesOf(text, findTerms)) {
      const asksLinter = optimizationType === 'GRAMMAR' && masked !== undefined && isEnglish(wordsOf(masked));
      const { edits, suggestions } = asksLinter
        ? await proofread(masked, dialectOf(document), signal)
        : { edits: masked === undefined ? [] : settle(masked, optimizationType), suggestions: [] };
      const ruled = applyEdits(source, edits);
      const isSafe = edits.length === 0 || findTerms?.(ruled).length === findTerms?.(source).length;
      const place = <Found extends { start: number; end: number }>(found: Found) => ({
        ...found,
        start: found.start + start,
        end: found.end + start,
      });
      if (isSafe) {
        all.edits.push(...edits.map(place));
        all.suggestions.push(...suggestions.map(place));
      }
      if (source !== '') {
        emit(isSafe ? ruled : source);
      }
      await pause();
    }
    return { streamed: true, ...all };
  };
}
