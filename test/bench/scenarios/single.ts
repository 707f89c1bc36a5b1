import { type Bench, type Findings, inTurn, type Server, withServers } from '../bench.ts';
import { percentile } from '../measure.ts';
import type { PeerName } from '../peers.ts';

/** Long enough for a preview after ten tokens. */
const TOKENS = 11;

/** (b) One stream at a time, at a model's pace: what a server adds to the time to the first text. */
export async function single(bench: Bench): Promise<Findings> {
  const { isQuick, plan, client } = bench;
  const failures = new Set<string>();

  /** Times to the first text, of streams one behind the other. */
  const stream = async ({ peer, url }: Server, streams: number) => {
    const load = { peer, url, tokens: TOKENS, streams, parallel: 1, keepsConnections: true } as const;
    const report = await client({ what: 'load', ...load });
    for (const failure of report.failures) {
      failures.add(`${peer}: ${failure}`);
    }
    return report.firstTextMs;
  };

  const samples = await withServers(bench, bench.peers, {}, async (servers) => {
    await plan({ tokens: TOKENS, tokenMs: 0 });
    for (const server of servers) {
      await stream(server, isQuick ? 20 : 500);
    }
    await plan({ tokens: TOKENS, tokenMs: 20 });
    // What runs only where text comes slowly is compiled in some hundred streams more.
    for (const server of servers) {
      await stream(server, isQuick ? 2 : 100);
    }
    return inTurn({ ...bench, warmUpRounds: 0 }, servers, (server) => stream(server, isQuick ? 5 : 100));
  });
  const firstTextMs = new Map<PeerName, number[]>(samples.entries().map(([peer, rounds]) => [peer, rounds.flat()]));

  const direct = percentile(firstTextMs.get('direct') ?? [], 50);
  const figures = new Map(
    firstTextMs.entries().map(([peer, times]) => {
      const addedMs = times.map((time) => time - direct);
      return [
        peer,
        {
          firstP50Ms: percentile(times, 50),
          addedP50Ms: percentile(addedMs, 50),
          addedP99Ms: percentile(addedMs, 99),
          samples: times.length,
        },
      ];
    }),
  );
  return { figures, notes: [...failures] };
}
