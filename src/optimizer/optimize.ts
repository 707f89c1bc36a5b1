import { setImmediate } from 'node:timers/promises';
import { parseDocument, type Segment } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model } from '../models/index.ts';
import { createChannel } from './channel.ts';
import { contextOf } from './context.ts';
import type { DocumentEvent, Failure, Stage } from './events.ts';
import { type RewrittenSegment, rewriteSegment } from './segment.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';

/**
 * Optimizes documents side by side, and the segments of each, by the first of `models`; the others step in where it
 * fails. Ends when every document has ended or failed: one that fails is an event and leaves the others alone. Once
 * `signal` aborts, the documents in work fail with its reason, which is to be a CopydeskError; whoever leaves the
 * generator ends them too.
 */
export async function* optimize(
  documents: readonly SourceDocument[],
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
): AsyncGenerator<DocumentEvent, void> {
  const channel = createChannel(joinGrowth);
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const work = documents.map((document, index) =>
    optimizeDocument(document, index, options, models, either, channel.send),
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

/** So many of a document's segments may keep their source's text because the endpoint failed them; more fail it. */
const LOST_SHARE = 0.1;

/** To begin a segment takes a fraction of a millisecond, and a document has hundreds. */
const SEGMENTS_PER_TURN = 8;

async function optimizeDocument(
  document: SourceDocument,
  index: number,
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
  send: (event: DocumentEvent) => void,
): Promise<void> {
  const startedAt = options.now();
  // Where the endpoint fails the document, the calls for its other segments are closed, not paid for in vain.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const stage = (stage: Stage, message: string) => send({ type: 'documentStaged', document: index, stage, message });
  const [model] = models;
  let isStreaming = false;
  let inWork = 0;
  let committed = 0;

  try {
    stage('PREPARING', 'Preparing the document');
    const plan = await parseDocument(document.content, document.format, options, either);
    const planned = plan.segments.map(({ start, end, isLocked, words }) => ({ start, end, isLocked, words }));
    send({ type: 'documentPlanned', document: index, segments: planned });
    stage('PROCESSING', model.isBuiltin ? 'Applying the rules of the built-in editor' : `Sending to ${model.id}`);

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
      committed += rewritten.outcome.state === 'COMMITTED' ? 1 : 0;
      if (!rewritten.error) {
        send({ type: 'segmentEnded', document: index, segment: number, ...rewritten.outcome });
      }
      return rewritten;
    };

    let spare = Math.ceil(LOST_SHARE * plan.segments.length);
    const work: Promise<RewrittenSegment | undefined>[] = [];
    for (const [number, segment] of plan.segments.entries()) {
      if (segment.isLocked) {
        work.push(Promise.resolve(undefined));
        continue;
      }
      work.push(
        optimizeSegment(segment, number).catch((error) => {
          if (committed > 0 && spare > 0 && isPassing(error)) {
            spare -= 1;
            return keepSegment(document, segment, error, options.attempts);
          }
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
    if (first?.error && prose.every(({ error }) => error)) {
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

/** What a user is told of an error. */
export function failureOf(error: unknown): Failure {
  const known =
    error instanceof CopydeskError ? error : new CopydeskError('INTERNAL', 'Something went wrong on the server.');
  return { code: known.code, message: known.message, isRetryable: known.isRetryable, field: known.field };
}
