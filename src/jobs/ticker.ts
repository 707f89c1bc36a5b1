/** Holds back what need not be done at once, and does it together: one timer for all. */
export interface Ticker {
  /** Runs `task` at the next tick, once however often it was asked for. */
  soon(task: () => void): void;
  /** From one tick to the next, at least. */
  readonly intervalMs: number;
}

/** A ticker that ticks for the first task that waits, but not before `intervalMs` after the last tick. */
export function createTicker(intervalMs: number): Ticker {
  const waiting = new Set<() => void>();
  let isResting = false;

  function tick(): void {
    isResting = waiting.size > 0;
    if (!isResting) {
      return;
    }
    const tasks = [...waiting];
    waiting.clear();
    setTimeout(tick, intervalMs);
    for (const run of tasks) {
      run();
    }
  }

  return {
    intervalMs,
    soon(task) {
      if (waiting.size === 0 && !isResting) {
        isResting = true;
        // What else this turn of the event loop reads goes with it.
        setImmediate(tick);
      }
      waiting.add(task);
    },
  };
}
