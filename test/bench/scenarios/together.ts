import { type Bench, type Findings, inTurn, withServers } from '../bench.ts';
import { median, percentile } from '../measure.ts';
import { loadWithCpu } from './load.ts';

/** (b) Streams that arrive together, at a model's pace: how long each waits, and what a token costs then. */
export async function together(bench: Bench, atFull: number): Promise<Findings> {
  const streams = bench.isQuick ? atFull / 16 : atFull;
  const load = { streams, parallel: streams };
  const plan = { tokens: bench.isQuick ? 24 : 64, tokenMs: 20 };
  const samples = await withServers(bench, bench.peers, {}, (servers) =>
    inTurn(bench, servers, (server) => loadWithCpu(bench, server, plan, load)),
  );
  const figures = new Map(
    samples.entries().map(([peer, runs]) => [
      peer,
      {
        firstP50Ms: median(runs.map(({ firstTextMs }) => percentile(firstTextMs, 50))),
        firstP99Ms: median(runs.map(({ firstTextMs }) => percentile(firstTextMs, 99))),
        gapP99Ms: median(runs.map(({ gapP99Ms }) => gapP99Ms)),
        cpuUs: median(runs.map(({ cpuMs }) => (1_000 * cpuMs) / (streams * plan.tokens))),
        tokensPerSecond: median(runs.map(({ wallMs }) => (1_000 * streams * plan.tokens) / wallMs)),
        lost: runs.reduce((total, { lost }) => total + lost, 0),
        lateP99Ms: median(runs.map(({ lateP99Ms }) => lateP99Ms)),
      },
    ]),
  );
  const notes = bench.isQuick ? [`Quick: ${streams} streams of ${plan.tokens} tokens.`] : [];
  return { figures, notes: [...notes, ...new Set([...samples.values()].flat().flatMap((run) => run.notes))] };
}
