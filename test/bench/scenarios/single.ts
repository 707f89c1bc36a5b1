import { type Bench, type Findings, withServers } from '../bench.ts';
import { percentile } from '../measure.ts';
import type { PeerName } from '../peers.ts';

/** (b) One stream at a time, at a model's pace: what a server adds to the time to the first text. */
export async function single(bench: Bench): Promise<Findings> {
  const { isQuick, plan, client, say } = bench;
  const samplesPerServer = isQuick ? 5 : 34 * bench.rounds;
  // Long enough for a preview after ten tokens.
  const tokens = 11;
  const firstTextMs = new Map<PeerName, number[]>(bench.peers.map((peer) => [peer, []]));
  const failures = new Set<string>();

  await withServers(bench, bench.peers, {}, async (servers) => {
    const once = async (index: number) => {
      const { peer, url } = servers[index] ?? {};
      if (peer === undefined || url === undefined) {
        return;
      }
      const report = await client({ what: 'load', peer, url, tokens, streams: 1, parallel: 1, keepsConnections: true });
      for (const failure of report.failures) {
        failures.add(`${peer}: ${failure}`);
      }
      return { peer, times: report.firstTextMs };
    };
    const warmUp = async (streamsPerServer: number) => {
      for (let turn = 0; turn < streamsPerServer * servers.length; turn += 1) {
        await once(turn % servers.length);
      }
    };
    await plan({ tokens, tokenMs: 0 });
    await warmUp(isQuick ? 20 : 500);
    await plan({ tokens, tokenMs: 20 });
    // What runs only where text comes slowly is compiled in some hundred streams more.
    await warmUp(isQuick ? 2 : 100);
    for (let turn = 0; turn < samplesPerServer * servers.length; turn += 1) {
      const sample = await once(turn % servers.length);
      if (sample) {
        firstTextMs.get(sample.peer)?.push(...sample.times);
      }
      if (turn % (20 * servers.length) === 0) {
        say(`${turn / servers.length} of ${samplesPerServer}`);
      }
    }
  });

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
