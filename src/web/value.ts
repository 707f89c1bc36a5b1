import { useLayoutEffect, useReducer } from 'preact/hooks';

/** A value that changes, and those who watch it. */
export class Value<T> {
  #value: T;
  readonly #watchers = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (value !== this.#value) {
      this.#value = value;
      for (const watcher of this.#watchers) {
        watcher();
      }
    }
  }

  /** Calls `watcher` at each change, until the function that it gives is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

/** What `value` is now; the component is drawn again when it changes. */
export function useValue<T>(value: Value<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => value.watch(() => redraw(undefined)), [value]);
  return value.get();
}
