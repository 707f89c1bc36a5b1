import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createDiskStore, createMemoryStore, Desk } from './jobs/index.ts';
import { createModels } from './models/index.ts';
import { logDeskEvent, logUnexpected, type Server, startServer } from './server/index.ts';

/** The version of this program. */
export const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

/** Where the page is built. */
const pageFolder = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** In place of a folder: jobs end with the process. */
const IN_MEMORY = ':memory:';

/** Puts the rooms together and starts the server. Rejects where its address can't be listened on. */
export async function startCopydesk(config: Config, log: Logger): Promise<Server> {
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
  return startServer({ ...config, desk, models, version, log, pageFolder });
}
