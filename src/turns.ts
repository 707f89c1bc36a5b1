import { setImmediate } from 'node:timers';

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
      if (waiting.size > 0) {
        start();
        goOn();
      }
    });
  }

  function isOver(): boolean {
    return startedAt === undefined || performance.now() - startedAt > lengthMs;
  }

  /** Lets those go who wait, each once the one before has done its step, as long as the turn lasts. */
  function goOn(): void {
    const [next] = waiting;
    if (next && !isOver()) {
      next();
      queueMicrotask(() => process.nextTick(goOn));
    }
  }

  return {
    isOver,
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

/** For so long, in milliseconds, long tasks hold the event loop in one iteration of it, all of them together. */
const TURN_MS = 10;

/**
 * The turns of all long tasks of this process: a task that had turns of its own would hold the loop behind the turns of all
 * others, a hundred of them for a second.
 */
const turns = createTurns(TURN_MS);

/**
 * Asked for between two steps of a long task: where the turn is over, waits for the next. Rejects with the reason of `signal` if
 * that aborts meanwhile. A step is to take some milliseconds at most.
 */
export async function pause(signal?: AbortSignal): Promise<void> {
  if (turns.isOver()) {
    await turns.take(signal);
  }
}

/** Does a long task step by step, in turns with all others, and gives its result. Rejects as `pause` does. */
export async function inTurns<Result>(steps: Generator<undefined, Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    if (turns.isOver()) {
      await turns.take(signal);
    }
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** Gives `items` one by one, in turns with all long tasks: for lists whose every item is work to who gets it. */
export async function* eachInTurns<Item>(items: Iterable<Item>): AsyncGenerator<Item, void> {
  for (const item of items) {
    if (turns.isOver()) {
      await turns.take();
    }
    yield item;
  }
}
