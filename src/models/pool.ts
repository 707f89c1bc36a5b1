import type { Model } from './model.ts';

/** `model`, called at most `concurrency` times at once; further calls wait for their turn, first come, first served. */
export function pooled(model: Model, concurrency: number): Model {
  const turns = createTurns(concurrency);
  return {
    id: model.id,
    isBuiltin: model.isBuiltin,
    async *rewrite(request, signal) {
      await turns.take(signal);
      try {
        yield* model.rewrite(request, signal);
      } finally {
        turns.give();
      }
    },
  };
}

function createTurns(count: number) {
  const waiting = new Set<() => void>();
  let free = count;
  return {
    async take(signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const start = () => {
          waiting.delete(start);
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.delete(start);
          reject(signal.reason);
        };
        waiting.add(start);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
    give(): void {
      const [next] = waiting;
      if (next) {
        next();
      } else {
        free += 1;
      }
    },
  };
}
