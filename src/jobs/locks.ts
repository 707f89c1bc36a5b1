/** Lets one at a time do what must not be done twice at once. */
export interface Locks {
  /** Runs `task` once all that was given for the same key before has ended, and gives what it gives. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
}

/** Locks, one for each key that is in use. */
export function createLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    async run(key, task) {
      const before = last.get(key);
      const own = (async () => {
        await before?.catch(() => {});
        return task();
      })();
      last.set(key, own);
      try {
        return await own;
      } finally {
        if (last.get(key) === own) {
          last.delete(key);
        }
      }
    },
  };
}
