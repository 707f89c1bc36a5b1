/** Reads what was kept under `key`; undefined where there is nothing, or it is not `isValid`. */
export function recall<T>(store: Storage, key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(store.getItem(key) ?? 'null');
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value` under `key`. Where the browser keeps nothing, or no more, the page works without. */
export function keep(store: Storage, key: string, value: unknown): void {
  try {
    store.setItem(key, JSON.stringify(value));
  } catch {
    // What cannot be kept is lost at a reload, no sooner.
  }
}
