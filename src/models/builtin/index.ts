import { CopydeskError } from '../../errors.ts';
import { createTurns } from '../../turns.ts';
import type { Model, OptimizationType } from '../model.ts';
import { rulePieces } from './rules.ts';

/** How long all rewrites together hold the event loop before others get a turn. */
const TURN_MS = 5;

/**
 * The rule-based editor: no key, no network, no cost. It makes only changes that are right wherever they match, and
 * leaves everything else as it is. All rewrites of one model take turns, so that many side by side hold the event loop no
 * longer than one does. CUSTOM throws INVALID_INPUT: instructions need a language model.
 */
export function createBuiltinModel(): Model {
  const turns = createTurns(TURN_MS);
  return {
    id: 'builtin',
    isBuiltin: true,
    concurrency: 1,
    price: { input: 0, cachedInput: 0, output: 0 },
    async rewrite({ optimizationType, text, protectedTerms }, signal, emit) {
      signal.throwIfAborted();
      if (optimizationType === 'CUSTOM') {
        throw new CopydeskError(
          'INVALID_INPUT',
          'CUSTOM needs a language model; `builtin` follows fixed rules. ' +
            'To connect one, set OPENAI_API_KEY or OPENAI_BASE_URL on the server.',
          { field: 'model' },
        );
      }
      await turns.take(signal);
      for (const piece of rulePieces(text, optimizationType, protectedTerms)) {
        if (piece.text !== '') {
          emit({ type: 'text', text: piece.text });
        }
        if (turns.isOver()) {
          await turns.take(signal);
        }
        signal.throwIfAborted();
      }
      return { streamed: true };
    },
  };
}

const wordy = 'It does not restructure sentences.';
const unguided = 'Instructions and audience need a language model: they are not followed.';

const descriptions: Readonly<Record<OptimizationType, string | null>> = {
  CLARITY: `Replaces roundabout phrases from a fixed list with plain ones. ${wordy}`,
  STYLE: `Replaces roundabout and redundant phrases from a fixed list. ${wordy}`,
  GRAMMAR:
    'Fixes repeated words, a/an, `could of`, listed misspellings, missing capitals and spaces before commas, where there is no doubt.',
  CONCISENESS: `Replaces wordy and redundant phrases from a fixed list with short ones. ${wordy}`,
  SIMPLICITY: `Replaces roundabout phrases and rare words from a fixed list with everyday ones. ${wordy}`,
  FORMALITY: 'Spells out contractions that can mean one thing only. It does not change the tone otherwise.',
  NEUTRALITY: 'Replaces gendered words for jobs and people from a fixed list. It does not detect bias otherwise.',
  CUSTOM: null,
};

/** What the builtin editor does for `type`, for a person who chooses; null where it can do nothing. */
export function describeBuiltin(type: OptimizationType): string | null {
  const description = descriptions[type];
  return description && `${description} ${unguided}`;
}
