/** The dialects of English that have a linter of their own. */
export const dialectNames = ['American', 'British', 'Canadian', 'Australian', 'Indian'] as const;

/** One of `dialectNames`. */
export type DialectName = (typeof dialectNames)[number];

/** What the thread is asked: what is wrong in a sentence. */
export interface LintTask {
  readonly sentence: string;
  readonly dialect: DialectName;
}

/** What Harper found, with places in the sentence (UTF-16). */
export interface Finding {
  /** Harper's own name of the rule. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** What could stand there, the likeliest first. */
  readonly replacements: readonly string[];
}
