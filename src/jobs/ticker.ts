/** Holds back what need not be done at once, and does it together: one timer for all. */
export interface Ticker {
  /** Runs `task` at the next tick, once however often it was asked for. */
  soon(task: () => void): void;
}

/** A ticker that ticks `intervalMs` after the first task that waits. */
export function createTicker(intervalMs: number): Ticker {
  const waiting = new Set<() => void>();
  return {
    soon(task) {
      if (waiting.size === 0) {
        setTimeout(() => {
          const tasks = [...waiting];
          waiting.clear();
          for (const run of tasks) {
            run();
          }
        }, intervalMs);
      }
      waiting.add(task);
    },
  };
}
