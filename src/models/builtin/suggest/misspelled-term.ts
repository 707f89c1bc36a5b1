import type { Suggestion } from '../../model.ts';

/** Protected terms of which the rewrite has another spelling, by their capitals, more often than the source has. */
export function misspelledTerms(before: string, after: string, terms: readonly string[]): Suggestion[] {
  const [lowerBefore, lowerAfter] = [before.toLowerCase(), after.toLowerCase()];
  // Where capitals have other lengths than their small letters, places would not be the same.
  if (terms.length === 0 || lowerAfter.length !== after.length) {
    return [];
  }
  const words = new Set(lowerAfter.match(word));
  return [...new Set(terms.map((term) => term.trim()))].flatMap((term) => {
    const lower = term.toLowerCase();
    const [first] = lower.match(word) ?? [];
    // There may be a thousand terms: to look through the text for each would take long.
    if (lower === '' || (first !== undefined && !words.has(first))) {
      return [];
    }
    const others = placesOf(lowerAfter, lower).filter((place) => after.slice(place, place + term.length) !== term);
    const known = placesOf(lowerBefore, lower).filter((place) => before.slice(place, place + term.length) !== term);
    return others.slice(0, Math.max(0, others.length - known.length)).map((start) => ({
      start,
      end: start + term.length,
      rule: 'protected-term',
      explanation: 'The rewrite spells a protected term in another way.',
      replacements: [term],
    }));
  });
}

// As `placesOf` has it: unit by unit, so that no character of two is one of them.
const word = /[[\p{L}\p{N}]--[\u{10000}-\u{10FFFF}]]+/gv;

/** Where `term` stands as whole words. */
function placesOf(text: string, term: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    const isInWord = [
      text.charAt(at - 1) + term.charAt(0),
      term.charAt(term.length - 1) + text.charAt(at + term.length),
    ];
    if (!isInWord.some((pair) => /^[\p{L}\p{N}]{2}$/u.test(pair))) {
      places.push(at);
    }
  }
  return places;
}
