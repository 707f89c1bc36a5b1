/** Reads what was kept under `key`; undefined where there is nothing, or it is not `isValid`. */
export function recall<T>(store: Storage, key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(store.getItem(key) ?? 'null');
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps `value` under `key`, which begins with `copydesk:` and its kind. Where there is no more room, others of the kind
 * make way; where the browser keeps nothing, the page works without.
 */
export function keep(store: Storage, key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    store.setItem(key, text);
  } catch {
    try {
      const kind = key.split(':', 2).join(':');
      for (const other of Object.keys(store).filter((name) => name.startsWith(kind))) {
        store.removeItem(other);
      }
      store.setItem(key, text);
    } catch {
      // What cannot be kept is lost at a reload, no sooner.
    }
  }
}
