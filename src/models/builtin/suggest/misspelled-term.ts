import type { Suggestion } from '../../model.ts';

/** Protected terms of which the rewrite has another spelling, by their capitals, more often than the source has. */
export function misspelledTerms(before: string, after: string, terms: readonly string[]): Suggestion[] {
  const [lowerBefore, lowerAfter] = [before.toLowerCase(), after.toLowerCase()];
  return [...new Set(terms.map((term) => term.trim()))].flatMap((term) => {
    const lower = term.toLowerCase();
    // Where capitals have other lengths than their small letters, places would not be the same.
    if (lower === '' || lowerAfter.length !== after.length || !lowerAfter.includes(lower)) {
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
