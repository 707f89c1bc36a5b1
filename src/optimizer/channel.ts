/** Many writers, one reader: what is sent comes out in order. */
export interface Channel<T> {
  send(item: T): void;
  /** No more will be sent: `items` ends once it is empty. */
  close(): void;
  readonly items: AsyncGenerator<T, void>;
}

/** An open channel. */
export function createChannel<T>(): Channel<T> {
  let waiting: T[] = [];
  let isClosed = false;
  let wake = () => {};

  async function* items() {
    while (true) {
      const batch = waiting;
      waiting = [];
      yield* batch;
      if (waiting.length === 0) {
        if (isClosed) {
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  return {
    send(item) {
      waiting.push(item);
      wake();
    },
    close() {
      isClosed = true;
      wake();
    },
    items: items(),
  };
}
