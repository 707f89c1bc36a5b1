import { createThread } from '../thread.ts';
import type { DiskReply } from './disk.ts';
import type { DiskOrder } from './disk-orders.ts';

/** Orders that the store's thread does together. */
export interface DiskTask {
  readonly folder: string;
  readonly orders: readonly DiskOrder[];
  /** Nothing follows: the file is closed. */
  readonly isLast?: boolean;
}

/** A transaction takes milliseconds; one that takes so long waits for a disk that does not answer. */
const LONGEST_WRITE_MS = 60_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The thread that reads and writes the stores' files. */
export const diskThread = createThread<DiskTask, readonly DiskReply[]>(new URL('./disk-worker.ts', import.meta.url), {
  idleMs: MAX_TIMER_MS,
  longestMs: LONGEST_WRITE_MS,
});
