import { CopydeskError, type ErrorDetails } from '../../errors.ts';
import { GrowingText } from '../../growing-text.ts';
import { type Chunk, createChunkReader, plainChunk, readChunk } from './chunk.ts';
import { createDecoder } from './decoder.ts';
import { callError, endpointError } from './errors.ts';
import { isRecord, parseJson } from './guards.ts';
import { createThinkFilter, type ThinkFilter } from './think.ts';
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
  /**
   * The text that came since the last time, whether all text before it is void, and whether the answer got any further:
   * by text, reasoning or its end.
   */
  take(): { readonly text: string; readonly isVoid: boolean; readonly isProgress: boolean };
  /** What is to come: text until the answer is complete, then its usage, then the end of the body. */
  readonly wait: Exclude<Wait, 'first'>;
  /** Of `content`, in UTF-16 code units. */
  readonly length: number;
  /** All that came as content, thinking included. */
  readonly content: string;
  readonly usage: WireUsage | undefined;
}

/** What an answer may hold: many times the largest document. */
export const MAX_ANSWER_CHARS = 8 * 1024 * 1024;

/** `stop`, and what it is called behind gateways to other models. */
const isNormalEnd: ReadonlySet<string> = new Set(['stop', 'eos', 'eos_token', 'end_turn']);

const limitReached = 'The model reached its output limit before the end of the rewrite.';

/** What is known of an answer before it comes. */
export interface AnswerOptions {
  readonly requestId: string | undefined;
  /** Whether the endpoint announced a stream. */
  readonly isEventStream: boolean;
  /** The text that is rewritten. */
  readonly source: string;
}

/** An answer of which nothing came yet. */
export function createAnswer({ requestId, isEventStream, source }: AnswerOptions): Answer {
  const think = createThinkFilter(source);
  const chunks = createChunkReader();
  const content = new GrowingText();
  let hasText = false;
  let untaken = '';
  let isVoid = false;
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
    return content.length === 0 ? refusal : new CopydeskError(refusal.code, refusal.message, refusal);
  };
  const truncated = (message?: string, details?: ErrorDetails) =>
    callError('MODEL_OUTPUT_TRUNCATED', requestId, message, details);
  // Whatever else an endpoint gives for a reason, the answer ended before the text did.
  const isComplete = () => (finishReason === undefined ? isDone : isNormalEnd.has(finishReason));
  const wait = () => (isDone ? 'end' : !isComplete() ? 'next' : usage !== undefined ? 'end' : 'usage');

  const onData = (data: string, name: string | undefined) => {
    isEmpty = false;
    const trimmed = data.trim();
    if (isDone || trimmed === '') {
      return;
    }
    isDone = trimmed === '[DONE]';
    if (isDone) {
      return;
    }
    if (name === 'error') {
      const value = parseJson(trimmed);
      return onChunk(readChunk({ error: (isRecord(value) && value.error) || value || true }));
    }
    const chunk = chunks.read(trimmed);
    // Behind a complete text nothing can go wrong, and the last event of a body that was cut is cut as well.
    if (chunk === undefined && (isComplete() || isOver)) {
      return;
    }
    if (chunk === undefined) {
      throw invalid();
    }
    onChunk(chunk);
  };

  const onChunk = (chunk: Chunk) => {
    if (chunk.error !== undefined && isComplete()) {
      return;
    }
    if (chunk.error !== undefined) {
      throw failed(chunk.error);
    }
    content.push(chunk.text);
    addText(think.push(chunk.text));
    isProgress ||= chunk.text !== '' || chunk.hasReasoning;
    usage = chunk.usage ?? usage;
    // Some proxies say `stop` with every chunk: it speaks for the text up to there, not for what follows.
    if (chunk.text !== '' || chunk.finishReason !== undefined) {
      finishReason = chunk.finishReason;
    }
    if (chunk.isRefusal || finishReason === 'content_filter') {
      throw callError('MODEL_REFUSED', requestId);
    }
    // The same text would reach the same limit again.
    if (finishReason === 'length') {
      throw truncated(limitReached, { isRetryable: false });
    }
    if (finishReason === 'error') {
      throw failed();
    }
    if (content.length > MAX_ANSWER_CHARS) {
      throw invalid();
    }
  };

  const addText = (more: ReturnType<ThinkFilter['push']>) => {
    if (more.isVoid) {
      untaken = '';
      hasText = false;
      isVoid = true;
    }
    untaken += more.text;
    hasText ||= more.text.trim() !== '';
  };

  const skim = (events: string) => {
    if (isDone) {
      return events;
    }
    const { text, rest } = chunks.skim(events);
    if (text !== '') {
      onChunk(plainChunk(text));
    }
    return rest;
  };

  const decoder = createDecoder({ onEvent: onData, skim }, invalid);

  return {
    feed: decoder.feed,
    accept(json) {
      isEmpty = false;
      const value = json && parseJson(json);
      if (!isRecord(value)) {
        throw invalid();
      }
      onChunk(readChunk(value));
    },
    end() {
      isOver = true;
      decoder.end();
      if (isEmpty && !isEventStream) {
        throw invalid();
      }
      if (!isComplete()) {
        throw truncated();
      }
      addText({ text: think.end(), isVoid: false });
      if (!hasText) {
        throw truncated('The model gave an empty answer.');
      }
    },
    take() {
      // One half of a surrogate pair waits for the other.
      const end = isOver || !/[\uD800-\uDBFF]$/.test(untaken) ? untaken.length : untaken.length - 1;
      const taken = { text: untaken.slice(0, end), isVoid, isProgress: isProgress || wait() !== waited };
      untaken = untaken.slice(end);
      isVoid = false;
      isProgress = false;
      waited = wait();
      return taken;
    },
    get wait() {
      return wait();
    },
    get length() {
      return content.length;
    },
    get content() {
      return content.read();
    },
    get usage() {
      return usage;
    },
  };
}
