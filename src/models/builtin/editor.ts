import type { RewriteEnd, RewriteRequest, Suggestion } from '../model.ts';
import { dialectOf } from './dialect.ts';
import { applyEdits, composeEdits, type Edit, placeBefore } from './edits.ts';
import { isEnglish } from './english.ts';
import type { DialectName } from './harper/finding.ts';
import type { Linter } from './harper/linter.ts';
import { readingOf, sortFindings } from './harper/proofread.ts';
import { keepsTerms, placed, rulePieces, rulesOf } from './rules.ts';
import { type Finder, settle } from './settle.ts';
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

/** What is found in a sentence, with places in it. */
interface Proofread {
  readonly edits: readonly Edit[];
  readonly suggestions: readonly Suggestion[];
}

/** More rounds than any sentence needs. */
const MAX_ROUNDS = 6;

/** The editor; for grammar it asks `linter` too. */
export function createEditor(linter: Linter): Editor {
  /** What the linter adds to what the rules changed in a sentence, until neither has anything to change. */
  async function proofread(
    masked: string,
    ruled: readonly Edit[],
    finders: readonly Finder[],
    from: { readonly dialect: DialectName; readonly turn: string },
    signal: AbortSignal,
  ): Promise<Proofread> {
    let edits = ruled;
    for (let round = 1; ; round += 1) {
      const current = applyEdits(masked, edits);
      const found = sortFindings(current, await linter.lint(readingOf(current), from, signal));
      if (found.edits.length === 0 || round === MAX_ROUNDS) {
        return { edits, suggestions: found.suggestions.flatMap((each) => placeBefore(edits, each) ?? []) };
      }
      edits = composeEdits(edits, found.edits);
      edits = composeEdits(edits, settle(applyEdits(masked, edits), finders));
    }
  }

  return async ({ text, optimizationType, protectedTerms, document, turn }, { signal, emit, pause }) => {
    const finders = rulesOf(optimizationType, document);
    const findTerms = compileTerms(protectedTerms);
    const edits: Edit[] = [];
    const suggestions: Suggestion[] = [];
    for (const piece of rulePieces(text, finders, protectedTerms)) {
      const { masked, start } = piece;
      let found: Proofread = { edits: piece.edits, suggestions: [] };
      if (optimizationType === 'GRAMMAR' && masked !== undefined && isEnglish(wordsOf(masked))) {
        const proofs = await proofread(masked, piece.edits, finders, { dialect: dialectOf(document), turn }, signal);
        found = keepsTerms(piece.text, proofs.edits, findTerms) ? proofs : found;
      }
      edits.push(...found.edits.map((edit) => placed(edit, start)));
      const left = found.suggestions.map((suggestion) => placed(suggestion, start));
      suggestions.push(...left.filter((each) => !isTerm(each, text.slice(each.start, each.end), document)));
      if (piece.text !== '') {
        emit(applyEdits(piece.text, found.edits));
      }
      await pause();
    }
    return { streamed: true, edits, suggestions };
  };
}

/** How much of a document is looked through for a word, in code units. */
const SAMPLE = 100_000;

/** Whether what looks like a misspelling stands in the document twice: it is a word of its subject then. */
function isTerm({ rule }: Suggestion, word: string, { content }: RewriteRequest['document']): boolean {
  const sample = content.slice(0, SAMPLE);
  return rule === 'spell-check' && sample.indexOf(word) !== sample.lastIndexOf(word);
}
