import type { Connection, Exchange } from './connection.ts';
import type { Head, Headers } from './head.ts';

/** A response whose head is here. */
export interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ResponseBody;
}

/** The body of a response, as it comes. */
export interface ResponseBody {
  /** Whether all of it has come, or no more does. */
  readonly isOver: boolean;
  /** Hands it to `reader`: what came of it, and what comes. */
  read(reader: BodyReader): void;
  /** Reads no further until `resume`. */
  pause(): void;
  resume(): void;
  /** No more of it is handed over; its connection is closed, unless all of it has come. */
  close(): void;
}

/** Whoever reads a body. */
export interface BodyReader {
  /** The next bytes, which stand there only within this call. */
  onBytes(bytes: Uint8Array): void;
  /** It is whole. */
  onEnd(): void;
  /** The connection ended before. */
  onCut(): void;
}

/** The connection ended before the head of a response was here. */
export class ConnectionError extends Error {
  /** Whether nothing at all had come. */
  readonly isUnheard: boolean;

  constructor(isUnheard: boolean) {
    super();
    this.isUnheard = isUnheard;
  }
}

/** Whoever waits for the head. */
export type Opening = Pick<PromiseWithResolvers<Response>, 'resolve' | 'reject'>;

/** A request, and the body of its response. Once the signal aborts it is closed. */
export class Call implements ResponseBody, Exchange {
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  #opening: Opening | undefined;
  #reader: BodyReader | undefined;
  /** What came of the body before anyone read it. */
  #early: Uint8Array[] = [];
  #ending: 'onEnd' | 'onCut' | undefined;

  constructor(connection: Connection, signal: AbortSignal, opening: Opening) {
    this.#connection = connection;
    this.#signal = signal;
    this.#opening = opening;
    connection.begin(this);
    signal.addEventListener('abort', this, { once: true });
  }

  get isOver(): boolean {
    return this.#ending !== undefined;
  }

  /** Sends the request, once `ready` has resolved. `head` ends where the length of the body is to stand. */
  async send(head: string, body: string, ready: Promise<unknown> | undefined): Promise<void> {
    if (ready) {
      await ready;
    }
    if (!this.isOver) {
      this.#connection.send(`${head}${Buffer.byteLength(body)}\r\n\r\n`, body);
    }
  }

  read(reader: BodyReader): void {
    const early = this.#early;
    this.#early = [];
    this.#reader = reader;
    for (const bytes of early) {
      this.#reader?.onBytes(bytes);
    }
    if (this.#ending) {
      this.#end(this.#ending);
    }
  }

  pause(): void {
    if (!this.isOver) {
      this.#connection.pause();
    }
  }

  resume(): void {
    if (!this.isOver) {
      this.#connection.resume();
    }
  }

  close(): void {
    if (!this.isOver) {
      this.#connection.close();
    }
    // All of it may be here, and not be read.
    this.#early = [];
    this.#end('onCut');
  }

  /** The signal aborts. */
  handleEvent(): void {
    this.#opening?.reject(this.#signal.reason);
    this.close();
  }

  onHead({ status, headers }: Head): void {
    this.#opening?.resolve({ status, headers, body: this });
    this.#opening = undefined;
  }

  onBytes(bytes: Uint8Array): void {
    if (this.#reader) {
      this.#reader.onBytes(bytes);
    } else if (!this.isOver) {
      this.#early.push(Buffer.from(bytes));
    }
  }

  onEnd(): void {
    this.#end('onEnd');
  }

  onCut(isUnheard: boolean): void {
    this.#opening?.reject(new ConnectionError(isUnheard));
    this.#end('onCut');
  }

  #end(ending: 'onEnd' | 'onCut'): void {
    const reader = this.#reader;
    this.#ending = ending;
    this.#opening = undefined;
    this.#reader = undefined;
    if (reader || ending === 'onCut') {
      this.#signal.removeEventListener('abort', this);
    }
    reader?.[ending]();
  }
}
