import { type Edit, isEnglish, parseDocument, type Readability, readabilityOf } from '../documents/index.ts';
import { createPause } from '../turns.ts';
import { checkNumbers, checkTerms, type Finding, finding, type Rewritten } from './checks/index.ts';
import { type Comparison, compareBlock } from './compare.ts';
import type { SourceDocument, Task } from './source.ts';

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

/** A document, how it was cut into segments, and what was changed. */
export interface OptimizedSource {
  readonly source: SourceDocument;
  readonly segments: readonly { readonly end: number }[];
  readonly edits: readonly Edit[];
}

/**
 * Compares a document with what its edits make of it, block by block, by its bytes alone: nothing that the model or the checks
 * of its rewrites said is taken for granted.
 */
export async function reviewDocument(
  { source: { content, format }, segments, edits }: OptimizedSource,
  task: Omit<Task, 'segmentWords' | 'audience'>,
): Promise<Review> {
  const { protectedTerms, rewriteHeadings } = task;
  const segmentWords = Number.MAX_SAFE_INTEGER;
  const plan = await parseDocument(content, format, { protectedTerms, rewriteHeadings, segmentWords });
  const before: string[] = [];
  const after: string[] = [];
  const issues: (Finding & { segment: number })[] = [];
  const words = { all: 0, changed: 0 };
  let next = 0;
  let segment = 0;
  const pause = createPause(TURN_MS);
  for (const { blocks } of plan.segments) {
    for (const block of blocks) {
      while (block.start >= (segments[segment]?.end ?? content.length) && segment < segments.length - 1) {
        segment += 1;
      }
      const own: Edit[] = [];
      for (let edit = edits[next]; edit && edit.end <= block.end; edit = edits[next]) {
        own.push(edit);
        words.changed += Math.max(wordsIn(content.slice(edit.start, edit.end)), wordsIn(edit.replacement));
        next += 1;
      }
      const comparison = compareBlock(content, block, own);
      before.push(comparison.before);
      after.push(comparison.after);
      words.all += wordsIn(comparison.before);
      if (own.length > 0) {
        issues.push(...issuesOf(comparison, task).map((issue) => ({ ...issue, segment })));
      }
      await pause();
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

/** For so long other work may have to wait. */
const TURN_MS = 10;

function issuesOf(
  { before, after, differences }: Comparison,
  task: Pick<Rewritten, 'optimizationType' | 'instructions' | 'protectedTerms'>,
) {
  const rewritten: Rewritten = { ...task, source: [before], rewrite: [after], masks: [] };
  const gone = differences.map(({ kind, lost, added }) =>
    finding(kind, 'What no rewrite may change is not as often there as it was.', { lost, added }),
  );
  return [...gone, ...checkNumbers(rewritten), ...checkTerms(rewritten)];
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
