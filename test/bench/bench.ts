import type { ClientOrder, ClientReport } from './client.ts';
import type { EndpointPlan, EndpointStats } from './endpoint.ts';
import { ask } from './ipc.ts';
import type { PeerName } from './peers.ts';
import { copydeskFile, newFolder, type Running, start } from './processes.ts';

/** The endpoint, the load client, and what the user chose: all that a scenario needs. */
export interface Bench {
  readonly peers: readonly PeerName[];
  readonly rounds: number;
  readonly warmUpRounds: number;
  readonly isQuick: boolean;
  readonly endpoint: Running;
  /** Sets how the endpoint answers; gives what happened there since the last time. */
  plan(plan?: EndpointPlan): Promise<EndpointStats>;
  client(order: ClientOrder): Promise<ClientReport>;
  /** Tells whoever waits what is going on. */
  say(line: string): void;
}

/** A server to measure. `direct` has no process: its address is the endpoint's own. */
export interface Server {
  readonly peer: PeerName;
  readonly url: string;
  readonly running: Running | undefined;
}

/** Figures of one server in one scenario, by the name of the column. */
export type Figures = Readonly<Record<string, number>>;

/** What a scenario found, and what to say about it. */
export interface Findings {
  readonly figures: ReadonlyMap<PeerName, Figures>;
  readonly notes: readonly string[];
}

/** Room for any number of streams; nothing else differs from Copydesk's defaults. The other servers know no limits. */
const settings = {
  PORT: '0',
  OPENAI_API_KEY: 'bench',
  OPENAI_MODEL: 'bench',
  MODEL_CONCURRENCY: '10000',
  MAX_CONCURRENT_JOBS: '100000',
  MAX_CALLER_DOCUMENTS: '100000',
  // The longest document here is one segment, so that each stream is one call.
  SEGMENT_WORDS: '5000',
};

/** Starts the endpoint and the load client. */
export async function startBench(options: Omit<Bench, 'endpoint' | 'plan' | 'client'>): Promise<Bench> {
  const endpoint = await start('endpoint.ts', { isAsked: true });
  const client = await start('client.ts', { isAsked: true, listens: false });
  return {
    ...options,
    endpoint,
    plan: (plan) => ask<EndpointStats>(endpoint.child, plan ? { plan } : {}),
    client: (order) => ask<ClientReport>(client.child, order),
  };
}

/** Starts a server, or for `direct` none. */
export async function startServer(
  { endpoint }: Bench,
  peer: PeerName,
  options: { readonly env?: Readonly<Record<string, string>>; readonly collects?: boolean } = {},
): Promise<Server> {
  if (peer === 'direct') {
    return { peer, url: `${endpoint.url}/chat/completions`, running: undefined };
  }
  const collect = new URL('collect.ts', import.meta.url).href;
  const running = await start(peer === 'copydesk' ? copydeskFile : `servers/${peer}.ts`, {
    env: { ...settings, DATA_DIR: newFolder(), OPENAI_BASE_URL: endpoint.url, ...options.env },
    ...(options.collects && { isAsked: true, nodeOptions: ['--expose-gc', '--import', collect] }),
  });
  return { peer, url: running.url, running };
}

/** Starts servers, hands them over, and stops them however that ends. */
export async function withServers<Result>(
  bench: Bench,
  names: readonly PeerName[],
  options: Parameters<typeof startServer>[2],
  use: (servers: readonly Server[]) => Promise<Result>,
): Promise<Result> {
  const servers: Server[] = [];
  try {
    for (const peer of names) {
      servers.push(await startServer(bench, peer, options));
    }
    return await use(servers);
  } finally {
    for (const { running } of servers) {
      await running?.stop();
    }
  }
}

/**
 * Measures servers in turn, A B C A B C, so that what else the machine does hits all alike. The first turns of each
 * warm it up and do not count.
 */
export async function inTurn<Sample>(
  { rounds, warmUpRounds, say }: Bench,
  servers: readonly Server[],
  measure: (server: Server) => Promise<Sample>,
): Promise<Map<PeerName, Sample[]>> {
  const samples = new Map<PeerName, Sample[]>(servers.map(({ peer }) => [peer, []]));
  for (let round = 1 - warmUpRounds; round <= rounds; round += 1) {
    for (const server of servers) {
      const sample = await measure(server);
      if (round > 0) {
        samples.get(server.peer)?.push(sample);
      }
    }
    say(round > 0 ? `round ${round} of ${rounds}` : `warm-up ${round + warmUpRounds} of ${warmUpRounds}`);
  }
  return samples;
}
