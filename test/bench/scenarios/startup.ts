import { type Bench, type Findings, startServer } from '../bench.ts';
import { median } from '../measure.ts';
import type { PeerName } from '../peers.ts';

const ROUNDS = 5;
const TOKENS = 16;

/** (d) From the start of the process to the end of its first answer. */
export async function startup(bench: Bench): Promise<Findings> {
  const { plan, client, isQuick, say } = bench;
  const peers = bench.peers.filter((peer) => peer !== 'direct');
  const rounds = isQuick ? 1 : ROUNDS;
  const samples = new Map<PeerName, { listeningMs: number; answerMs: number; lost: number }[]>();
  const notes = new Set<string>();
  await plan({ tokens: TOKENS, tokenMs: 0 });
  for (let round = 1; round <= rounds; round += 1) {
    for (const peer of peers) {
      const startedAt = performance.now();
      const { url, running } = await startServer(bench, peer);
      const listeningMs = performance.now() - startedAt;
      try {
        const { lost, failures } = await client({ what: 'load', peer, url, streams: 1, parallel: 1, tokens: TOKENS });
        const answerMs = performance.now() - startedAt;
        samples.set(peer, [...(samples.get(peer) ?? []), { listeningMs, answerMs, lost }]);
        for (const failure of failures) {
          notes.add(`${peer}: ${failure}`);
        }
      } finally {
        await running?.stop();
      }
    }
    say(`round ${round} of ${rounds}`);
  }
  const figures = new Map(
    samples.entries().map(([peer, runs]) => [
      peer,
      {
        listeningMs: median(runs.map(({ listeningMs }) => listeningMs)),
        answerMs: median(runs.map(({ answerMs }) => answerMs)),
        lost: runs.reduce((total, { lost }) => total + lost, 0),
      },
    ]),
  );
  return { figures, notes: [...notes] };
}
