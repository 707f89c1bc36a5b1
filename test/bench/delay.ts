// Loaded into a server before its own code where its event loop is watched: gives on demand how long it was held since the
// last time.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answer } from './ipc.ts';

/** How much later than asked for a timer of 1 ms came, in ms. */
export interface Delay {
  readonly p99Ms: number;
  readonly mostMs: number;
}

const histogram = monitorEventLoopDelay({ resolution: 1 });
histogram.enable();

answer((): Delay => {
  const delay = { p99Ms: histogram.percentile(99) / 1e6, mostMs: histogram.max / 1e6 };
  histogram.reset();
  return delay;
});
// A server ends as it does without this.
process.channel?.unref();
