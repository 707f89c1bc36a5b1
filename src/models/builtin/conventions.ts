import type { Edit } from './edits.ts';
import { PROTECTED } from './words.ts';

/** A choice between spellings that are all right, of which a text should keep to one. */
interface Convention {
  readonly id: string;
  readonly reason: string;
  /** Finds every spelling. */
  readonly pattern: RegExp;
  /** Which spelling it is; undefined where it tells nothing. */
  variantOf(match: RegExpExecArray): string | undefined;
  /** The same in another spelling; undefined where it must stay. */
  write(match: RegExpExecArray, variant: string): string | undefined;
}

const mark = `(?<![\\p{L}\\p{N}${PROTECTED}])`;
const units = 'GB|MB|kB|KB|TB|GiB|MiB|KiB|mm|cm|km|kg|mg|ml|ms|GHz|MHz|kHz|kW|kWh|dB|°C|°F';
const withU = 'harb|flav|hon|fav|neighb|lab|behavi|hum|vap|od|arm|rum|endeav|col';
const withZ =
  'organi|prioriti|reali|recogni|optimi|minimi|maximi|summari|apologi|categori|customi|standardi|normali|initiali|authori|emphasi|speciali|critici|finali|generali|moderni|visuali';

const space = (id: string, what: string, pattern: RegExp): Convention => ({
  id,
  reason: `The text mostly writes ${what} the other way.`,
  pattern,
  variantOf: ({ 0: text }) => text,
  write: (_, variant) => variant,
});

const conventions: readonly Convention[] = [
  {
    id: 'quotation-marks',
    reason: 'The text mostly uses the other kind of quotation marks.',
    pattern: new RegExp(
      `${mark}(?<open>["“])(?=${PROTECTED}+["”])|(?<=${mark}["“]${PROTECTED}{1,1000})(?<close>["”])`,
      'gu',
    ),
    variantOf: ({ 0: text }) => (text === '"' ? 'straight' : 'curly'),
    write: ({ groups }, variant) => (variant === 'straight' ? '"' : groups?.open ? '“' : '”'),
  },
  space('apostrophe', 'apostrophes', /(?<=\p{L})['’](?=\p{L})/gu),
  space('ellipsis', 'ellipses', /(?<=\p{L})(?:\.\.\.|…)(?=\s|$)/gu),
  {
    ...space(
      'range-dash',
      'ranges',
      /(?<![\p{L}\p{N}.,:/–-])[1-9]\d{0,3}[-–][1-9]\d{0,3}(?![\p{L}\p{N}:/–-]|[.,]\d)/gu,
    ),
    variantOf: ({ 0: text }) => (isRange(text) ? /[-–]/.exec(text)?.[0] : undefined),
    write: ({ 0: text }, variant) => (isRange(text) ? text.replace(/[-–]/, variant) : undefined),
  },
  {
    ...space('dash', 'dashes', /(?<=[\p{L})])(?: – | — |—| -- |--| - )(?=[\p{L}(])/gu),
    write: (_, variant) => (/[–—]/.test(variant) ? variant : undefined),
  },
  space(
    'unit-space',
    'units',
    new RegExp(`(?<=(?<![\\p{L}\\p{N}.,-])\\d{1,6}(?:\\.\\d{1,4})?) ?(?=(?:${units})(?![\\p{L}\\p{N}/-]))`, 'gu'),
  ),
  space(
    'percent-space',
    'per cent',
    /(?<=(?<![\p{L}\p{N}.,-])\d{1,6}(?:\.\d{1,4})?) ?(?=%(?!\s*[\p{L}\p{N}(]*\d|[\p{L}\p{N}]))/gu,
  ),
  space('am-pm-space', 'times', /(?<=(?<![\p{L}\p{N}.,-])\d{1,2}(?::\d\d)?) ?(?=[ap]m(?![\p{L}\p{N}]))/gu),
  space('e-mail', 'this word', /(?<=(?<![\p{L}\p{N}@./_-])[eE])-?(?=mail(?:s|ed|ing)?(?![\p{L}\p{N}@/_-]|\.\p{L}))/gu),
  {
    ...space(
      'our-or',
      'such words',
      new RegExp(
        `(?<=(?<![\\p{L}\\p{N}./_-])(?:${withU}))ou?r(?=(?:s|ed|ing|ful|able|ite|ites|al|less|hood)?(?![\\p{L}\\p{N}/_-]|\\.\\p{L}))`,
        'gu',
      ),
    ),
    // The name of the property, in many documents about programs
    write: ({ input, index }, variant) =>
      /(?<!\p{L})color$/u.test(input.slice(index - 4, index + 2)) ? undefined : variant,
  },
  space(
    'ize-ise',
    'such words',
    new RegExp(
      `(?<=(?<![\\p{L}\\p{N}./_-])(?:${withZ}))[sz](?=(?:e|es|ed|ing|ation|ations|er|ers)(?![\\p{L}\\p{N}/_-]|\\.\\p{L}))`,
      'gu',
    ),
  ),
];

function isRange(text: string): boolean {
  const [from = 0, to = 0] = text.split(/[-–]/).map(Number);
  return from < to;
}

/** How often a text writes what in which way. */
export type Habits = ReadonlyMap<string, string>;

/** Counts what `add` is given, sentence by sentence. */
export function createCounter() {
  const counts = conventions.map((convention) => ({ convention, byVariant: new Map<string, number>() }));
  return {
    add(masked: string) {
      for (const { convention, byVariant } of counts) {
        for (const match of masked.matchAll(convention.pattern)) {
          const variant = convention.variantOf(match);
          if (variant !== undefined) {
            byVariant.set(variant, (byVariant.get(variant) ?? 0) + 1);
          }
        }
      }
    },
    /** The spelling of each convention that the text has at least twice, and twice as often as all others; only mixed ones. */
    habits(): Habits {
      const habits = new Map<string, string>();
      for (const { convention, byVariant } of counts) {
        const [[variant, most] = ['', 0]] = [...byVariant].sort((a, b) => b[1] - a[1]);
        const all = [...byVariant.values()].reduce((sum, count) => sum + count, 0);
        if (byVariant.size > 1 && most >= 2 && most >= 2 * (all - most)) {
          habits.set(convention.id, variant);
        }
      }
      return habits;
    },
  };
}

/** What `habits` change in a sentence, with what must not change hidden; in order, none touching the next. */
export function findOdd(masked: string, habits: Habits): Edit[] {
  const edits: Edit[] = [];
  for (const { id, reason, pattern, variantOf, write } of conventions) {
    const habit = habits.get(id);
    if (habit === undefined) {
      continue;
    }
    for (const match of masked.matchAll(pattern)) {
      const variant = variantOf(match);
      const replacement = variant === undefined || variant === habit ? undefined : write(match, habit);
      if (replacement !== undefined && replacement !== match[0]) {
        edits.push({
          start: match.index,
          end: match.index + match[0].length,
          replacement,
          rule: id,
          explanation: reason,
        });
      }
    }
  }
  return apart(edits);
}

/** `edits` in order of their place, without those that touch one before. */
export function apart(edits: Edit[]): Edit[] {
  let end = -1;
  return edits
    .sort((a, b) => a.start - b.start)
    .filter((edit) => {
      const isApart = edit.start > end;
      end = isApart ? edit.end : end;
      return isApart;
    });
}
