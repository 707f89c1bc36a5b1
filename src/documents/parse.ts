import { createThread } from '../thread.ts';
import { inTurns } from '../turns.ts';
import type { DocumentFormat } from './format.ts';
import { type PackedPlan, unpackPlan } from './packed-plan.ts';
import { type Plan, type PlanOptions, planDocument } from './plan.ts';

export type { Heading } from './group.ts';
export type { Plan, PlanOptions } from './plan.ts';

/** A document that costs more than this, in code units, is parsed in the worker thread; to parse it here takes some milliseconds. */
const mostHere: Readonly<Record<DocumentFormat, number>> = { TEXT: 24_000, MARKDOWN: 8_000, HTML: 8_000 };
/** What a character that may be a mark, or a line's end, costs beside its length. */
const MARK_COST = 8;

/** A document that is parsed in the worker thread. */
export interface ParseTask {
  readonly content: string;
  readonly format: DocumentFormat;
  readonly options: PlanOptions;
}

const parser = createThread<ParseTask, PackedPlan>(new URL('./parse-worker.ts', import.meta.url), {
  idleMs: 30_000,
  // What takes longer is no document.
  longestMs: 60_000,
});

/**
 * The plan of a document: the segments that tile it and its outline. A long document is parsed in a worker thread, a
 * short one here, in turns with all other long tasks. Rejects with the signal's reason when it is aborted, and with an Error when parsing
 * fails or takes too long.
 */
export async function parseDocument(
  content: string,
  format: DocumentFormat,
  { segmentWords, protectedTerms, rewriteHeadings }: PlanOptions,
  signal?: AbortSignal,
): Promise<Plan> {
  signal?.throwIfAborted();
  // Alone: whoever calls may have more in its options than can be sent to a thread.
  const options = { segmentWords, protectedTerms, rewriteHeadings };
  if (costsMore(content, mostHere[format])) {
    return unpackPlan(await parser.run({ content, format, options }, signal), content);
  }
  return inTurns(planDocument(content, format, options), signal);
}

function costsMore(content: string, most: number): boolean {
  let cost = content.length;
  for (let at = 0; at < content.length && cost <= most; at += 1) {
    cost += isMark(content.charCodeAt(at)) ? MARK_COST : 0;
  }
  return cost > most;
}

// Of ASCII all but letters, digits, spaces and the commonest signs of punctuation.
function isMark(unit: number): boolean {
  if (unit >= 127 || unit === 32 || unit === 44 || unit === 46) {
    return false;
  }
  return !((unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57));
}
