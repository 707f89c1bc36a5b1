/** A cache by the text of an operation, as Yoga asks for it. */
export interface OperationCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/** Operations that are kept; a client has some dozens. */
const MOST = 1_000;

/** In UTF-16 code units. What is longer has a document in it, and hardly comes again. */
const LONGEST = 20_000;

/** A cache of operations of usual length, the oldest of which go when there are too many. */
export function createOperationCache<Value>(): OperationCache<Value> {
  const kept = new Map<string, Value>();
  return {
    get: (text) => kept.get(text),
    set(text, value) {
      const [oldest] = kept.size < MOST || kept.has(text) ? [] : kept.keys();
      if (oldest !== undefined) {
        kept.delete(oldest);
      }
      if (text.length <= LONGEST) {
        kept.set(text, value);
      }
    },
  };
}
