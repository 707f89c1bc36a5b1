import { isEnglish, type Readability, readabilityOf } from '../documents/index.ts';
import { pause } from '../turns.ts';
import { changedBlocks, type OptimizedSource } from './changed-blocks.ts';
import { checkNumbers, checkTerms, type Finding, finding, type Rewritten } from './checks/index.ts';
import { type Comparison, compareBlock } from './compare.ts';
import type { Task } from './source.ts';

/** What can be said of an optimized document beside its original. */
export interface Review {
  /** Undefined where the prose is not in English. */
  readonly readability: { readonly before: Readability; readonly after: Readability } | undefined;
  readonly preservation: Preservation;
}

/** What of the original's facts came through. */
export interface Preservation {
  /** Characters out per character in, of the prose. */
  readonly lengthRatio: number;
  /** Words changed per word in. */
  readonly changedWordRatio: number;
  readonly issues: readonly (Finding & { readonly segment: number })[];
}

/**
 * Compares a document with what its edits make of it, block by block, by its bytes alone: nothing that the model or the checks
 * of its rewrites said is taken for granted.
 */
export async function reviewDocument(
  document: OptimizedSource,
  task: Omit<Task, 'segmentWords' | 'audience'>,
): Promise<Review> {
  const { content } = document.source;
  const before: string[] = [];
  const after: string[] = [];
  const issues: (Finding & { segment: number })[] = [];
  const words = { all: 0, changed: 0 };
  for await (const { block, edits, segment } of changedBlocks(document, task)) {
    for (const { start, end, replacement } of edits) {
      words.changed += Math.max(wordsIn(content.slice(start, end)), wordsIn(replacement));
    }
    const comparison = compareBlock(content, block, edits);
    await pause();
    before.push(comparison.before);
    after.push(comparison.after);
    words.all += wordsIn(comparison.before);
    if (edits.length > 0) {
      const found = await issuesOf(comparison, task);
      issues.push(...found.map((issue) => ({ ...issue, segment })));
    }
  }
  const preservation = {
    lengthRatio: lengthOf(before) === 0 ? 1 : lengthOf(after) / lengthOf(before),
    changedWordRatio: words.changed / Math.max(1, words.all),
    issues,
  };
  const readability = isEnglish(startOf(before))
    ? { before: await readabilityOf(before), after: await readabilityOf(after) }
    : undefined;
  return { readability, preservation };
}

async function issuesOf(
  { before, after, differences }: Comparison,
  task: Pick<Rewritten, 'optimizationType' | 'instructions' | 'protectedTerms'>,
) {
  const rewritten: Rewritten = { ...task, source: [before], rewrite: [after], masks: [] };
  const gone = differences.map(({ kind, lost, added }) =>
    finding(kind, 'What no rewrite may change is not as often there as it was.', { lost, added }),
  );
  const numbers = checkNumbers(rewritten);
  await pause();
  return [...gone, ...numbers, ...checkTerms(rewritten)];
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** What tells the language of a document: its first pages. */
function startOf(texts: readonly string[]): string {
  let start = '';
  for (const text of texts) {
    if (start.length >= LANGUAGE_SAMPLE) {
      break;
    }
    start += ` ${text.slice(0, LANGUAGE_SAMPLE)}`;
  }
  return start;
}

const LANGUAGE_SAMPLE = 20_000;

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
