import { CopydeskError } from '../../../errors.ts';
import { createThread } from '../../../thread.ts';
import { createPool } from '../../pool.ts';
import type { DialectName, Finding, LintTask } from './finding.ts';

/** Finds what is wrong in sentences, in a thread of its own. */
export interface Linter {
  /**
   * What is wrong in `sentence`; at once where that was asked before, else when it is the turn of who asks: one that asks for
   * much keeps no other waiting for more than a sentence. Rejects with the signal's reason when it aborts, and
   * with MODEL_UNAVAILABLE where the thread fails: the next sentence gets a new one.
   */
  lint(
    sentence: string,
    from: { readonly dialect: DialectName; readonly turn: string },
    signal: AbortSignal,
  ): Promise<readonly Finding[]>;
}

/** Starting takes a second; a sentence that takes longer than this is none. */
const LONGEST_MS = 30_000;
/** What is remembered, in code units of sentences: a document that is handed in again, and sentences that many have. */
const MOST_REMEMBERED = 4_000_000;

/** A linter whose thread is started when it is first needed, and ends when it had nothing to do for `idleMs`. */
export function createLinter({ idleMs }: { readonly idleMs: number }): Linter {
  const thread = createThread<LintTask, readonly Finding[]>(new URL('./worker.ts', import.meta.url), {
    idleMs,
    longestMs: LONGEST_MS,
  });
  const pool = createPool(1);
  /** In the order in which they were last asked for. */
  const known = new Map<string, readonly Finding[]>();
  let remembered = 0;

  function remember(key: string, findings: readonly Finding[]): void {
    if (!known.has(key)) {
      known.set(key, findings);
      remembered += key.length;
    }
    for (const oldest of known.keys()) {
      if (remembered <= MOST_REMEMBERED) {
        break;
      }
      known.delete(oldest);
      remembered -= oldest.length;
    }
  }

  return {
    async lint(sentence, { dialect, turn }, signal) {
      const key = `${dialect} ${sentence}`;
      const findings = known.get(key);
      if (findings) {
        known.delete(key);
        known.set(key, findings);
        return findings;
      }
      const leave = await pool.enter(turn, signal);
      try {
        const found = await thread.run({ sentence, dialect }, signal);
        remember(key, found);
        return found;
      } catch (error) {
        signal.throwIfAborted();
        throw new CopydeskError('MODEL_UNAVAILABLE', 'The grammar checker of the built-in editor failed.', {
          cause: error,
        });
      } finally {
        leave();
      }
    },
  };
}
