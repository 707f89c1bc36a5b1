import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Findings, type Server, withServers } from '../bench.ts';
import type { Held } from '../collect.ts';
import { ask } from '../ipc.ts';
import { median, rssKb } from '../measure.ts';
import type { PeerName } from '../peers.ts';

const SAMPLES = 5;

/** Finished jobs are kept for a while by intent: Copydesk is told to keep them as short as it can be, and waited for. */
const env = { DISCONNECT_GRACE_MS: '1000', RESULT_RETENTION_MS: '60000' };
const FORGOTTEN_AFTER_MS = 125_000;

/** (c) What an open stream takes, and what is left of streams whose clients left. */
export async function memory(bench: Bench): Promise<Findings> {
  const { isQuick, say } = bench;
  const peers = bench.peers.filter((peer) => peer !== 'direct');
  const open = isQuick ? 50 : 1_000;
  const left = isQuick ? 100 : 2_000;
  const figures = new Map<PeerName, Record<string, number>>();

  await withServers(bench, peers, { env, collects: true }, async (servers) => {
    await leaveAll(bench, servers, left);
    const forgotten = whenForgotten(bench);
    for (const peer of peers) {
      figures.set(peer, await openStreams(bench, peer, open));
      say(`${peer}: ${open} streams held open`);
    }
    await forgotten;
    // Measured twice before: code that is compiled, and the 5 MB of its start that Node lets go of within some minutes, are no growth.
    await memoryOfAll(bench, servers);
    const before = await memoryAfter(bench, servers, left);
    const after = await memoryAfter(bench, servers, left);
    for (const peer of peers) {
      const [then, now] = [before.get(peer), after.get(peer)];
      Object.assign(figures.get(peer) ?? {}, {
        growthRssMb: ((now?.rssKb ?? Number.NaN) - (then?.rssKb ?? Number.NaN)) / 1_000,
        growthHeldKb: ((now?.heldKb ?? Number.NaN) - (then?.heldKb ?? Number.NaN)) / left,
      });
    }
  });
  const notes = [`${open} streams held open; growth over ${left} that were left at their first text.`];
  if (isQuick) {
    notes.push('Quick: growth has in it what finished jobs are kept for by intent.');
  }
  return { figures, notes };
}

interface Memory {
  readonly rssKb: number;
  readonly heldKb: number;
}

function warmUpOf({ isQuick }: Bench): number {
  return isQuick ? 50 : 200;
}

async function leaveAll(bench: Bench, servers: readonly Server[], streams: number): Promise<void> {
  for (const server of servers) {
    await leave(bench, server, streams);
    bench.say(`${server.peer}: ${streams} streams left`);
  }
}

/** Resolves once no finished job is kept any more. */
async function whenForgotten({ isQuick, say }: Bench): Promise<void> {
  if (!isQuick) {
    say(`waiting ${FORGOTTEN_AFTER_MS / 1_000} s, until finished jobs are forgotten`);
    await sleep(FORGOTTEN_AFTER_MS);
  }
}

async function memoryOfAll(bench: Bench, servers: readonly Server[]): Promise<ReadonlyMap<PeerName, Memory>> {
  const memories = new Map<PeerName, Memory>();
  for (const server of servers) {
    // What these leave behind for a while is the same each time.
    await leave(bench, server, warmUpOf(bench));
    memories.set(server.peer, await memoryOf(bench, server));
  }
  return memories;
}

async function memoryAfter(bench: Bench, servers: readonly Server[], left: number) {
  await leaveAll(bench, servers, left);
  await whenForgotten(bench);
  return memoryOfAll(bench, servers);
}

async function leave({ plan, client }: Bench, { peer, url }: Server, streams: number): Promise<void> {
  // Short enough for those servers that go on to call the endpoint after their client left.
  const tokens = 64;
  await plan({ tokens, tokenMs: 20 });
  await client({ what: 'leave', peer, url, streams, parallel: 50, tokens });
}

// A server of its own: what the other measurement left in a heap would take up new streams.
async function openStreams(bench: Bench, peer: PeerName, streams: number): Promise<Record<string, number>> {
  const { plan, client, isQuick } = bench;
  return withServers(bench, [peer], { env, collects: true }, async ([server]) => {
    if (!server) {
      return {};
    }
    await leave(bench, server, warmUpOf(bench));
    const before = await memoryOf(bench, server);
    const tokens = 64;
    await plan({ tokens, tokenMs: 500 });
    await client({ what: 'hold', peer, url: server.url, streams, parallel: 50, tokens });
    const samples: number[] = [];
    for (let times = 0; times < SAMPLES; times += 1) {
      await sleep(isQuick ? 200 : 1_500);
      samples.push(rssKb(server.running?.pid ?? 0));
    }
    const open = await memoryOf(bench, server);
    await client({ what: 'release', peer, url: server.url, streams, parallel: 0, tokens });
    return {
      rssKbPerStream: (median(samples) - before.rssKb) / streams,
      heldKbPerStream: (open.heldKb - before.heldKb) / streams,
      rssMb: before.rssKb / 1_000,
    };
  });
}

/** Memory after all that can be freed was freed, a moment after the last stream. */
async function memoryOf({ isQuick }: Bench, { running }: Server): Promise<Memory> {
  if (!running) {
    return { rssKb: Number.NaN, heldKb: Number.NaN };
  }
  await sleep(isQuick ? 500 : 2_000);
  const { bytes } = await ask<Held>(running.child, {});
  return { rssKb: rssKb(running.pid), heldKb: bytes / 1_000 };
}
