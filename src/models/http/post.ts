import { validateHeaderValue } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Call, ConnectionError, type Response } from './call.ts';
import type { Connection } from './connection.ts';
import { Connections } from './connections.ts';

/** Where requests go, over connections of its own. */
export interface Target {
  readonly connections: Connections;
  /** What stands in each request before the length of its body. */
  readonly head: string;
}

/** The target at a URL, with the headers of its requests. */
export function targetOf(url: string, headers: Readonly<Record<string, string>>): Target {
  const { protocol, host, hostname, port, pathname, search } = new URL(url);
  const isSecure = protocol === 'https:';
  const fields = Object.entries({ host, connection: 'keep-alive', ...headers }).map(([name, value]) => {
    validateHeaderValue(name, value);
    return `${name}: ${value}\r\n`;
  });
  return {
    connections: new Connections({
      isSecure,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isSecure ? 443 : 80),
    }),
    head: `POST ${pathname}${search} HTTP/1.1\r\n${fields.join('')}content-length: `,
  };
}

/**
 * Posts a body of text. Gives the response as soon as its headers are here. Nothing is sent before `accepted` resolves: until then there is
 * only the connection. Follows no redirect, so that no document goes elsewhere. Rejects with a ConnectionError where the connection fails,
 * and with the signal's reason once it aborts, which also closes a response that is not over.
 */
export async function post(
  { connections, head }: Target,
  body: string,
  signal: AbortSignal,
  accepted: Promise<unknown> | undefined,
): Promise<Response> {
  signal.throwIfAborted();
  const idle = connections.takeIdle();
  try {
    // What came on it unasked is read first: it would be taken for the answer.
    const ready = idle ? nextTurn().then(() => accepted) : accepted;
    return await send(idle ?? connections.open(), head, body, signal, ready);
  } catch (error) {
    // The endpoint closed a connection that was kept for the next call, just as that came: it has not read it.
    if (idle && error instanceof ConnectionError && error.isUnheard) {
      signal.throwIfAborted();
      return send(connections.open(), head, body, signal, accepted);
    }
    throw error;
  }
}

function send(
  connection: Connection,
  head: string,
  body: string,
  signal: AbortSignal,
  ready: Promise<unknown> | undefined,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = new Call(connection, signal, { resolve, reject });
    call.send(head, body, ready).catch((error) => {
      reject(error);
      call.close();
    });
  });
}
