import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type AppOptions, createApp } from './app.ts';
import { CoalescedResponse } from './coalesced-response.ts';
import { logUnexpected } from './log.ts';
import { inTurns } from './turns.ts';

/** What is served, and where. */
export interface ServerOptions extends Omit<AppOptions, 'cut' | 'onUnexpected'> {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly log: Logger;
}

/** A server that listens. */
export interface Server {
  /** Where the API is: `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Takes no more jobs, cuts the streams so that their clients re-join elsewhere, and resolves once all is closed. */
  drain(): Promise<void>;
}

/**
 * In milliseconds: so long a connection is kept for the next request. Proxies keep theirs for 60 s (nginx, AWS's load balancers), and a
 * request that they send on one that is being closed fails.
 */
const KEPT_MS = 72_000;

/** A request costs about half a millisecond before its call to a model is out. */
const REQUESTS_PER_TURN = 2;

/** Serves the API over HTTP. Rejects where the address can't be listened on. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { desk, host, port, log } = options;
  const cut = new AbortController();
  const { listener } = createApp({ ...options, cut: cut.signal, onUnexpected: (error) => logUnexpected(log, error) });
  const server = createServer(
    // Of a client that vanished without a word the connection would stay open.
    { ServerResponse: CoalescedResponse, keepAlive: true, keepAliveTimeout: KEPT_MS },
    inTurns(REQUESTS_PER_TURN, (request: IncomingMessage, response: ServerResponse) => {
      // A Host that is none would break whatever makes a URL of it.
      if (!URL.canParse(`http://${request.headers.host}${request.url}`)) {
        response.writeHead(400).end();
        return;
      }
      listener(request, response);
    }),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const boundPort = typeof address === 'object' && address ? address.port : port;
  const hostname = host.includes(':') ? `[${host}]` : host;

  return {
    url: `http://${hostname}:${boundPort}/graphql`,
    async drain() {
      const closed = once(server, 'close');
      server.close();
      cut.abort();
      await desk.drain();
      // A connection is idle once its last answer is out; one whose client does not read is closed all the same.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const late = setTimeout(() => server.closeAllConnections(), 1_000);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
