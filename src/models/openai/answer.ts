import { CopydeskError, type ErrorDetails } from '../../errors.ts';
import { GrowingText } from '../../growing-text.ts';
import { type Chunk, createChunkReader, plainChunk, readChunk } from './chunk.ts';
import { Decoder, type EventReader } from './decoder.ts';
import { callError, endpointError } from './errors.ts';
import { isRecord, parseJson } from './guards.ts';
import { createThinkFilter, type ThinkFilter } from './think.ts';
import type { Wait } from './timers.ts';
import type { WireUsage } from './usage.ts';

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

/** What came since the last time. */
export interface Taken {
  readonly text: string;
  /** Whether all text before it is void. */
  readonly isVoid: boolean;
  /** Whether the answer got any further: by text, reasoning or its end. */
  readonly isProgress: boolean;
}

/** One answer as it comes in. When a method throws, what came before it can still be taken. */
export class Answer implements EventReader {
  readonly #requestId: string | undefined;
  readonly #isEventStream: boolean;
  readonly #think: ThinkFilter;
  readonly #chunks = createChunkReader();
  readonly #decoder: Decoder;
  readonly #content = new GrowingText();
  #hasText = false;
  #untaken = '';
  #isVoid = false;
  #usage: WireUsage | undefined;
  #finishReason: string | undefined;
  #isProgress = false;
  #isEmpty = true;
  #isDone = false;
  #isOver = false;
  #waited: Answer['wait'] = 'next';

  constructor({ requestId, isEventStream, source }: AnswerOptions) {
    this.#requestId = requestId;
    this.#isEventStream = isEventStream;
    this.#think = createThinkFilter(source);
    this.#decoder = new Decoder(this);
  }

  /** Takes the next bytes of a stream. */
  feed(bytes: Uint8Array): void {
    this.#decoder.feed(bytes);
  }

  /** Takes a completion that did not stream: all of its JSON, or undefined where that was too long. */
  accept(json: Uint8Array | undefined): void {
    this.#isEmpty = false;
    const value = json && parseJson(json);
    if (!isRecord(value)) {
      throw this.invalid();
    }
    this.#takeChunk(readChunk(value));
  }

  /** The body is over. Throws unless the answer is complete. */
  end(): void {
    this.#isOver = true;
    this.#decoder.end();
    if (this.#isEmpty && !this.#isEventStream) {
      throw this.invalid();
    }
    if (!this.#isComplete) {
      throw this.#truncated();
    }
    this.#addText({ text: this.#think.end(), isVoid: false });
    if (!this.#hasText) {
      throw this.#truncated('The model gave an empty answer.');
    }
  }

  take(): Taken {
    // One half of a surrogate pair waits for the other.
    const untaken = this.#untaken;
    const end = this.#isOver || !/[\uD800-\uDBFF]$/.test(untaken) ? untaken.length : untaken.length - 1;
    const isProgress = this.#isProgress || this.wait !== this.#waited;
    const taken = { text: untaken.slice(0, end), isVoid: this.#isVoid, isProgress };
    this.#untaken = untaken.slice(end);
    this.#isVoid = false;
    this.#isProgress = false;
    this.#waited = this.wait;
    return taken;
  }

  /** What is to come: text until the answer is complete, then its usage, then the end of the body. */
  get wait(): Exclude<Wait, 'first'> {
    if (this.#isDone) {
      return 'end';
    }
    return !this.#isComplete ? 'next' : this.#usage !== undefined ? 'end' : 'usage';
  }

  /** Of `content`, in UTF-16 code units. */
  get length(): number {
    return this.#content.length;
  }

  /** All that came as content, thinking included. */
  get content(): string {
    return this.#content.read();
  }

  get usage(): WireUsage | undefined {
    return this.#usage;
  }

  /** For the decoder: an event with data. */
  onEvent(data: string, name: string | undefined): void {
    this.#isEmpty = false;
    const trimmed = data.trim();
    if (this.#isDone || trimmed === '') {
      return;
    }
    this.#isDone = trimmed === '[DONE]';
    if (this.#isDone) {
      return;
    }
    if (name === 'error') {
      const value = parseJson(trimmed);
      this.#takeChunk(readChunk({ error: (isRecord(value) && value.error) || value || true }));
      return;
    }
    const chunk = this.#chunks.read(trimmed);
    // Behind a complete text nothing can go wrong, and the last event of a body that was cut is cut as well.
    if (chunk === undefined && (this.#isComplete || this.#isOver)) {
      return;
    }
    if (chunk === undefined) {
      throw this.invalid();
    }
    this.#takeChunk(chunk);
  }

  /** For the decoder: takes the events that bring nothing but text. */
  skim(events: string): string {
    if (this.#isDone) {
      return events;
    }
    const { text, rest } = this.#chunks.skim(events);
    if (text !== '') {
      this.#takeChunk(plainChunk(text));
    }
    return rest;
  }

  /** The error of a body that is no answer. */
  invalid(): CopydeskError {
    return callError('MODEL_OUTPUT_INVALID', this.#requestId);
  }

  // Whatever else an endpoint gives for a reason, the answer ended before the text did.
  get #isComplete(): boolean {
    return this.#finishReason === undefined ? this.#isDone : isNormalEnd.has(this.#finishReason);
  }

  #takeChunk(chunk: Chunk): void {
    if (chunk.error !== undefined && this.#isComplete) {
      return;
    }
    if (chunk.error !== undefined) {
      throw this.#failed(chunk.error);
    }
    this.#content.push(chunk.text);
    this.#addText(this.#think.push(chunk.text));
    this.#isProgress ||= chunk.text !== '' || chunk.hasReasoning;
    this.#usage = chunk.usage ?? this.#usage;
    // Some proxies say `stop` with every chunk: it speaks for the text up to there, not for what follows.
    if (chunk.text !== '' || chunk.finishReason !== undefined) {
      this.#finishReason = chunk.finishReason;
    }
    if (chunk.isRefusal || this.#finishReason === 'content_filter') {
      throw callError('MODEL_REFUSED', this.#requestId);
    }
    // The same text would reach the same limit again.
    if (this.#finishReason === 'length') {
      throw this.#truncated(limitReached, { isRetryable: false });
    }
    if (this.#finishReason === 'error') {
      throw this.#failed();
    }
    if (this.#content.length > MAX_ANSWER_CHARS) {
      throw this.invalid();
    }
  }

  #addText({ text, isVoid }: ReturnType<ThinkFilter['push']>): void {
    if (isVoid) {
      this.#untaken = '';
      this.#hasText = false;
      this.#isVoid = true;
    }
    this.#untaken += text;
    this.#hasText ||= text.trim() !== '';
  }

  // Text that was handed over rules out another call, whatever the endpoint objects to.
  #failed(error?: unknown): CopydeskError {
    const refusal = endpointError(error, undefined, this.#requestId);
    return this.#content.length === 0 ? refusal : new CopydeskError(refusal.code, refusal.message, refusal);
  }

  #truncated(message?: string, details?: ErrorDetails): CopydeskError {
    return callError('MODEL_OUTPUT_TRUNCATED', this.#requestId, message, details);
  }
}
