// Loaded into a server before its own code where memory is measured: collects garbage on demand, so that what is still
// held can be told from what nobody needed to free yet.
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './ipc.ts';

/** Bytes a process holds after a collection: its heap, and buffers outside of it. */
export interface Held {
  readonly bytes: number;
}

/** Behind so many V8 also lets go of code that nobody ran meanwhile, that of the start above all: 5 MB, at one time or another otherwise. */
const COLLECTIONS = 8;

answer(async (): Promise<Held> => {
  // Finalizers run between two collections, and free more.
  for (let times = 1; times < COLLECTIONS; times += 1) {
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
