import { connect, createServer, type Socket } from 'node:net';
import { listen } from './listen.ts';

/** A network between client and server, that fails when it is told to. */
export interface Proxy extends AsyncDisposable {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** How many connections were made so far. */
  readonly connections: number;
  /** How many requests went through so far. */
  readonly requests: number;
  /** Cuts every open connection; new ones are taken. */
  cut(): void;
}

export interface ProxyOptions {
  /** The first connection is cut after the first number of bytes of answer, the second after the second, and so on. */
  readonly cutAfter?: readonly number[];
}

/** Starts a TCP proxy in front of the server at `url`. */
export async function startProxy(url: string, { cutAfter = [] }: ProxyOptions = {}): Promise<Proxy> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let connections = 0;
  let requests = 0;

  const server = createServer((client) => {
    let left = cutAfter[connections] ?? Number.POSITIVE_INFINITY;
    connections += 1;
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (bytes: Buffer) => {
      requests += bytes.toString('latin1').match(/^(?:GET|POST) \S+ HTTP\/1\.1\r$/gm)?.length ?? 0;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      client.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) {
        client.destroySoon();
        upstream.destroy();
      }
    });
    upstream.on('end', () => client.end());
  });
  const port = await listen(server);

  const cut = () => {
    for (const socket of open) {
      socket.resetAndDestroy();
    }
  };
  return {
    url: Object.assign(new URL(url), { port: String(port) }).href,
    get connections() {
      return connections;
    },
    get requests() {
      return requests;
    },
    cut,
    async [Symbol.asyncDispose]() {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      cut();
      await closed;
    },
  };
}
