/** Many writers, one reader: what is sent comes out in order. */
export interface Channel<T> {
  send(item: T): void;
  /** No more will be sent: `items` ends once it is empty. */
  close(): void;
  /** For one reader. */
  readonly items: AsyncGenerator<T, void>;
}

/**
 * An open channel. What waits to be read may be merged with what comes behind it: `merge` gives both as one item, or
 * undefined where they are not to be. `onLeave` is told when the reader has come to the end or goes.
 */
export function createChannel<T>(merge: (last: T, next: T) => T | undefined, onLeave: () => void): Channel<T> {
  let waiting: T[] = [];
  let isClosed = false;
  let wake = () => {};

  async function* items() {
    try {
      while (true) {
        const batch = waiting;
        waiting = [];
        for (const item of batch) {
          yield item;
        }
        if (waiting.length === 0) {
          if (isClosed) {
            return;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      onLeave();
    }
  }

  return {
    send(item) {
      const last = waiting.at(-1);
      const both = last === undefined ? undefined : merge(last, item);
      if (both === undefined) {
        waiting.push(item);
        wake();
      } else {
        waiting[waiting.length - 1] = both;
      }
    },
    close() {
      isClosed = true;
      wake();
    },
    items: items(),
  };
}
