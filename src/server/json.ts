/** In UTF-16 code units: what is longer holds the event loop for milliseconds while it is written as JSON. */
const LONG = 65_536;

/** What each part of a value counts beside its text. */
const PART_UNITS = 8;

/** Whether the JSON of `value` is of about `units` code units or more. Looks at no more of it than that takes. */
export function isLong(value: unknown, units: number = LONG): boolean {
  return unitsLeft(value, units) < 0;
}

function unitsLeft(value: unknown, units: number): number {
  if (typeof value === 'string') {
    return units - value.length - PART_UNITS;
  }
  let left = units - PART_UNITS;
  if (isPlain(value)) {
    for (const key in value) {
      if (left < 0) {
        break;
      }
      left = unitsLeft(value[key], left);
    }
  }
  return left;
}

/** The same text as that of `JSON.stringify`, in pieces of about `units` code units, each made when it is asked for. */
export function* jsonPieces(value: unknown, units: number = LONG): Generator<string, void> {
  let piece = '';

  function* write(part: unknown): Generator<string, void> {
    if (!isLong(part, units)) {
      piece += JSON.stringify(part) ?? 'null';
    } else if (typeof part === 'string') {
      yield* writeString(part);
    } else if (Array.isArray(part)) {
      yield* writeParts('[', part.keys(), (index) => part[index], ']');
    } else if (isPlain(part)) {
      const keys = Object.keys(part).filter((key) => part[key] !== undefined);
      yield* writeParts('{', keys, (key) => part[key], '}');
    } else {
      piece += JSON.stringify(part) ?? 'null';
    }
    if (piece.length >= units) {
      yield piece;
      piece = '';
    }
  }

  function* writeParts<Key extends string | number>(
    open: string,
    keys: Iterable<Key>,
    at: (key: Key) => unknown,
    close: string,
  ): Generator<string, void> {
    let before = open;
    for (const key of keys) {
      piece += typeof key === 'string' ? `${before}${JSON.stringify(key)}:` : before;
      before = ',';
      yield* write(at(key));
    }
    piece += before === open ? open + close : close;
  }

  function* writeString(text: string): Generator<string, void> {
    piece += '"';
    for (let start = 0; start < text.length; ) {
      let end = start + units;
      // A character of two code units is not cut in two: its halves would be written as escapes.
      end += /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? 1 : 0;
      yield piece + JSON.stringify(text.slice(start, end)).slice(1, -1);
      piece = '';
      start = end;
    }
    piece += '"';
  }

  yield* write(value);
  if (piece !== '') {
    yield piece;
  }
}

/** An object or a list that is written part by part, and not in a way of its own, as an error is. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}
