import { type DocumentFormat, segmentDocument } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model, OptimizationType } from '../models/index.ts';
import { createChannel } from './channel.ts';
import type { DocumentEvent, Failure, Stage } from './events.ts';
import type { RetryLimits } from './retry.ts';
import { rewriteSegment, type SegmentObserver } from './segment.ts';

/** A document as it was handed in. */
export interface SourceDocument {
  readonly name: string;
  /** What kind of text it is, for the prompt: `report`, `email`. */
  readonly type: string;
  readonly format: DocumentFormat;
  readonly content: string;
}

/** What all documents of a job have in common. */
export interface OptimizeOptions extends RetryLimits {
  readonly optimizationType: OptimizationType;
  readonly instructions: string | undefined;
  readonly audience: string | undefined;
  readonly protectedTerms: readonly string[];
  /** A hash that tells the endpoint's abuse control one caller from another. */
  readonly userId: string;
  /** Whose turn the calls take: the job's id. */
  readonly turn: string;
  readonly segmentWords: number;
  /** The clock: milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told of an error that is a bug. The user is told INTERNAL. */
  readonly onUnexpected: (error: unknown) => void;
}

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

async function optimizeDocument(
  document: SourceDocument,
  index: number,
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
  send: (event: DocumentEvent) => void,
): Promise<void> {
  const startedAt = options.now();
  // One segment that fails ends its document: the calls for the others are closed, not paid for in vain.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const stage = (stage: Stage, message: string) => send({ type: 'documentStaged', document: index, stage, message });
  let isStreaming = false;

  async function optimizeSegment(source: string, segment: number): Promise<void> {
    const observer: SegmentObserver = {
      grew(offset, text) {
        if (!isStreaming) {
          isStreaming = true;
          stage('STREAMING', 'Receiving the optimized text');
        }
        send({ type: 'segmentGrew', document: index, segment, offset, text });
      },
      stage(name, message) {
        isStreaming = false;
        stage(name, message);
      },
      called: (usage) => send({ type: 'modelCalled', document: index, segment, usage }),
    };
    const outcome = await rewriteSegment({ document, source, options, models, signal: either, observer });
    send({ type: 'segmentEnded', document: index, segment, ...outcome });
  }

  try {
    stage('PREPARING', 'Preparing the document');
    const segments = segmentDocument(document.content, document.format, options.segmentWords);
    send({ type: 'documentPlanned', document: index, segments });
    const [model] = models;
    stage('PROCESSING', model.isBuiltin ? 'Applying the rules of the built-in editor' : `Sending to ${model.id}`);
    await Promise.all(
      segments.map(({ start, end, isLocked }, segment) =>
        isLocked
          ? undefined
          : optimizeSegment(document.content.slice(start, end), segment).catch((error) => failed.abort(error)),
      ),
    );
    either.throwIfAborted();
    send({ type: 'documentEnded', document: index, processingTimeMs: options.now() - startedAt });
  } catch (error) {
    if (!(error instanceof CopydeskError)) {
      options.onUnexpected(error);
    }
    const processingTimeMs = options.now() - startedAt;
    send({ type: 'documentFailed', document: index, failure: failureOf(error), processingTimeMs });
  }
}

/** What a user is told of an error. */
export function failureOf(error: unknown): Failure {
  const known =
    error instanceof CopydeskError ? error : new CopydeskError('INTERNAL', 'Something went wrong on the server.');
  return { code: known.code, message: known.message, isRetryable: known.isRetryable, field: known.field };
}
