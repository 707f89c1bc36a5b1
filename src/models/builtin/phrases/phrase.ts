import type { OptimizationType } from '../../model.ts';
import { all, type Guard } from '../guards.ts';
import { formsOf } from './inflect.ts';
import { afterAuxiliary } from './verb-guards.ts';

/** Phrases that have a plainer or shorter form. */
export interface Phrase {
  readonly id: string;
  /** What stands for what, in small letters. Nothing stands for what is left out. */
  readonly swaps: Readonly<Record<string, string>>;
  readonly types: readonly OptimizationType[];
  /** For the writer. */
  readonly reason: string;
  /** Where the pair is from. */
  readonly source: string;
  /** What the context must be besides. */
  readonly when?: Guard;
}

/** What the rows of a table have in common. */
export type Heading = Pick<Phrase, 'types' | 'reason' | 'source'>;

/** A line of a table: the phrase, others that mean the same behind ` | `, what stands for them, and in which context. */
export type Row = readonly [long: string, short: string, when?: Guard | undefined];

/** The types that a long phrase, a rare one, a rare word, and a doubled one are swapped for. */
export const wordy = ['CONCISENESS', 'CLARITY', 'SIMPLICITY', 'STYLE'] as const;
export const plain = ['CLARITY', 'SIMPLICITY', 'STYLE'] as const;
export const simple = ['SIMPLICITY'] as const;
export const redundant = ['CONCISENESS', 'CLARITY', 'STYLE'] as const;

/** Reasons, for the writer. */
export const shorter = 'Says the same in fewer words.';
export const everyday = 'An everyday word reads faster.';
export const twice = 'The phrase says the same thing twice.';
export const verb = 'A verb says it more directly than a noun.';
export const empty = 'The sentence says the same without it.';

/** The plain-language guidelines of the US government: in the public domain. */
export const plainLanguage = 'https://www.plainlanguage.gov/guidelines/words/use-simple-words-phrases/';
export const hiddenVerbs = 'https://www.plainlanguage.gov/guidelines/words/avoid-hidden-verbs/';
export const omitWords = 'https://www.plainlanguage.gov/guidelines/concise/omit-unnecessary-words/';
/** Facts from a list under the MIT license. */
export const retextSimplify = 'https://github.com/retextjs/retext-simplify';
export const retextEquality = 'https://github.com/retextjs/retext-equality';
/** What every handbook of English has. */
export const common = 'Common usage; our own list.';

/** The phrases of a table. */
export function phrasesOf(heading: Heading, rows: readonly Row[]): Phrase[] {
  return rows.map(([long, short, when]) => {
    const swaps = Object.fromEntries(long.split(' | ').map((each) => [each, short]));
    return { ...heading, id: idOf(long), swaps, ...(when && { when }) };
  });
}

/** The same for verbs: every form of one stands for the same form of the other. */
export function verbsOf(heading: Heading, rows: readonly Row[]): Phrase[] {
  return rows.flatMap(([long, short, when]) => {
    const to = formsOf(short);
    const swaps: Record<string, string> = {};
    const participles: Record<string, string> = {};
    for (const from of long.split(' | ').map(formsOf)) {
      Object.assign(swaps, {
        [from.base]: to.base,
        [from.third]: to.third,
        [from.gerund]: to.gerund,
        [from.participle]: to.participle,
        [from.past]: to.past,
      });
      if (to.past !== to.participle && from.past === from.participle) {
        participles[from.past] = to.participle;
      }
    }
    const phrase = { ...heading, id: idOf(long), swaps, ...(when && { when }) };
    return Object.keys(participles).length === 0
      ? [phrase]
      : [{ ...phrase, swaps: participles, when: when ? all(afterAuxiliary, when) : afterAuxiliary }, phrase];
  });
}

function idOf(long: string): string {
  return (long.split(' | ')[0] ?? '').replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');
}
