import { type Head, ResponseError, readHead } from './head.ts';

/** Whoever takes a response as it comes. */
export interface ResponseTaker {
  onHead(head: Head): void;
  /** The next bytes of the body, which stand there only within this call. */
  onBytes(bytes: Uint8Array): void;
}

/** Four times what Node's own client takes. */
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_LINE_BYTES = 4 * 1024;

/** Larger pieces of a body are not joined: to copy them would cost as much as that saves. */
const SMALL_PIECE_BYTES = 2 * 1024;

const LF = 0x0a;
const HEAD_END = '\r\n\r\n';
const chunkSize = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r$/i;

type State = 'head' | 'body' | 'chunk size' | 'chunk' | 'chunk end' | 'trailers' | 'over';

/**
 * Reads one response from the bytes of a connection, by RFC 9112. Small chunks, as most endpoints send one for each token, are handed over
 * joined to what one read brought.
 */
export class ResponseReader {
  readonly #taker: ResponseTaker;
  #state: State = 'head';
  /** Of a head or a line whose end has not come. */
  #held = '';
  /** Bytes of the body or the chunk that are to come. */
  #left = 0;
  /** See `Head`; 0 until then. */
  keptMs = 0;

  constructor(taker: ResponseTaker) {
    this.#taker = taker;
  }

  /** Whether nothing came yet. */
  get isUntouched(): boolean {
    return this.#state === 'head' && this.#held === '';
  }

  /** Whether the response is here to its end. */
  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Takes what a read brought; its bytes are moved where pieces are joined. Throws a ResponseError, behind what came before. */
  feed(bytes: Buffer): void {
    let at = 0;
    // What was read of the body, and is not handed over.
    let start = 0;
    let end = 0;
    try {
      while (at < bytes.length && !this.isOver) {
        if (this.#state !== 'body' && this.#state !== 'chunk') {
          at = this.#state === 'head' ? this.#readHead(bytes, at) : this.#readLine(bytes, at);
          continue;
        }
        const next = Math.min(bytes.length, at + this.#left);
        if (end > start && next - at <= SMALL_PIECE_BYTES) {
          bytes.copyWithin(end, at, next);
          end += next - at;
        } else {
          this.#handOver(bytes, start, end);
          start = at;
          end = next;
        }
        this.#left -= next - at;
        at = next;
        if (this.#left === 0) {
          this.#state = this.#state === 'chunk' ? 'chunk end' : 'over';
        }
      }
    } finally {
      this.#handOver(bytes, start, end);
    }
    // What comes unasked belongs to no other response.
    if (at < bytes.length) {
      this.keptMs = 0;
    }
  }

  /** The connection ended, which may be the end of a body. */
  end(): void {
    if (this.#state === 'body' && this.#left === Number.POSITIVE_INFINITY) {
      this.#state = 'over';
    }
  }

  #handOver(bytes: Buffer, start: number, end: number): void {
    if (end > start) {
      this.#taker.onBytes(bytes.subarray(start, end));
    }
  }

  #readHead(bytes: Buffer, at: number): number {
    const before = this.#held.length;
    this.#held += bytes.toString('latin1', at);
    const end = this.#held.indexOf(HEAD_END, Math.max(0, before - HEAD_END.length));
    if ((end < 0 ? this.#held.length : end) > MAX_HEAD_BYTES) {
      throw new ResponseError();
    }
    if (end < 0) {
      return bytes.length;
    }
    const head = readHead(this.#held.slice(0, end));
    this.#held = '';
    // Another protocol was not asked for.
    if (head.status === 101) {
      throw new ResponseError();
    }
    // 100 Continue and its like come before the response.
    if (head.status >= 200) {
      this.#begin(head);
    }
    return at + end + HEAD_END.length - before;
  }

  #begin(head: Head): void {
    this.keptMs = head.keptMs;
    this.#left = head.body === 'to the end' ? Number.POSITIVE_INFINITY : head.body === 'chunked' ? 0 : head.body;
    this.#state = head.body === 'chunked' ? 'chunk size' : head.body === 0 ? 'over' : 'body';
    this.#taker.onHead(head);
  }

  #readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LF, at);
    this.#held += bytes.toString('latin1', at, end < 0 ? bytes.length : end);
    if (this.#held.length > MAX_LINE_BYTES) {
      throw new ResponseError();
    }
    if (end < 0) {
      return bytes.length;
    }
    const line = this.#held;
    this.#held = '';
    this.#takeLine(line);
    return end + 1;
  }

  #takeLine(line: string): void {
    if (this.#state === 'trailers') {
      this.#state = line === '\r' ? 'over' : 'trailers';
    } else if (this.#state === 'chunk end' && line === '\r') {
      this.#state = 'chunk size';
    } else {
      const [, size] = (this.#state === 'chunk size' && chunkSize.exec(line)) || [];
      if (size === undefined) {
        throw new ResponseError();
      }
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left > 0 ? 'chunk' : 'trailers';
    }
  }
}
