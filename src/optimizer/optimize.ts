import { setImmediate } from 'node:timers/promises';
import { parseDocument, type Segment } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model } from '../models/index.ts';
import { createChannel } from './channel.ts';
import { contextOf } from './context.ts';
import type { DocumentEvent, Failure, Stage } from './events.ts';
import { type RewrittenSegment, rewriteSegment } from './segment.ts';
import type { DocumentSoFar, OptimizeOptions, SourceDocument } from './source.ts';

/**
 * Optimizes documents side by side, and the segments of each, by the first of `models`; the others step in where it
 * fails. Ends when every document has ended or failed: one that fails is an event and leaves the others alone. Once
 * `signal` aborts, the documents in work fail with its reason, which is to be a CopydeskError; whoever leaves the
 * generator ends them too. What `soFar` says is done is not done again.
 */
export async function* optimize(
  documents: readonly SourceDocument[],
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
  soFar: readonly DocumentSoFar[] = [],
): AsyncGenerator<DocumentEvent, void> {
  const channel = createChannel(joinGrowth);
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const work = documents.map((document, index) =>
    soFar[index]?.isEnded
      ? undefined
      : optimizeDocument(document, index, options, models, either, channel.send, soFar[index]?.segments),
  );
  let isDone = false;
  void Promise.all(work).then(() => {
    isDone = true;
    channel.close();
  });
  try {
    for await (const event of channel.items) {
      yield event;
    }
  } finally {
    if (!isDone) {
      left.abort(new CopydeskError('CANCELLED', 'Nobody waits for the result any more.'));
    }
  }
}

/** Text that came before the last was read makes one event with it. */
function joinGrowth(last: DocumentEvent, next: DocumentEvent): DocumentEvent | undefined {
  const isOne =
    last.type === 'segmentGrew' &&
    next.type === 'segmentGrew' &&
    last.document === next.document &&
    last.segment === next.segment &&
    last.offset + last.text.length === next.offset;
  return isOne ? { ...last, text: last.text + next.text } : undefined;
}

const queuedStage = ['QUEUED', 'Waiting: other calls to the model are before it'] as const;

function sendingStage({ id, isBuiltin }: Model): readonly [Stage, string] {
  return ['PROCESSING', isBuiltin ? 'Applying the rules of the built-in editor' : `Sending to ${id}`];
}

/** To begin a segment takes a fraction of a millisecond, and a document has hundreds. */
const SEGMENTS_PER_TURN = 8;

async function optimizeDocument(
  document: SourceDocument,
  index: number,
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
  send: (event: DocumentEvent) => void,
  segmentsSoFar: DocumentSoFar['segments'] = [],
): Promise<void> {
  const startedAt = options.now();
  // Where the endpoint fails one segment it fails the document: the calls for the others are closed, not paid for in vain.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const stage = (stage: Stage, message: string) => send({ type: 'documentStaged', document: index, stage, message });
  const [model] = models;
  let isStreaming = false;
  let inWork = 0;
  let waiting = 0;
  let isQueued = false;
  /** Says so where no call of the document is under way because others are before it. */
  const queue = (change: number) => {
    waiting += change;
    if (isQueued !== (waiting > 0 && waiting === inWork)) {
      isQueued = !isQueued;
      isStreaming = false;
      stage(...(isQueued ? queuedStage : sendingStage(model)));
    }
  };
  const cancelling = () => stage('CANCELLING', 'Closing the calls to the model');
  signal.addEventListener('abort', cancelling, { once: true });

  try {
    stage('PREPARING', 'Preparing the document');
    const plan = await parseDocument(document.content, document.format, options, either);
    const planned = plan.segments.map(({ start, end, isLocked, words }) => ({ start, end, isLocked, words }));
    // Another version of this program may have cut the document otherwise.
    const isSamePlan =
      segmentsSoFar.length === planned.length &&
      planned.every(({ start, end }, at) => segmentsSoFar[at]?.start === start && segmentsSoFar[at]?.end === end);
    const isDone = (at: number) => isSamePlan && segmentsSoFar[at]?.isDone === true;
    if (!isSamePlan) {
      send({ type: 'documentPlanned', document: index, segments: planned });
    }
    stage(...sendingStage(model));

    const optimizeSegment = async (segment: Segment, number: number): Promise<RewrittenSegment> => {
      inWork += 1;
      const rewritten = await rewriteSegment({
        document,
        segment,
        context: () => contextOf(document.content, plan, number),
        options,
        models,
        signal: either,
        observer: {
          queued: (isWaiting) => queue(isWaiting ? 1 : -1),
          grew(offset, text) {
            if (!isStreaming) {
              isStreaming = true;
              stage('STREAMING', 'Receiving the optimized text');
            }
            send({ type: 'segmentGrew', document: index, segment: number, offset, text });
          },
          stage(name, message) {
            isStreaming = false;
            stage(name, message);
          },
          received() {
            if (inWork === 1 && !model.isBuiltin) {
              isStreaming = false;
              stage('CHECKING', 'Checking the optimized text');
            }
          },
          called: (usage) => send({ type: 'modelCalled', document: index, segment: number, usage }),
        },
      });
      inWork -= 1;
      queue(0);
      if (!rewritten.error) {
        send({ type: 'segmentEnded', document: index, segment: number, ...rewritten.outcome });
      }
      return rewritten;
    };

    const work: Promise<RewrittenSegment | undefined>[] = [];
    for (const [number, segment] of plan.segments.entries()) {
      if (segment.isLocked || isDone(number)) {
        work.push(Promise.resolve(undefined));
        continue;
      }
      const rewriting = optimizeSegment(segment, number);
      work.push(
        rewriting.catch((error) => {
          failed.abort(error);
          return undefined;
        }),
      );
      if (number % SEGMENTS_PER_TURN === SEGMENTS_PER_TURN - 1) {
        await setImmediate();
      }
    }
    const rewritten = await Promise.all(work);
    either.throwIfAborted();
    const prose = rewritten.filter((segment) => segment !== undefined);
    const [first] = prose;
    // A document of which nothing could be rewritten has failed; a part of one keeps its source's text.
    const isNothingDone = !plan.segments.some(({ isLocked }, at) => !isLocked && isDone(at));
    if (first?.error && isNothingDone && prose.every(({ error }) => error)) {
      throw first.error;
    }
    rewritten.forEach((segment, number) => {
      if (segment?.error) {
        send({ type: 'segmentEnded', document: index, segment: number, ...segment.outcome });
      }
    });
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

/** What a user is told of an error. */
export function failureOf(error: unknown): Failure {
  const known =
    error instanceof CopydeskError ? error : new CopydeskError('INTERNAL', 'Something went wrong on the server.');
  return { code: known.code, message: known.message, isRetryable: known.isRetryable, field: known.field };
}
