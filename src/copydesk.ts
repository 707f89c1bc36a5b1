import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createDiskStore, createMemoryStore, Desk } from './jobs/index.ts';
import { createModels } from './models/index.ts';
import { createApp, createLog, logDeskEvent, logUnexpected, type Server, startServer } from './server/index.ts';
import { version } from './version.ts';

/** Where the page is built. */
const pageFolder = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** In place of a folder: jobs end with the process. */
const IN_MEMORY = ':memory:';

/** Puts the rooms together and starts the server. Rejects where its address can't be listened on. */
export async function startCopydesk(config: Config, log: Logger): Promise<Server> {
  return startServer({ ...config, ...(await openDesk(config, log)), version, log, pageFolder });
}

/** All of Copydesk in this process: no port, no network but the models'. */
export interface EmbeddedCopydesk {
  /** What `fetch` answers at. */
  readonly url: string;
  /** The server's own handler of requests, that are given as a URL and what to send there. */
  readonly fetch: typeof fetch;
  /** Ends what is in work and lets go of everything. */
  close(): Promise<void>;
}

/** Puts the rooms together for the process that calls it, which is its own only client. */
export async function embedCopydesk(config: Config): Promise<EmbeddedCopydesk> {
  const log = createLog(config.logLevel);
  const { desk, models } = await openDesk(config, log);
  const app = createApp({
    ...config,
    desk,
    models,
    version,
    pageFolder,
    cut: new AbortController().signal,
    onUnexpected: (error) => logUnexpected(log, error),
  });
  return {
    url: 'http://copydesk.invalid/graphql',
    fetch: (url, init = {}) => app.fetch(String(url), init),
    close: () => desk.drain(),
  };
}

async function openDesk(config: Config, log: Logger) {
  const models = createModels(config.endpoint, config.builtin);
  const desk = new Desk({
    ...config,
    models,
    store:
      config.dataDir === IN_MEMORY
        ? createMemoryStore()
        : createDiskStore(config.dataDir, (error) => logUnexpected(log, error)),
    now: Date.now,
    onEvent: (event) => logDeskEvent(log, event),
  });
  await desk.recover();
  return { desk, models };
}
