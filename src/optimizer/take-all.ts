/**
 * Finds the keys of `texts` in `text`, from left to right, the longest first: `found` are those that are there, as often
 * as they are, and in `rest` the value of each stands in its place.
 */
export function takeAll(
  text: string,
  texts: ReadonlyMap<string, string>,
): { readonly found: string[]; readonly rest: string } {
  const found: string[] = [];
  if (texts.size === 0) {
    return { found, rest: text };
  }
  const lengths = lengthsIn(texts);
  const rest: string[] = [];
  let start = 0;
  for (let place = 0; place < text.length; ) {
    const length = lengths.get(text.charAt(place))?.find((each) => texts.has(text.slice(place, place + each)));
    if (length === undefined) {
      place += 1;
      continue;
    }
    const part = text.slice(place, place + length);
    found.push(part);
    rest.push(text.slice(start, place), texts.get(part) ?? '');
    place += length;
    start = place;
  }
  return { found, rest: rest.join('') + text.slice(start) };
}

/** Thousands of texts may be looked for in as many others, one by one. */
const known = new WeakMap<ReadonlyMap<string, string>, Map<string, number[]>>();

function lengthsIn(texts: ReadonlyMap<string, string>): Map<string, number[]> {
  const lengths = known.get(texts) ?? lengthsByStart([...texts.keys()]);
  known.set(texts, lengths);
  return lengths;
}

/** So that of thousands of texts only a few are tried at a place: by the character they begin with, how long they are. */
function lengthsByStart(texts: readonly string[]): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const text of texts) {
    const of = lengths.get(text.charAt(0)) ?? new Set();
    lengths.set(text.charAt(0), of.add(text.length));
  }
  return new Map([...lengths].map(([start, of]) => [start, [...of].sort((a, b) => b - a)]));
}
