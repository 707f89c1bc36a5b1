import type { Response, ResponseBody } from '../http/index.ts';
import type { RewriteEvent, RewriteRequest } from '../model.ts';
import { Answer, MAX_ANSWER_CHARS } from './answer.ts';
import { CutError, readBody, readWhole } from './body.ts';
import type { Client } from './client.ts';
import { callError } from './errors.ts';
import { buildBody, type OptionalParameter } from './request.ts';
import { restReading } from './rest.ts';
import { type TimeLimits, Timers } from './timers.ts';

/** A read that brings less comes from an endpoint that is slower than we are: some tokens of 200 to 300 bytes. */
const SMALL_READ_BYTES = 2_048;

/** Before that, what came may be held back until more is here: the first text of all is not to wait. */
const SHOWN_LENGTH = 32;

const cut = 'The connection to the endpoint broke before the answer was complete.';

/** What calls of one model have in common. */
export interface CallOptions extends TimeLimits {
  /** The model's id at the endpoint. */
  readonly id: string;
}

/** What came of one call, also of one that failed. */
export interface Receipt {
  /** Undefined where the endpoint did not take the call. */
  answer: Pick<Answer, 'content' | 'usage'> | undefined;
  streamed: boolean;
}

/**
 * Makes one call and hands its text over as it comes; `receipt` tells what came of it. Resolves once the answer is
 * complete; rejects with a CopydeskError where it is not, and with the signal's reason once it aborts. Closes the call
 * however it is left.
 */
export async function call(
  client: Client,
  request: RewriteRequest,
  sent: ReadonlySet<OptionalParameter>,
  options: CallOptions,
  signal: AbortSignal,
  receipt: Receipt,
  emit: (event: RewriteEvent) => void,
): Promise<void> {
  const timers = new Timers(options, signal);
  try {
    // A call that does not stream brings its first token with its last.
    if (sent.has('stream')) {
      timers.restart('first');
    }
    const { headers, body } = await send(client, request, sent, options.id, timers.signal);
    const type = headers['content-type'] ?? '';
    const requestId = client.requestIdOf(headers);
    if (type.includes('html')) {
      throw callError('MODEL_OUTPUT_INVALID', requestId);
    }
    receipt.streamed = !type.includes('json');
    const isEventStream = type.includes('event-stream');
    const answer = new Answer({ requestId, isEventStream, source: request.text });
    receipt.answer = answer;
    emit({ type: 'answering' });
    await (receipt.streamed ? readStream : readJson)(answer, body, timers, requestId, emit);
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    timers.stop();
  }
}

/** Apart, because whatever waits for the answer would hold the body as long as that takes. */
function send(
  client: Client,
  request: RewriteRequest,
  sent: ReadonlySet<OptionalParameter>,
  model: string,
  signal: AbortSignal,
): Promise<Response> {
  return client.send(JSON.stringify(buildBody(model, request, sent)), signal, request.accepted);
}

async function readStream(
  answer: Answer,
  body: ResponseBody,
  timers: Timers,
  requestId: string | undefined,
  emit: (event: RewriteEvent) => void,
): Promise<void> {
  try {
    await readBody(body, (bytes) => {
      handOver(answer, timers, emit, () => answer.feed(bytes));
      if (bytes.byteLength < SMALL_READ_BYTES && answer.length >= SHOWN_LENGTH && answer.wait === 'next') {
        restReading(body);
      }
    });
  } catch (error) {
    // Of a complete answer only the tail was cut off.
    if (!(error instanceof CutError)) {
      throw error;
    }
    if (answer.wait === 'next') {
      throw cutError(timers, requestId);
    }
  }
  if (answer.wait === 'next') {
    timers.signal.throwIfAborted();
  }
  handOver(answer, timers, emit, () => answer.end());
}

async function readJson(
  answer: Answer,
  body: ResponseBody,
  timers: Timers,
  requestId: string | undefined,
  emit: (event: RewriteEvent) => void,
): Promise<void> {
  const json = await readWhole(body, MAX_ANSWER_CHARS).catch(() => {
    throw cutError(timers, requestId);
  });
  timers.signal.throwIfAborted();
  handOver(answer, timers, emit, () => {
    answer.accept(json);
    answer.end();
  });
}

function cutError(timers: Timers, requestId: string | undefined): unknown {
  return timers.signal.aborted ? timers.signal.reason : callError('MODEL_UNAVAILABLE', requestId, cut);
}

// Whatever a step fails with, what came before is handed over.
function handOver(answer: Answer, timers: Timers, emit: (event: RewriteEvent) => void, step: () => void): void {
  try {
    step();
  } finally {
    const { text, isVoid, isProgress } = answer.take();
    if (isVoid) {
      emit({ type: 'restart' });
    }
    if (text !== '') {
      emit({ type: 'text', text });
    }
    if (isProgress) {
      timers.restart(answer.wait);
    }
  }
}
