import { lineEndingOf } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model, Usage } from '../models/index.ts';
import { createAnswer } from './answer.ts';
import type { SegmentOutcome, Stage } from './events.ts';
import { newNonce } from './frame.ts';
import type { OptimizeOptions, SourceDocument } from './optimize.ts';
import { buildPrompt } from './prompt/prompt.ts';
import { pause, shouldFallBack, waitBeforeRetry } from './retry.ts';

/** Is told of a segment's rewrite as it goes. */
export interface SegmentObserver {
  /** More text: from `offset` on the segment now reads `text`. */
  grew(offset: number, text: string): void;
  /** It is tried again, and what text there is will be replaced. */
  stage(stage: Stage, message: string): void;
  /** A call is over, and this is what it used. */
  called(usage: Usage): void;
}

/** One segment to rewrite. */
export interface SegmentTask {
  readonly document: SourceDocument;
  /** The segment's text. */
  readonly source: string;
  readonly options: OptimizeOptions;
  /** The model to use, and those that step in where it fails before its first token. */
  readonly models: readonly [Model, ...Model[]];
  readonly signal: AbortSignal;
  readonly observer: SegmentObserver;
}

/**
 * Has a model rewrite the text of one segment, and tries again what may get better. The white space around the text is
 * not sent and stays. Throws the last attempt's error.
 */
export async function rewriteSegment(task: SegmentTask): Promise<SegmentOutcome> {
  const { options, signal, observer } = task;
  const startedAt = options.now();
  let [model, ...fallbacks] = task.models;
  let hasText = false;
  const grew = (offset: number, text: string) => {
    hasText = true;
    observer.grew(offset, text);
  };

  for (let attempt = 1; ; attempt += 1) {
    hasText = false;
    try {
      return await attemptSegment(task, model, grew);
    } catch (error) {
      signal.throwIfAborted();
      const failed = { error, attempt, elapsedMs: options.now() - startedAt };
      const reason = error instanceof Error ? error.message : '';
      const [next, ...others] = fallbacks;
      if (next && !hasText && shouldFallBack(failed, options)) {
        observer.stage('FALLING_BACK', `${model.id} failed, trying ${next.id}: ${reason}`);
        [model, fallbacks] = [next, others];
        continue;
      }
      const waitMs = waitBeforeRetry(failed, options);
      if (waitMs === undefined) {
        throw error;
      }
      observer.stage('RETRYING', `Trying again (${attempt + 1} of ${options.attempts}): ${reason}`);
      await pause(waitMs, signal);
    }
  }
}

async function attemptSegment(
  { document, source, options, signal, observer }: SegmentTask,
  model: Model,
  grew: SegmentObserver['grew'],
): Promise<SegmentOutcome> {
  const body = source.trim();
  const start = source.indexOf(body);
  const before = source.slice(0, start);
  const lineEnding = lineEndingOf(source);
  const nonce = newNonce();
  const prompt = buildPrompt({
    ...options,
    documentType: document.type,
    documentName: document.name,
    text: lineEnding === '\r\n' ? body.replaceAll('\r\n', '\n') : body,
    nonce,
  });
  const { optimizationType, protectedTerms, userId, turn } = options;

  let answer = createAnswer(nonce, lineEnding);
  let text = before;
  const grow = (more: string) => {
    if (more !== '') {
      const offset = text.length === before.length ? 0 : text.length;
      text += more;
      grew(offset, offset === 0 ? text : more);
    }
  };

  const request = { optimizationType, protectedTerms, userId, turn, text: body, prompt };
  const { streamed } = await model.rewrite(request, signal, (event) => {
    switch (event.type) {
      case 'text':
        grow(answer.push(event.text));
        break;
      case 'restart':
        answer = createAnswer(nonce, lineEnding);
        text = before;
        grew(0, text);
        break;
      case 'usage':
        observer.called(event.usage);
    }
  });
  grow(answer.end());
  if (text.length === before.length) {
    throw new CopydeskError('MODEL_OUTPUT_INVALID', 'The model answered with no text.');
  }
  return { state: 'COMMITTED', text: text + source.slice(start + body.length), model: model.id, streamed };
}
