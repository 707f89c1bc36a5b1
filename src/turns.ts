import { setImmediate as nextTurn } from 'node:timers/promises';

/** How tasks of one kind share the event loop. */
export interface Turns {
  /** Whether the turn of this iteration of the event loop is over, so that who goes on must `take` the next one. */
  isOver(): boolean;
  /** Resolves when it is the caller's turn, first come, first served; rejects with the reason of `signal` if that aborts. */
  take(signal?: AbortSignal): Promise<void>;
}

/** Turns of `lengthMs`, one in each iteration of the event loop, whoever takes it: the rest is for others. */
export function createTurns(lengthMs: number): Turns {
  /** Who waits, in order. */
  const waiting = new Set<() => void>();
  /** Undefined between two turns, when nobody waits. */
  let startedAt: number | undefined;

  function start(): void {
    startedAt = performance.now();
    setImmediate(() => {
      startedAt = undefined;
      const [next] = waiting;
      if (next) {
        start();
        next();
      }
    });
  }

  return {
    isOver: () => startedAt === undefined || performance.now() - startedAt > lengthMs,
    async take(signal) {
      signal?.throwIfAborted();
      if (startedAt === undefined) {
        start();
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          waiting.delete(go);
          reject(signal?.reason);
        };
        const go = () => {
          waiting.delete(go);
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        waiting.add(go);
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

/**
 * A pause for one long task: each time it is asked for, it lets others have the event loop if that was held for `lengthMs`.
 * Rejects with the signal's reason where that has aborted by then.
 */
export function createPause(lengthMs: number, signal?: AbortSignal): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt > lengthMs) {
      await nextTurn(undefined, signal && { signal });
      startedAt = performance.now();
    }
  };
}
