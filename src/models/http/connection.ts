import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { ResponseReader, type ResponseTaker } from './response-reader.ts';

/** A server, as a URL names it. */
export interface Address {
  readonly isSecure: boolean;
  readonly hostname: string;
  readonly port: number;
}

/** Whoever waits for a response. */
export interface Exchange extends ResponseTaker {
  /** It is whole. */
  onEnd(): void;
  /** The connection ended before, or brought what is no response. `isUnheard`: nothing of one had come. */
  onCut(isUnheard: boolean): void;
}

/** Whoever keeps connections from one exchange to the next. */
export interface ConnectionOwner {
  /** It may be used again, until it is closed. */
  onIdle(connection: Connection): void;
  onClose(connection: Connection): void;
  /** With this of TLS the next connection is made sooner. */
  onSession(session: Buffer): void;
}

/** What one read may bring; all connections share its memory. */
const buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** In milliseconds: without a byte for so long, the system asks whether the other end is still there. The value of Node's agent. */
const KEEP_ALIVE_MS = 1_000;

/** In milliseconds: a connection that nobody used for so long is closed. */
const MOST_IDLE_MS = 600_000;

/** A connection to a server, for one exchange at a time. */
export class Connection {
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  #exchange: Exchange | undefined;
  /** From the request to the end of its response. */
  #reader: ResponseReader | undefined;

  /** Connects. */
  constructor({ isSecure, hostname, port }: Address, session: Buffer | undefined, owner: ConnectionOwner) {
    const options = {
      host: hostname,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
      onread: { buffer, callback: (length: number) => this.#read(buffer.subarray(0, length)) },
    };
    const servername = isIP(hostname) ? undefined : hostname;
    this.#owner = owner;
    this.#socket = isSecure
      ? connectSecure({ ...options, servername, session, ALPNProtocols: ['http/1.1'] })
      : connectPlain(options);
    // Not behind every error a close comes.
    const close = () => this.close();
    this.#socket
      .on('end', () => this.#end())
      .on('error', close)
      .on('timeout', close)
      .on('close', close);
    if (isSecure) {
      this.#socket.on('session', (next: Buffer) => owner.onSession(next));
    }
  }

  /** It is taken, for `exchange`. */
  begin(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#socket.setTimeout(0).ref();
  }

  /** Sends the request of the exchange. */
  send(head: string, body: string): void {
    this.#reader = this.#exchange && new ResponseReader(this.#exchange);
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body);
    this.#socket.uncork();
  }

  /** Reads no further until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Ends it, and its exchange. */
  close(): void {
    const isUnheard = this.#reader?.isUnheard ?? true;
    this.#socket.destroy();
    this.#owner.onClose(this);
    this.#release()?.onCut(isUnheard);
  }

  #read(bytes: Buffer): boolean {
    const reader = this.#reader;
    try {
      reader?.feed(bytes);
    } catch {
      this.close();
    }
    if (reader === undefined) {
      // Nothing was asked: a proxy says that it closes what is idle, or an answer was longer than it had said.
      this.close();
    } else if (reader === this.#reader && reader.isOver) {
      this.#finish(reader.keptMs);
    }
    return true;
  }

  #finish(keptMs: number): void {
    const exchange = this.#release();
    // A server may answer before it has read all: what is still to be sent would come before the next request.
    if (keptMs > 0 && this.#socket.writableLength === 0) {
      this.#socket.setTimeout(Math.min(keptMs, MOST_IDLE_MS)).unref().resume();
      this.#owner.onIdle(this);
    } else {
      this.close();
    }
    exchange?.onEnd();
  }

  #end(): void {
    const reader = this.#reader;
    reader?.end();
    if (reader?.isOver) {
      this.#finish(0);
    } else {
      this.close();
    }
  }

  #release(): Exchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#reader = undefined;
    return exchange;
  }
}
