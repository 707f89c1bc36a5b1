import { type Failure, isResult, type Result } from './job.ts';
import type { Source } from './read.ts';

/** What became of a document in the end. */
export interface Settled {
  readonly name: string;
  readonly outcome: 'CHANGED' | 'UNCHANGED' | 'LEFT' | 'FAILED' | 'CANCELLED';
  readonly original: string;
  readonly result: Result | undefined;
  /** Why it failed. */
  readonly failure: Failure | undefined;
  /** Why it was left as it is. */
  readonly reason: string | undefined;
  /** Where its optimized text stands now. */
  readonly writtenTo: string | undefined;
}

/** Puts an optimized document somewhere, and tells where. Throws where it is not to be put there. */
export type Keep = (source: Source, result: Result, isChanged: boolean) => Promise<string | undefined>;

/** Keeps what became of a document, if it may be kept, and tells of it. */
export async function settle(source: Source, outcome: Result | Failure, keep: Keep): Promise<Settled> {
  const { name, content: original } = source;
  const nothing = { name, original, result: undefined, failure: undefined, reason: undefined, writtenTo: undefined };
  if (!isResult(outcome)) {
    return { ...nothing, outcome: outcome.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED', failure: outcome };
  }
  const isChanged = outcome.optimizedContent !== original;
  try {
    const writtenTo = await keep(source, outcome, isChanged);
    return { ...nothing, outcome: isChanged ? 'CHANGED' : 'UNCHANGED', result: outcome, writtenTo };
  } catch (error) {
    return {
      ...nothing,
      outcome: 'LEFT',
      result: outcome,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

/** What did not come through, in one line; undefined where all did. */
export function lossOf({ preservation }: Result): string | undefined {
  if (preservation.isPreserved) {
    return undefined;
  }
  const issues = preservation.issues.map(({ kind, lost, added }) => {
    const what = [...lost.map((item) => `-${item}`), ...added.map((item) => `+${item}`)];
    return `${kind.toLowerCase().replaceAll('_', ' ')}${what.length > 0 ? ` ${what.join(' ')}` : ''}`;
  });
  return `not all came through: ${issues.join('; ')}`;
}
