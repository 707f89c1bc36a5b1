import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/** A response whose body is read from the connection itself: a web stream costs several times as much per token. */
export interface StreamedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly incoming: IncomingMessage;
}

/** Where requests go. */
export interface Target {
  readonly isSecure: boolean;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  /** Names and values by turns, those of each request alike: Node keeps a map of any other form of them. */
  readonly headers: readonly string[];
}

/** The target at a URL. It is taken apart once: for each request that costs as much as its headers, and is held as long. */
export function targetOf(url: string, headers: Readonly<Record<string, string>>): Target {
  const { protocol, host, hostname, port, pathname, search } = new URL(url);
  return {
    isSecure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: pathname + search,
    headers: Object.entries({ host, ...headers }).flat(),
  };
}

/** What one read may bring; all connections share its memory. */
const READ_BYTES = 64 * 1024;

// With `onread` a socket that is paused is not read from, where it would go on to be read into memory otherwise.
const agentOptions = {
  keepAlive: true,
  noDelay: true,
  onread: {
    buffer: Buffer.allocUnsafeSlow(READ_BYTES),
    callback(this: Socket, length: number, buffer: Uint8Array) {
      return this.push(Buffer.from(buffer.subarray(0, length)));
    },
  },
};
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/**
 * Posts a body of text, as `fetch` would, and gives the response as soon as its headers are here. Nothing is sent before `accepted`
 * resolves: until then there is only the connection. Follows no redirect, so that no document goes elsewhere. Rejects where
 * the connection fails, and with the signal's reason once it aborts.
 */
export async function post(
  target: Target,
  body: string,
  signal: AbortSignal,
  accepted: Promise<unknown> | undefined,
): Promise<StreamedResponse> {
  try {
    return await send(target, body, signal, accepted, false);
  } catch (error) {
    // The endpoint closed a connection that was kept for the next call, just as that came: it has not read it.
    if (error instanceof StaleConnection) {
      return send(target, body, signal, accepted, true);
    }
    throw error;
  }
}

/** Apart, where nothing that lives as long as the answer sees the body: it is let go once it is sent. */
async function end(
  call: ClientRequest,
  body: string,
  signal: AbortSignal,
  accepted: Promise<unknown> | undefined,
): Promise<void> {
  if (accepted) {
    await accepted;
  }
  if (!signal.aborted) {
    call.end(body);
  }
}

class StaleConnection extends Error {}

function send(
  target: Target,
  body: string,
  signal: AbortSignal,
  accepted: Promise<unknown> | undefined,
  isFresh: boolean,
): Promise<StreamedResponse> {
  signal.throwIfAborted();
  const { isSecure, hostname, port, path, headers } = target;
  const agent = isSecure ? httpsAgent : httpAgent;
  const options = {
    method: 'POST',
    hostname,
    port,
    path,
    headers: [...headers, 'content-length', `${Buffer.byteLength(body)}`],
    agent: isFresh ? false : agent,
  } as const;
  const call = (isSecure ? httpsRequest : httpRequest)(options);
  void end(call, body, signal, accepted);
  return new Promise((resolve, reject) => {
    const abort = () => {
      call.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    call.on('close', () => signal.removeEventListener('abort', abort));
    call.on('response', (incoming) => {
      // Whoever reads it is told by the read; nobody may be reading yet.
      incoming.on('error', () => {});
      resolve({ status: incoming.statusCode ?? 500, headers: incoming.headers, incoming });
    });
    call.on('error', (error) => {
      const isStale = call.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      reject(isStale ? new StaleConnection() : error);
    });
  });
}
