import type { IncomingMessage } from 'node:http';
import { restOf } from '../../rhythm.ts';
import type { StreamedResponse } from './http.ts';

/** As long as followers wait for more text by default: a read in between would bring them nothing. */
const REST_MS = 40;

let coming: IncomingMessage[] = [];
let resting: IncomingMessage[] = [];

/**
 * Reads on from a response only after a while, with all others that rest: what came until then is one read in place of one
 * for each token, and reads are most of what a token costs.
 */
export function restReading({ incoming }: StreamedResponse): void {
  coming.push(incoming);
  if (coming.length === 1) {
    // Behind this read Node itself has the socket go on.
    setImmediate(pauseComing);
  }
}

function pauseComing(): void {
  const open = coming.filter((incoming) => !incoming.readableEnded && !incoming.destroyed);
  coming = [];
  for (const { socket } of open) {
    socket.pause();
  }
  if (resting.length === 0 && open.length > 0) {
    setTimeout(resumeAll, restOf(REST_MS, open.length));
  }
  resting.push(...open);
}

function resumeAll(): void {
  const responses = resting;
  resting = [];
  for (const { socket } of responses) {
    socket.resume();
  }
}
