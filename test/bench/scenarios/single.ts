import { type Bench, type Findings, inTurn, type Server, withServers } from '../bench.ts';
import { median, percentile } from '../measure.ts';

/** Long enough for a preview after ten tokens. */
const TOKENS = 11;

/** Of a round: so many that its first one, behind some minutes of rest, is not what the 99th percentile shows. */
const STREAMS = 200;

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
    return inTurn({ ...bench, warmUpRounds: 0 }, servers, (server) => stream(server, isQuick ? 5 : STREAMS));
  });

  const direct = percentile(samples.get('direct')?.flat() ?? [], 50);
  const figures = new Map(
    samples.entries().map(([peer, rounds]) => {
      const times = rounds.flat();
      const addedMs = times.map((time) => time - direct);
      return [
        peer,
        {
          firstP50Ms: percentile(times, 50),
          addedP50Ms: percentile(addedMs, 50),
          addedP99Ms: percentile(addedMs, 99),
          restedMs: median(rounds.flatMap((round) => round.slice(0, 1))) - direct,
          samples: times.length,
        },
      ];
    }),
  );
  return { figures, notes: [...failures] };
}
