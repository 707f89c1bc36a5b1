import type { Response } from '../http/index.ts';
import type { RewriteRequest } from '../model.ts';
import { Answer } from './answer.ts';
import type { Client } from './client.ts';
import { callError } from './errors.ts';
import { type Emit, type Opened, readAnswer } from './read-answer.ts';
import { buildBody, type OptionalParameter } from './request.ts';
import { type TimeLimits, Timers } from './timers.ts';

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
  emit: Emit,
): Promise<void> {
  const timers = new Timers(options, signal);
  try {
    // A call that does not stream brings its first token with its last.
    if (sent.has('stream')) {
      timers.restart('first');
    }
    const opened = await open(client, request, sent, options.id, timers.signal);
    receipt.answer = opened.answer;
    receipt.streamed = opened.isStream;
    emit({ type: 'answering' });
    await readAnswer(opened, timers, emit);
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    timers.stop();
  }
}

/** Apart, because whatever waits for the answer would hold its head as long as that takes. */
async function open(
  client: Client,
  request: RewriteRequest,
  sent: ReadonlySet<OptionalParameter>,
  model: string,
  signal: AbortSignal,
): Promise<Opened> {
  const { headers, body } = await send(client, request, sent, model, signal);
  const type = headers['content-type'] ?? '';
  const requestId = client.requestIdOf(headers);
  if (type.includes('html')) {
    throw callError('MODEL_OUTPUT_INVALID', requestId);
  }
  const isEventStream = type.includes('event-stream');
  const answer = new Answer({ requestId, isEventStream, source: request.text });
  return { answer, body, requestId, isStream: !type.includes('json') };
}

/** Apart, because whatever waits for the head would hold the body of the request. */
function send(
  client: Client,
  request: RewriteRequest,
  sent: ReadonlySet<OptionalParameter>,
  model: string,
  signal: AbortSignal,
): Promise<Response> {
  return client.send(JSON.stringify(buildBody(model, request, sent)), signal, request.accepted);
}
