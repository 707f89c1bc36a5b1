import { type Client, CopydeskError, createClient } from '../client/index.ts';

/** A client, and what to let go of behind it. */
export interface Connection extends AsyncDisposable {
  readonly client: Client;
}

/** A client of the server at `server`, or of the one within this process where none is named. */
export async function connect(server: string | undefined): Promise<Connection> {
  return server === undefined ? embed() : connectTo(server);
}

/** A client of the server at `server`. */
export function connectTo(server: string): Connection {
  const token = process.env.COPYDESK_TOKEN;
  if (token && !/^[\x21-\x7e]+$/.test(token)) {
    throw new CopydeskError('INVALID_INPUT', 'COPYDESK_TOKEN must be a token: printable ASCII, no spaces.');
  }
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return { client: createClient({ url: apiUrl(server), headers }), async [Symbol.asyncDispose]() {} };
}

async function embed(): Promise<Connection> {
  // Only where it is needed: it is the whole server.
  const [{ ConfigError, loadConfig }, { embedCopydesk }] = await Promise.all([
    import('../config.ts'),
    import('../copydesk.ts'),
  ]);
  const settings = {
    ...process.env,
    // The folder belongs to a server: two processes would both go on with its jobs.
    DATA_DIR: ':memory:',
    DRAIN_TIMEOUT_MS: '0',
    LOG_LEVEL: process.env.LOG_LEVEL || 'silent',
    // Nothing is listened on, whatever they are.
    HOST: undefined,
    PORT: undefined,
  };
  try {
    const { url, fetch, close } = await embedCopydesk(loadConfig(settings));
    return { client: createClient({ url, fetch }), [Symbol.asyncDispose]: close };
  } catch (error) {
    throw error instanceof ConfigError ? new CopydeskError('INVALID_INPUT', error.message) : error;
  }
}

/** The API's URL, where only the server's is given. */
function apiUrl(server: string): string {
  const url = URL.parse(server);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CopydeskError('INVALID_INPUT', '`--server` must be an http or https URL, such as http://127.0.0.1:4000.');
  }
  if (url.pathname === '/') {
    url.pathname = '/graphql';
  }
  return url.href;
}
