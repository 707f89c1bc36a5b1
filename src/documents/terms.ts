import { holdsUnspacedScript } from './words.ts';

/** Where a protected term was found. */
export interface TermMatch {
  readonly start: number;
  readonly end: number;
}

/** Protected terms, ready to be looked for: one scan finds them all. */
export interface Terms {
  readonly firstUnits: RegExp | undefined;
  /** By their first code unit, the longest first. */
  readonly byFirstUnit: ReadonlyMap<string, readonly string[]>;
}

/** Makes `terms` ready for `findTerms`. Empty ones are left out. */
export function prepareTerms(terms: readonly string[]): Terms {
  const byFirstUnit = new Map<string, string[]>();
  for (const term of new Set(terms.map((each) => each.trim()))) {
    const first = term[0];
    if (first !== undefined) {
      const list = byFirstUnit.get(first) ?? [];
      list.push(term);
      byFirstUnit.set(first, list);
    }
  }
  for (const list of byFirstUnit.values()) {
    list.sort((a, b) => b.length - a.length);
  }
  const units = [...byFirstUnit.keys()].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { firstUnits: units.length > 0 ? new RegExp(`[${units.join('')}]`, 'g') : undefined, byFirstUnit };
}

/** Where `terms` stand in `text` as whole words, in exact case; a space in a term also matches a line's end. */
export function findTerms(text: string, terms: Terms): TermMatch[] {
  const found: TermMatch[] = [];
  if (terms.firstUnits === undefined) {
    return found;
  }
  const scan = new RegExp(terms.firstUnits);
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const start = match.index;
    const term = terms.byFirstUnit.get(match[0])?.find((each) => standsAt(text, start, each));
    if (term !== undefined) {
      found.push({ start, end: start + term.length });
      scan.lastIndex = start + term.length;
    }
  }
  return found;
}

function standsAt(text: string, start: number, term: string): boolean {
  for (let index = 1; index < term.length; index += 1) {
    const unit = text[start + index];
    if (unit !== term[index] && !(term[index] === ' ' && unit === '\n')) {
      return false;
    }
  }
  return (
    holdsUnspacedScript(term) ||
    (!(isWordUnit(text[start - 1]) && isWordUnit(term[0])) &&
      !(isWordUnit(term.at(-1)) && isWordUnit(text[start + term.length])))
  );
}

function isWordUnit(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}_]/u.test(unit);
}
