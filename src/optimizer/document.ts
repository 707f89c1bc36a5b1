import { type Plan, parseDocument, type Segment } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import { LinkedAbort } from '../linked-abort.ts';
import type { Model } from '../models/index.ts';
import { pause } from '../turns.ts';
import { contextOf } from './context.ts';
import type { DocumentEvent } from './events.ts';
import { failureOf } from './failure.ts';
import { type RewrittenSegment, rewriteSegment } from './segment.ts';
import type { DocumentSoFar, OptimizeOptions, SourceDocument } from './source.ts';
import { createStages } from './stages.ts';

/** One document of a job. */
export interface DocumentTask {
  readonly document: SourceDocument;
  readonly index: number;
  readonly options: OptimizeOptions;
  readonly models: readonly [Model, ...Model[]];
  readonly signal: AbortSignal;
  readonly segmentsSoFar: DocumentSoFar['segments'];
  readonly send: (event: DocumentEvent) => void;
}

/** So many of a document's segments may keep their source's text because the endpoint failed them; more fail it. */
const LOST_SHARE = 0.1;

/** For each call that can be under way, so many segments are begun: when one ends, others are there to take its place. */
const SEGMENTS_PER_CALL = 2;

/** Optimizes one document, its segments side by side, and tells of it. Never rejects: what goes wrong is an event. */
export async function optimizeDocument(task: DocumentTask): Promise<void> {
  const { document, index, options, models, signal, send } = task;
  const startedAt = options.now();
  const stages = createStages(models[0], (stage, message) =>
    send({ type: 'documentStaged', document: index, stage, message }),
  );
  const cancelling = () => stages.say('CANCELLING', 'Closing the calls to the model');
  signal.addEventListener('abort', cancelling, { once: true });
  try {
    stages.say('PREPARING', 'Preparing the document');
    const plan = await parseDocument(document.content, document.format, options, signal);
    const isDone = announce(task, plan);
    stages.sending();
    const rewritten = await rewriteSegments(task, plan, isDone, stages);
    requireSomething(
      rewritten,
      plan.segments.some(({ isLocked }, at) => !isLocked && isDone(at)),
    );
    for (const [number, segment] of rewritten.entries()) {
      if (segment?.error) {
        send({ type: 'segmentEnded', document: index, segment: number, ...segment.outcome });
      }
    }
    send({ type: 'documentEnded', document: index, processingTimeMs: options.now() - startedAt });
  } catch (error) {
    if (!(error instanceof CopydeskError)) {
      options.onUnexpected(error);
    }
    const processingTimeMs = options.now() - startedAt;
    send({ type: 'documentFailed', document: index, failure: failureOf(error), processingTimeMs });
  } finally {
    signal.removeEventListener('abort', cancelling);
  }
}

/** Tells the plan, unless it is known already; gives which segments are done. */
function announce({ index, segmentsSoFar, send }: DocumentTask, plan: Plan): (segment: number) => boolean {
  // Another version of this program may have cut the document otherwise.
  const isSamePlan =
    segmentsSoFar.length === plan.segments.length &&
    plan.segments.every(({ start, end }, at) => segmentsSoFar[at]?.start === start && segmentsSoFar[at]?.end === end);
  if (!isSamePlan) {
    const segments = plan.segments.map(({ start, end, isLocked, words }) => ({ start, end, isLocked, words }));
    send({ type: 'documentPlanned', document: index, segments });
  }
  return (segment) => isSamePlan && segmentsSoFar[segment]?.isDone === true;
}

/** Rewrites what is not done, and tells of each segment that is. Throws where the document cannot be done. */
async function rewriteSegments(
  task: DocumentTask,
  plan: Plan,
  isDone: (segment: number) => boolean,
  stages: ReturnType<typeof createStages>,
): Promise<(RewrittenSegment | undefined)[]> {
  const { document, index, options, models, send } = task;
  // Where the endpoint fails the document, the calls for its other segments are closed, not paid for in vain.
  const failed = new LinkedAbort(task.signal);
  const { signal } = failed;
  let isAnyWritten = plan.segments.some(({ isLocked }, at) => !isLocked && isDone(at));
  let spare = Math.ceil(LOST_SHARE * plan.segments.length);

  async function rewrite(segment: Segment, number: number): Promise<RewrittenSegment> {
    stages.began();
    const rewritten = await rewriteSegment({
      document,
      segment,
      context: () => contextOf(document.content, plan, number),
      options,
      models,
      signal,
      observer: {
        queued: stages.queued,
        grew(offset, text) {
          stages.streaming();
          send({ type: 'segmentGrew', document: index, segment: number, offset, text });
        },
        stage: stages.say,
        received: stages.received,
        called: (usage) => send({ type: 'modelCalled', document: index, segment: number, usage }),
      },
    });
    stages.ended();
    isAnyWritten ||= rewritten.outcome.state === 'COMMITTED';
    if (!rewritten.error) {
      send({ type: 'segmentEnded', document: index, segment: number, ...rewritten.outcome });
    }
    return rewritten;
  }

  const rewritten: (RewrittenSegment | undefined)[] = plan.segments.map(() => undefined);
  const waiting = plan.segments.entries();

  /** Rewrites one segment after the other, as long as there are some that nobody has begun. */
  async function rewriteNext(): Promise<void> {
    for (const [number, segment] of waiting) {
      if (signal.aborted) {
        return;
      }
      if (!segment.isLocked && !isDone(number)) {
        rewritten[number] = await rewrite(segment, number).catch((error) => {
          if (isAnyWritten && spare > 0 && isPassing(error)) {
            spare -= 1;
            return keepSegment(document, segment, error, options.attempts);
          }
          failed.abort(error);
          return undefined;
        });
      }
    }
  }

  // A segment that is begun holds several times its text: a book's are not begun all at once.
  const lanes: Promise<void>[] = [];
  const most = Math.min(plan.segments.length, SEGMENTS_PER_CALL * models[0].concurrency);
  while (lanes.length < most) {
    lanes.push(rewriteNext());
    await pause();
  }
  await Promise.all(lanes);
  failed.unlink();
  signal.throwIfAborted();
  return rewritten;
}

/** A document of which nothing could be rewritten has failed; a part of one keeps its source's text. */
function requireSomething(rewritten: readonly (RewrittenSegment | undefined)[], isAnyDone: boolean): void {
  const prose = rewritten.filter((segment) => segment !== undefined);
  const [first] = prose;
  if (first?.error && !isAnyDone && prose.every(({ error }) => error)) {
    throw first.error;
  }
}

/** Whether the endpoint failed one call, however often it was made, and may do others. */
function isPassing(error: unknown): error is CopydeskError {
  return error instanceof CopydeskError && error.isRetryable && error.code !== 'CANCELLED';
}

function keepSegment(
  { content }: SourceDocument,
  { start, end }: Segment,
  error: CopydeskError,
  attempts: number,
): RewrittenSegment {
  const text = content.slice(start, end);
  const outcome = { text, edits: [], reason: error.message, attempts, model: undefined, streamed: true } as const;
  return { outcome: { state: 'KEPT', ...outcome }, error };
}
