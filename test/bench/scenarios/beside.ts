import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import type { Running } from '../processes.ts';
import type { OpenStream } from '../stream.ts';

/** Streams of a model that run beside other work. */
export const BESIDE_STREAMS = 8;

/** All of them have their first text by then. */
const LEAD_MS = 1_000;

/**
 * How long streams of `words` words wait from one text to the next, at the 99th percentile in milliseconds, beside what `send` sends; that is
 * left once they have ended. The load client reads them: to make and to send large requests holds this process for hundreds of milliseconds.
 * Throws where one of them lost text.
 */
export async function gapBeside(
  { client }: Bench,
  { url }: Running,
  words: number,
  send: () => readonly OpenStream[],
): Promise<number> {
  const order = { what: 'load', peer: 'copydesk', streams: BESIDE_STREAMS, parallel: BESIDE_STREAMS } as const;
  const report = client({ ...order, url, tokens: words });
  await sleep(LEAD_MS);
  const others = send();
  const { gapP99Ms, failures } = await report;
  for (const each of others) {
    each.leave();
  }
  await Promise.all(others.map(({ ended }) => ended));
  if (failures.length > 0) {
    throw new Error(failures.join('\n'));
  }
  return gapP99Ms;
}
