import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Server } from '../bench.ts';
import type { ClientReport } from '../client.ts';
import type { EndpointPlan } from '../endpoint.ts';
import { cpuMs } from '../measure.ts';

/** A load, with what it cost the server's process. */
export interface Loaded extends ClientReport {
  /** NaN without a server. */
  readonly cpuMs: number;
  /** How late the endpoint itself was. */
  readonly lateP99Ms: number;
  /** What a reader of the figures has to know. */
  readonly notes: readonly string[];
}

const SETTLE_MS = 150;

/** Runs streams through a server to their end. */
export async function loadWithCpu(
  { plan, client }: Bench,
  { peer, url, running }: Server,
  answers: EndpointPlan,
  load: { readonly streams: number; readonly parallel: number },
): Promise<Loaded> {
  await plan(answers);
  const cpuBefore = running ? cpuMs(running.pid) : Number.NaN;
  const report = await client({ what: 'load', peer, url, tokens: answers.tokens, ...load });
  // What a server does after its last byte is part of the cost.
  await sleep(SETTLE_MS);
  const cpuAfter = running ? cpuMs(running.pid) : Number.NaN;
  const { calls, lateP99Ms } = await plan();
  const notes = report.failures.map((failure) => `${peer}: ${failure}`);
  if (calls !== load.streams) {
    notes.push(`${peer}: ${calls} calls to the endpoint for ${load.streams} streams.`);
  }
  return { ...report, cpuMs: cpuAfter - cpuBefore, lateP99Ms, notes };
}
