/** Shares out the calls that an endpoint takes at a time. */
export interface Pool {
  /** Calls at a time. */
  readonly size: number;
  /**
   * Waits for a call's turn: first come, first served among those of one turn, and the turns one after the other. Gives
   * what ends the call; tells `onWait` where others are before it. Throws the signal's reason once it aborts.
   */
  enter(turn: string, signal: AbortSignal, onWait?: () => void): Promise<() => void>;
  /** Lets no more calls in: they wait until their signals abort. Resolves once those that are in have ended. */
  close(): Promise<void>;
}

/** A pool of `size` calls at a time. */
export function createPool(size: number): Pool {
  // In the order in which the turns come: the one that was served goes behind the others.
  const waiting = new Map<string, Set<() => void>>();
  let free = size;
  let isClosed = false;
  const closed = Promise.withResolvers<void>();

  function serveNext(): void {
    const [next] = isClosed ? [] : waiting;
    if (!next) {
      free += 1;
      if (isClosed && free === size) {
        closed.resolve();
      }
      return;
    }
    const [turn, calls] = next;
    const [call] = calls;
    waiting.delete(turn);
    if (calls.size > 1) {
      waiting.set(turn, calls);
    }
    call?.();
  }

  function createLeave(): () => void {
    let isOver = false;
    return () => {
      if (!isOver) {
        isOver = true;
        serveNext();
      }
    };
  }

  return {
    size,
    async enter(turn, signal, onWait) {
      signal.throwIfAborted();
      if (free > 0 && !isClosed) {
        free -= 1;
        return createLeave();
      }
      const calls = waiting.get(turn) ?? new Set();
      waiting.set(turn, calls);
      onWait?.();
      return new Promise((resolve, reject) => {
        const start = () => {
          calls.delete(start);
          signal.removeEventListener('abort', leave);
          resolve(createLeave());
        };
        const leave = () => {
          calls.delete(start);
          if (calls.size === 0 && waiting.get(turn) === calls) {
            waiting.delete(turn);
          }
          reject(signal.reason);
        };
        calls.add(start);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
    close() {
      isClosed = true;
      if (free === size) {
        closed.resolve();
      }
      return closed.promise;
    },
  };
}
