import type { ResponseBody } from '../http/index.ts';

/** In milliseconds: as long as followers wait for more text by default. A read in between would bring them nothing. */
const PERIOD_MS = 40;

/** So many responses are read from once in a period. Where there are more, it gets longer: a read costs hardly more for more text. */
const MOST_AT_PACE = 64;

/** In periods. */
const LONGEST = 1.6;

/** Where it takes most of a period to read and serve all, this part of it is rest all the same: what comes meanwhile is one read. */
const LEAST_REST = 0.4;

const coming = new Set<ResponseBody>();
let resting: ResponseBody[] = [];
let resumedAt = 0;

/**
 * Reads on from a response only in the next period, with all others that rest: what came until then is one read in place of
 * one for each token, and reads are most of what a token costs.
 */
export function restReading(body: ResponseBody): void {
  coming.add(body);
  if (coming.size === 1) {
    // Behind all reads of this turn: how many they are says how long to rest.
    setImmediate(pauseComing);
  }
}

function pauseComing(): void {
  const open = [...coming].filter(({ isOver }) => !isOver);
  coming.clear();
  for (const body of open) {
    body.pause();
  }
  if (resting.length === 0 && open.length > 0) {
    const periodMs = PERIOD_MS * Math.min(LONGEST, Math.max(1, open.length / MOST_AT_PACE));
    // Text waits for the next read, and then until all are read: the longer that took, the sooner they begin.
    const readMs = performance.now() - resumedAt;
    setTimeout(resumeAll, Math.max(LEAST_REST * periodMs, periodMs - 2 * readMs));
  }
  resting.push(...open);
}

function resumeAll(): void {
  const bodies = resting;
  resting = [];
  resumedAt = performance.now();
  for (const body of bodies) {
    body.resume();
  }
}
