import { type Bench, type Findings, inTurn, withServers } from '../bench.ts';
import { median } from '../measure.ts';
import { loadWithCpu } from './load.ts';

/** (a) As fast as the endpoint can: what a token costs. */
export async function unpaced(bench: Bench): Promise<Findings> {
  const load = bench.isQuick ? { streams: 16, parallel: 8, tokens: 500 } : { streams: 40, parallel: 8, tokens: 2_000 };
  const tokens = load.streams * load.tokens;
  const plan = { tokens: load.tokens, tokenMs: 0 };
  const samples = await withServers(bench, bench.peers, {}, (servers) =>
    inTurn(bench, servers, (server) => loadWithCpu(bench, server, plan, load)),
  );
  const figures = new Map(
    samples.entries().map(([peer, runs]) => [
      peer,
      {
        cpuUs: median(runs.map(({ cpuMs }) => (1_000 * cpuMs) / tokens)),
        tokensPerSecond: median(runs.map(({ wallMs }) => (1_000 * tokens) / wallMs)),
        lost: runs.reduce((total, { lost }) => total + lost, 0),
      },
    ]),
  );
  const ceiling = figures.get('direct')?.tokensPerSecond ?? Number.NaN;
  const notes = [`The endpoint and the load client without a server: ${Math.round(ceiling)} tokens/s.`];
  for (const [peer, { tokensPerSecond }] of figures) {
    if (peer !== 'direct' && tokensPerSecond > 0.8 * ceiling) {
      notes.push(`${peer}: within 20% of that, so its tokens/s are the endpoint's or the client's, not its own.`);
    }
  }
  return { figures, notes: [...notes, ...new Set([...samples.values()].flat().flatMap((run) => run.notes))] };
}
