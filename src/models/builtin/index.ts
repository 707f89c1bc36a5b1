import { setImmediate } from 'node:timers/promises';
import { CopydeskError } from '../../errors.ts';
import type { Model, OptimizationType } from '../model.ts';
import { noUsage } from '../usage.ts';
import { rulePieces } from './rules.ts';

/** How long the event loop is held before others get a turn. */
const TURN_MS = 5;

/**
 * The rule-based editor: no key, no network, no cost. It makes only changes that are right wherever they match, and
 * leaves everything else as it is. CUSTOM throws INVALID_INPUT: instructions need a language model.
 */
export function createBuiltinModel(): Model {
  return {
    id: 'builtin',
    isBuiltin: true,
    async *rewrite({ optimizationType, text, protectedTerms }, signal) {
      signal.throwIfAborted();
      if (optimizationType === 'CUSTOM') {
        throw new CopydeskError(
          'INVALID_INPUT',
          'CUSTOM needs a language model; `builtin` follows fixed rules. ' +
            'To connect one, set OPENAI_API_KEY or OPENAI_BASE_URL on the server.',
          'model',
        );
      }
      let turnStart = performance.now();
      for (const piece of rulePieces(text, optimizationType, protectedTerms)) {
        yield { type: 'text', text: piece.text };
        if (performance.now() - turnStart > TURN_MS) {
          await setImmediate();
          turnStart = performance.now();
        }
        signal.throwIfAborted();
      }
      yield { type: 'end', usage: noUsage, streamed: true };
    },
  };
}

const wordy = 'It does not restructure sentences.';

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
  return descriptions[type];
}
