/** Numbers from 0 up to, but not, 1: the same for the same seed. */
export type Random = () => number;

/** A generator of random numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of `items`. */
export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** Paragraphs of 40 words, none of which stands anywhere else. */
export function prose(random: Random, paragraphs: number): string {
  return Array.from({ length: paragraphs }, () =>
    Array.from({ length: 4 }, () => `They utilize ${wordsOf(random, 7)} daily.`).join(' '),
  ).join('\n\n');
}

function wordsOf(random: Random, count: number): string {
  const letter = () => pick(random, ['a', 'e', 'i', 'o', 'u', 'l', 'm', 'n', 'r', 's', 't']);
  return Array.from({ length: count }, () => Array.from({ length: 6 }, letter).join('')).join(' ');
}
