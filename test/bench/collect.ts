// Loaded into a server before its own code where memory is measured: collects garbage on demand, so that what is still
// held can be told from what nobody needed to free yet.
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './ipc.ts';

/** Bytes a process holds after a collection: its heap, and buffers outside of it. */
export interface Held {
  readonly bytes: number;
}

answer(async (): Promise<Held> => {
  // Finalizers run between two collections, and free more.
  for (let times = 0; times < 2; times += 1) {
    globalThis.gc?.();
    await sleep(50);
  }
  // Nothing in between: a server in work makes a megabyte of garbage in 50 ms.
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external };
});
// A server ends as it does without this.
process.channel?.unref();
