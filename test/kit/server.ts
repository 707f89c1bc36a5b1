import { Writable } from 'node:stream';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { startCopydesk } from '../../src/copydesk.ts';
import { type Endpoint, type EndpointOptions, startEndpoint } from './endpoint.ts';

/** A server that listens on a port of its own. */
export interface TestServer extends AsyncDisposable {
  /** The API's URL. */
  readonly url: string;
  /** All that was logged so far. */
  readonly log: () => string;
  readonly drain: () => Promise<void>;
}

/** The whole server, in this process, with these settings. */
export async function startServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const server = await startCopydesk(
    loadConfig({ PORT: '0', DATA_DIR: ':memory:', DRAIN_TIMEOUT_MS: '0', ...settings }),
    pino({ level: 'trace' }, sink),
  );
  let drained: Promise<void> | undefined;
  const drain = () => {
    drained ??= server.drain();
    return drained;
  };
  return { url: server.url, log: () => lines.join(''), drain, [Symbol.asyncDispose]: drain };
}

/** The whole server and the fake endpoint it calls. */
export interface Pair extends AsyncDisposable {
  readonly endpoint: Endpoint;
  readonly server: TestServer;
}

/** A server whose model is at a fake endpoint. */
export async function startPair(options: EndpointOptions = {}, settings: Record<string, string> = {}): Promise<Pair> {
  const endpoint = await startEndpoint(options);
  const server = await startServer({ OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'test-model', ...settings });
  return {
    endpoint,
    server,
    async [Symbol.asyncDispose]() {
      await server.drain();
      await endpoint.close();
    },
  };
}
