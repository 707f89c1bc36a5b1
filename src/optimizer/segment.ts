import { halvesOf, type Segment } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model, Suggestion, Usage } from '../models/index.ts';
import { attemptPart, type Part, type RewrittenPart } from './attempt.ts';
import type { SegmentOutcome, Stage } from './events.ts';
import type { PromptContext } from './prompt/prompt.ts';
import { isAboutText, RefusedRewrite } from './refusal.ts';
import { pause, shouldFallBack, waitBeforeRetry } from './retry.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';

/** Is told of a segment's rewrite as it goes. */
export interface SegmentObserver {
  /** Its call waits because others are before it, or waits no longer. */
  queued(isWaiting: boolean): void;
  /** More text: from `offset` on the segment now reads `text`. */
  grew(offset: number, text: string): void;
  /** It is tried again, and what text there is will be replaced. */
  stage(stage: Stage, message: string): void;
  /** A whole answer is here. */
  received(): void;
  /** A call is over, and this is what it used. */
  called(usage: Usage): void;
}

/** One segment to rewrite. */
export interface SegmentTask {
  readonly document: SourceDocument;
  readonly segment: Segment;
  /** What stands around it. */
  readonly context: () => PromptContext;
  readonly options: OptimizeOptions;
  /** The model to use, and those that step in where it fails before its first token. */
  readonly models: readonly [Model, ...Model[]];
  readonly signal: AbortSignal;
  readonly observer: SegmentObserver;
}

/** What became of a segment, and the model's error where that is why nothing of it was rewritten. */
export interface RewrittenSegment {
  readonly outcome: SegmentOutcome;
  readonly error: CopydeskError | undefined;
}

/** How often a model is asked again, and told why, after a rewrite of a whole segment was refused. */
const SECOND_CHANCES = 1;

/** A segment with fewer words is not sent in halves where the model failed on it. */
const SHORT_WORDS = 100;

/**
 * Has a model rewrite one segment. What may get better is tried again; a rewrite that would damage the text is asked for
 * once more with the reason, then half by half, and then the source's text is kept. Throws the last error where the
 * endpoint is what fails.
 */
export async function rewriteSegment(task: SegmentTask): Promise<RewrittenSegment> {
  const { document, segment, observer } = task;
  const source = ({ start, end }: Part) => document.content.slice(start, end);
  const run = createRun(task);
  let whole: unknown;
  try {
    const rewritten = await run.rewrite(segment, 0, SECOND_CHANCES);
    return { outcome: { ...run.outcome(), state: 'COMMITTED', ...rewritten }, error: undefined };
  } catch (error) {
    whole = error;
  }
  requireAboutText(whole);

  const halves = wantsHalves(task, whole) ? halvesOf(document.content, segment.blocks) : undefined;
  const problems: string[] = [];
  const parts: RewrittenPart[] = [];
  if (halves) {
    observer.stage('RETRYING', `Trying each half of the segment on its own: ${messageOf(whole)}`);
    const middle = halves[1][0]?.start ?? segment.end;
    const ends = [
      { start: segment.start, end: middle, blocks: halves[0] },
      { start: middle, end: segment.end, blocks: halves[1] },
    ];
    let length = 0;
    for (const half of ends) {
      try {
        parts.push(await run.rewrite(half, length, 0));
      } catch (error) {
        requireAboutText(error);
        problems.push(messageOf(error));
        parts.push({ text: source(half), edits: [], suggestions: [], streamed: true });
      }
      // What was shown of it may read otherwise, and the next half goes on behind it.
      const text = parts.at(-1)?.text ?? '';
      observer.grew(length, text);
      length += text.length;
    }
  }
  if (parts.length > problems.length) {
    const text = parts.map((part) => part.text).join('');
    const edits = parts.flatMap((part) => part.edits);
    const reason =
      problems.length > 0 ? `Half of the segment kept the source's text. ${problems.join(' ')}` : undefined;
    const streamed = parts.every((part) => part.streamed);
    const joined = { text, edits, suggestions: suggestionsOf(parts), reason, streamed };
    return { outcome: { ...run.outcome(), state: 'COMMITTED', ...joined }, error: undefined };
  }
  return {
    outcome: { ...run.outcome(), state: 'KEPT', text: source(segment), reason: messageOf(whole), model: undefined },
    error: whole instanceof CopydeskError ? whole : undefined,
  };
}

/** The calls for one segment, counted. */
function createRun(task: SegmentTask) {
  const { options, signal, observer } = task;
  const startedAt = options.now();
  let [model, ...fallbacks] = task.models;
  let calls = 0;

  /** Rewrites one part, whose text begins at `offset` of the segment's. */
  async function rewrite(part: Part, offset: number, secondChances: number): Promise<RewrittenPart> {
    let refusals = 0;
    let refusal: string | undefined;
    for (let attempt = 1; ; attempt += 1) {
      let hasText = false;
      calls += 1;
      try {
        return await attemptPart({
          ...task,
          ...observer,
          part,
          refusal,
          model,
          began() {
            hasText = true;
          },
          grew: (place, text) => observer.grew(offset + place, text),
        });
      } catch (error) {
        signal.throwIfAborted();
        const reason = messageOf(error);
        const again = `Trying again (${attempt + 1} of ${options.attempts}): ${reason}`;
        if (error instanceof RefusedRewrite) {
          // The rule-based editor would do the same again.
          if (refusals === secondChances || attempt === options.attempts || model.isBuiltin) {
            throw error;
          }
          refusals += 1;
          refusal = reason;
          observer.stage('RETRYING', again);
          continue;
        }
        const failed = { error, attempt, elapsedMs: options.now() - startedAt };
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
        observer.stage('RETRYING', again);
        await pause(waitMs, signal);
      }
    }
  }

  return {
    rewrite,
    outcome: () => ({ edits: [], reason: undefined, attempts: calls, model: model.id, streamed: true }),
  };
}

/**
 * Whether another text may help: after a rewrite was refused, and where a model can't do so much or one passage at once. What
 * may get better by itself was tried again already.
 */
function wantsHalves({ segment }: SegmentTask, error: unknown): boolean {
  const isForGood = error instanceof CopydeskError && !error.isRetryable;
  return error instanceof RefusedRewrite || (isForGood && segment.words >= SHORT_WORDS);
}

function suggestionsOf(parts: readonly RewrittenPart[]): Suggestion[] {
  let place = 0;
  return parts.flatMap(({ text, suggestions }) => {
    const offset = place;
    place += text.length;
    return suggestions.map((each) => ({ ...each, start: offset + each.start, end: offset + each.end }));
  });
}

function requireAboutText(error: unknown): void {
  if (!isAboutText(error)) {
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
