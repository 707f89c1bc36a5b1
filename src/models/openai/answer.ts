import { CopydeskError } from '../../errors.ts';
import { readChunk } from './chunk.ts';
import { createDecoder } from './decoder.ts';
import { callError, endpointError } from './errors.ts';
import { isRecord, parseJson } from './guards.ts';
import type { Wait } from './timers.ts';
import type { WireUsage } from './usage.ts';

/** One answer as it comes in. When a method throws, what came before it can still be taken. */
export interface Answer {
  /** Takes the next bytes of a stream. */
  feed(bytes: Uint8Array): void;
  /** Takes a completion that did not stream: all of its JSON, or undefined where that was too long. */
  accept(json: Uint8Array | undefined): void;
  /** The body is over. Throws unless the answer is complete. */
  end(): void;
  /** The text that came since the last time, and whether the answer got any further: by text, reasoning or its end. */
  take(): { readonly text: string; readonly isProgress: boolean };
  /** What is to come: text until the answer is complete, then its usage, then the end of the body. */
  readonly wait: Exclude<Wait, 'first'>;
  readonly text: string;
  readonly usage: WireUsage | undefined;
}

/** What an answer may hold: many times the largest document. */
export const MAX_ANSWER_CHARS = 8 * 1024 * 1024;

/** An answer of which nothing came yet. `isEventStream` is whether the endpoint announced a stream. */
export function createAnswer(requestId: string | undefined, isEventStream: boolean): Answer {
  let text = '';
  let untaken = '';
  let usage: WireUsage | undefined;
  let finishReason: string | undefined;
  let isProgress = false;
  let isEmpty = true;
  let isDone = false;
  let isOver = false;
  let waited: Answer['wait'] = 'next';

  const invalid = () => callError('MODEL_OUTPUT_INVALID', requestId);
  // Text that was handed over rules out another call, whatever the endpoint objects to.
  const failed = (error?: unknown) => {
    const refusal = endpointError(error, undefined, requestId);
    return text === '' ? refusal : new CopydeskError(refusal.code, refusal.message);
  };
  const truncated = (message?: string) => callError('MODEL_OUTPUT_TRUNCATED', requestId, message);
  const isComplete = () => isDone || finishReason === 'stop';
  const wait = () => (!isComplete() ? 'next' : isDone || usage !== undefined ? 'end' : 'usage');

  const onData = (data: string, name: string | undefined) => {
    isEmpty = false;
    const trimmed = data.trim();
    if (isDone || trimmed === '') return;
    isDone = trimmed === '[DONE]';
    if (isDone) return;
    const value = parseJson(trimmed);
    if (name === 'error') return onChunk({ error: (isRecord(value) && value.error) || value || true });
    // Behind a complete text nothing can go wrong, and the last event of a body that was cut is cut as well.
    if (value === undefined && (isComplete() || isOver)) return;
    if (value === undefined) throw invalid();
    onChunk(value);
  };

  const onChunk = (value: unknown) => {
    const chunk = readChunk(value);
    if (chunk.error !== undefined && isComplete()) return;
    if (chunk.error !== undefined) throw failed(chunk.error);
    text += chunk.text;
    untaken += chunk.text;
    isProgress ||= chunk.text !== '' || chunk.hasReasoning;
    usage = chunk.usage ?? usage;
    // Some proxies say `stop` with every chunk: it speaks for the text up to there, not for what follows.
    if (chunk.text !== '' || chunk.finishReason !== undefined) finishReason = chunk.finishReason;
    if (chunk.isRefusal || finishReason === 'content_filter') throw callError('MODEL_REFUSED', requestId);
    if (finishReason === 'length') throw truncated('The model reached its output limit before the end of the rewrite.');
    if (finishReason === 'error') throw failed();
    if (text.length > MAX_ANSWER_CHARS) throw invalid();
  };

  const decoder = createDecoder(onData, invalid);

  return {
    feed: decoder.feed,
    accept(json) {
      isEmpty = false;
      const value = json && parseJson(json);
      if (!isRecord(value)) throw invalid();
      onChunk(value);
    },
    end() {
      isOver = true;
      decoder.end();
      if (isEmpty && !isEventStream) throw invalid();
      if (!isComplete()) throw truncated();
      if (text.trim() === '') throw truncated('The model gave an empty answer.');
    },
    take() {
      // One half of a surrogate pair waits for the other.
      const end = isOver || !/[\uD800-\uDBFF]$/.test(untaken) ? untaken.length : untaken.length - 1;
      const taken = { text: untaken.slice(0, end), isProgress: isProgress || wait() !== waited };
      untaken = untaken.slice(end);
      isProgress = false;
      waited = wait();
      return taken;
    },
    get wait() {
      return wait();
    },
    get text() {
      return text;
    },
    get usage() {
      return usage;
    },
  };
}
