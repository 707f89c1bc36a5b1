import { setImmediate } from 'node:timers/promises';
import { createThread } from '../thread.ts';
import type { DocumentFormat } from './format.ts';
import { type PackedPlan, unpackPlan } from './packed-plan.ts';
import { type Plan, type PlanOptions, planDocument } from './plan.ts';

export type { Heading } from './group.ts';
export type { Plan, PlanOptions } from './plan.ts';

/** Documents longer than this, in code units, or of more lines, are parsed in the worker thread. */
const LONGEST_HERE = 30_000;
const MOST_LINES_HERE = 4_000;

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
 * short one here with pauses. Rejects with the signal's reason when it is aborted, and with an Error when parsing
 * fails or takes too long.
 */
export async function parseDocument(
  content: string,
  format: DocumentFormat,
  { segmentWords, protectedTerms }: PlanOptions,
  signal?: AbortSignal,
): Promise<Plan> {
  signal?.throwIfAborted();
  // Alone: whoever calls may have more in its options than can be sent to a thread.
  const options = { segmentWords, protectedTerms };
  if (content.length > LONGEST_HERE || hasMoreLines(content, MOST_LINES_HERE)) {
    return unpackPlan(await parser.run({ content, format, options }, signal), content);
  }
  const steps = planDocument(content, format, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      return step.value;
    }
    await setImmediate();
    signal?.throwIfAborted();
  }
}

function hasMoreLines(content: string, most: number): boolean {
  let lines = 0;
  for (let at = content.search(/[\r\n]/); at >= 0 && at < content.length; at += 1) {
    const unit = content.charCodeAt(at);
    lines += unit === 10 || unit === 13 ? 1 : 0;
    if (lines > most) {
      return true;
    }
  }
  return false;
}
