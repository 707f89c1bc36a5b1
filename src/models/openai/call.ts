import type { RewriteEvent } from '../model.ts';
import { type Answer, createAnswer, MAX_ANSWER_CHARS } from './answer.ts';
import { CutError, readBody, readWhole } from './body.ts';
import type { Client } from './client.ts';
import { callError } from './errors.ts';
import type { CallBody } from './request.ts';
import { startTimers, type TimeLimits, type Timers } from './timers.ts';

type TextEvent = Extract<RewriteEvent, { type: 'text' }>;

const cut = 'The connection to the endpoint broke before the answer was complete.';

/** A complete answer, and whether it came as a stream. */
export interface Completed {
  readonly answer: Pick<Answer, 'text' | 'usage'>;
  readonly streamed: boolean;
}

/**
 * Makes one call and gives its text as it comes, one event per read. Returns once the answer is complete; throws a
 * CopydeskError where it is not, and the signal's reason once it aborts. Closes the call however it is left.
 */
export async function* call(
  client: Client,
  body: CallBody,
  limits: TimeLimits,
  signal: AbortSignal,
): AsyncGenerator<TextEvent, Completed> {
  const timers = startTimers(limits, signal);
  try {
    // A call that does not stream brings its first token with its last.
    if ('stream' in body) timers.restart('first');
    const response = await client.send(body, timers.signal);
    const type = response.headers.get('content-type') ?? '';
    const requestId = client.requestIdOf(response.headers);
    if (type.includes('html')) throw callError('MODEL_OUTPUT_INVALID', requestId);
    const isStream = !type.includes('json');
    const answer = createAnswer(requestId, type.includes('event-stream'));
    yield* (isStream ? readStream : readJson)(answer, response, timers, requestId);
    signal.throwIfAborted();
    return { answer, streamed: isStream };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    timers.stop();
  }
}

async function* readStream(
  answer: Answer,
  response: Response,
  timers: Timers,
  requestId: string | undefined,
): AsyncGenerator<TextEvent, void> {
  try {
    for await (const bytes of readBody(response, timers.signal)) yield* taken(answer, timers, () => answer.feed(bytes));
  } catch (error) {
    // Of a complete answer only the tail was cut off.
    if (!(error instanceof CutError)) throw error;
    if (answer.wait === 'next') throw cutError(timers, requestId);
  }
  if (answer.wait === 'next') timers.signal.throwIfAborted();
  yield* taken(answer, timers, answer.end);
}

async function* readJson(
  answer: Answer,
  response: Response,
  timers: Timers,
  requestId: string | undefined,
): AsyncGenerator<TextEvent, void> {
  const json = await readWhole(response, MAX_ANSWER_CHARS, timers.signal).catch(() => {
    throw cutError(timers, requestId);
  });
  timers.signal.throwIfAborted();
  yield* taken(answer, timers, () => {
    answer.accept(json);
    answer.end();
  });
}

function cutError(timers: Timers, requestId: string | undefined): unknown {
  return timers.signal.aborted ? timers.signal.reason : callError('MODEL_UNAVAILABLE', requestId, cut);
}

// Whatever a step fails with, what came before is handed over. No time counts while the consumer has it.
function* taken(answer: Answer, timers: Timers, step: () => void): Generator<TextEvent, void> {
  try {
    step();
  } finally {
    const { text, isProgress } = answer.take();
    if (isProgress) timers.pause();
    if (text !== '') yield { type: 'text', text };
    if (isProgress) timers.restart(answer.wait);
  }
}
