import { type Head, ResponseError, readHead } from './head.ts';

/** Whoever takes a response as it comes. */
export interface ResponseTaker {
  onHead(head: Head): void;
  /** The next bytes of the body, which stand there only within this call. */
  onBytes(bytes: Uint8Array): void;
}

/** Of a head, and of a line elsewhere: four times what Node's own client takes. */
const MAX_HEAD_BYTES = 64 * 1024;

/** Larger pieces of a body are not joined: to copy them would cost as much as that saves. */
const SMALL_PIECE_BYTES = 2 * 1024;

const LF = 0x0a;
const protocol = 'HTTP/1.';
const chunkSize = /^0*([\da-f]{1,12})(?:[\t ]*;[\t\x20-\x7e\x80-\xff]*)?$/i;

type State = 'head' | 'body' | 'chunk size' | 'chunk' | 'chunk end' | 'trailers' | 'over';

/**
 * Reads one response from the bytes of a connection, by RFC 9112. Small chunks, as most endpoints send one for each token, are handed over
 * joined to what one read brought.
 */
export class ResponseReader {
  readonly #taker: ResponseTaker;
  #state: State = 'head';
  /** The lines of a head that is not whole. */
  #lines: string[] = [];
  #headBytes = 0;
  /** Of a line whose end has not come. */
  #held = '';
  /** Bytes of the body or the chunk that are to come. */
  #left = 0;
  /** Whether nothing came yet. */
  isUnheard = true;
  /** See `Head`; 0 until then. */
  keptMs = 0;

  constructor(taker: ResponseTaker) {
    this.#taker = taker;
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
    const handOver = () => {
      const piece = bytes.subarray(start, end);
      start = end;
      if (piece.length > 0) {
        this.#taker.onBytes(piece);
      }
    };
    this.isUnheard = false;
    try {
      while (at < bytes.length && !this.isOver) {
        if (this.#state !== 'body' && this.#state !== 'chunk') {
          at = this.#readLine(bytes, at);
          continue;
        }
        const next = Math.min(bytes.length, at + this.#left);
        if (end > start && next - at <= SMALL_PIECE_BYTES) {
          bytes.copyWithin(end, at, next);
          end += next - at;
        } else {
          handOver();
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
      handOver();
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

  #readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LF, at);
    this.#held += bytes.toString('latin1', at, end < 0 ? bytes.length : end);
    if (this.#held.length + this.#headBytes > MAX_HEAD_BYTES || !this.#maySpeakHttp) {
      throw new ResponseError();
    }
    if (end < 0) {
      return bytes.length;
    }
    if (!this.#held.endsWith('\r')) {
      throw new ResponseError();
    }
    const line = this.#held.slice(0, -1);
    this.#held = '';
    this.#takeLine(line);
    return end + 1;
  }

  /** What speaks something else may never end its first line. */
  get #maySpeakHttp(): boolean {
    const isFirst = this.#state === 'head' && this.#lines.length === 0 && this.#held !== '\r';
    return !isFirst || this.#held.startsWith(protocol.slice(0, this.#held.length));
  }

  #takeLine(line: string): void {
    switch (this.#state) {
      case 'head':
        this.#takeHeadLine(line);
        break;
      case 'chunk size':
        this.#left = sizeOf(line);
        this.#state = this.#left > 0 ? 'chunk' : 'trailers';
        break;
      case 'chunk end':
        if (line !== '') {
          throw new ResponseError();
        }
        this.#state = 'chunk size';
        break;
      case 'trailers':
        this.#state = line === '' ? 'over' : 'trailers';
    }
  }

  #takeHeadLine(line: string): void {
    if (line !== '') {
      this.#lines.push(line);
      this.#headBytes += line.length;
      return;
    }
    // A blank line before a head is passed over.
    if (this.#lines.length === 0) {
      return;
    }
    const head = readHead(this.#lines);
    this.#lines = [];
    this.#headBytes = 0;
    // Another protocol was not asked for.
    if (head.status === 101) {
      throw new ResponseError();
    }
    // 100 Continue and its like come before the response.
    if (head.status >= 200) {
      this.#begin(head);
    }
  }

  #begin(head: Head): void {
    this.keptMs = head.keptMs;
    this.#left = head.body === 'to the end' ? Number.POSITIVE_INFINITY : head.body === 'chunked' ? 0 : head.body;
    this.#state = head.body === 'chunked' ? 'chunk size' : head.body === 0 ? 'over' : 'body';
    this.#taker.onHead(head);
  }
}

function sizeOf(line: string): number {
  const size = chunkSize.exec(line)?.[1];
  if (size === undefined) {
    throw new ResponseError();
  }
  return Number.parseInt(size, 16);
}
