import { type Address, Connection, type ConnectionOwner } from './connection.ts';

/** As many as Node's agent keeps. */
const MOST_IDLE = 256;

/** The connections to one server, kept from one exchange to the next. */
export class Connections implements ConnectionOwner {
  readonly #address: Address;
  /** The one that was used last is the last, and taken first. */
  readonly #idle: Connection[] = [];
  #session: Buffer | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** One that was used before, if there is any. */
  takeIdle(): Connection | undefined {
    return this.#idle.pop();
  }

  open(): Connection {
    return new Connection(this.#address, this.#session, this);
  }

  onIdle(connection: Connection): void {
    this.#idle.push(connection);
    if (this.#idle.length > MOST_IDLE) {
      this.#idle[0]?.close();
    }
  }

  onClose(connection: Connection): void {
    const index = this.#idle.indexOf(connection);
    if (index >= 0) {
      this.#idle.splice(index, 1);
    }
  }

  onSession(session: Buffer): void {
    this.#session = session;
  }
}
