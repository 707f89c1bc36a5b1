import { CopydeskError } from '../../errors.ts';
import { pause } from '../../turns.ts';
import type { Model, OptimizationType } from '../model.ts';
import type { Editor } from './editor.ts';
import { createLinter, type Linter } from './harper/linter.ts';

/** What the rule-based editor works with. */
export interface BuiltinOptions {
  /** Its thread ends when it had nothing to do for so long, in milliseconds. */
  readonly idleMs: number;
}

/**
 * The rule-based editor: no key, no network, no cost. It makes only changes that are right wherever they match, and
 * leaves everything else as it is. Rewrites take turns, so that many side by side hold the event loop no longer than one
 * does. CUSTOM throws INVALID_INPUT: instructions need a language model.
 */
export function createBuiltinModel(options: BuiltinOptions): Model {
  const linter = createLinter(options);
  // When it is first needed: its rules take a tenth of a start to read, and a server that has a language model may never ask for them.
  let loading: Promise<Editor> | undefined;
  return {
    id: 'builtin',
    isBuiltin: true,
    concurrency: 1,
    price: { input: 0, cachedInput: 0, output: 0 },
    async rewrite(request, signal, emit) {
      signal.throwIfAborted();
      if (request.optimizationType === 'CUSTOM') {
        throw new CopydeskError(
          'INVALID_INPUT',
          'CUSTOM needs a language model; `builtin` follows fixed rules. ' +
            'To connect one, set OPENAI_API_KEY or OPENAI_BASE_URL on the server.',
          { field: 'model' },
        );
      }
      await pause(signal);
      loading ??= loadEditor(linter);
      const edit = await loading;
      return edit(request, {
        signal,
        emit: (text) => emit({ type: 'text', text }),
        async pause() {
          await pause(signal);
          signal.throwIfAborted();
        },
      });
    },
  };
}

/** Part by part: to read all rules at once would hold the event loop for a tenth of a second. */
async function loadEditor(linter: Linter): Promise<Editor> {
  const parts = [
    () => import('./phrases/agreement.ts'),
    () => import('./phrases/misspellings.ts'),
    () => import('./phrases/index.ts'),
    () => import('./word-rules/index.ts'),
  ];
  for (const read of parts) {
    await read();
    await pause();
  }
  const { createEditor } = await import('./editor.ts');
  return createEditor(linter);
}

const unguided = 'Instructions and audience need a language model: they are not followed.';

const descriptions: Readonly<Record<OptimizationType, string | null>> = {
  CLARITY:
    'Swaps roundabout phrases and rare words of a fixed list for plain ones, and points out long sentences, the passive, hidden verbs and unexplained acronyms, but splits and reorders nothing.',
  STYLE:
    'Swaps roundabout phrases of a fixed list, keeps quotation marks, dashes, spaces and spellings to what the text mostly has, and points out vague words and the passive, but does not touch tone or rhythm.',
  GRAMMAR:
    'Mends what can be meant in one way only: listed misspellings, repeated words, a/an, capitals, mixed-up words and agreement in plain cases; points out what may be wrong, and misses about half of what a careful reader would find.',
  CONCISENESS:
    'Cuts wordy and redundant phrases of a fixed list, and points out long sentences, hidden verbs and filler words, but merges and drops no sentence.',
  SIMPLICITY:
    'Swaps roundabout phrases and rare words of a fixed list for everyday ones, and points out long sentences, the passive, hidden verbs and unexplained acronyms, but splits and explains nothing.',
  FORMALITY:
    'Spells out contractions that can mean one thing only, and swaps a few informal words, but does not change the tone otherwise.',
  NEUTRALITY:
    'Swaps gendered words for jobs and people of a fixed list, and points out words that may be unfair to people, but does not judge what a text says.',
  CUSTOM: null,
};

/** What the builtin editor does for `type`, for a person who chooses; null where it can do nothing. */
export function describeBuiltin(type: OptimizationType): string | null {
  const description = descriptions[type];
  return description && `${description} ${unguided}`;
}
