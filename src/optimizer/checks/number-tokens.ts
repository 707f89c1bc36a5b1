import { withoutMarks } from './marks.ts';
import { unitAt } from './units.ts';

/** The numbers of a text in one spelling each, and those that have a unit with it. */
export interface NumberTokens {
  /** `-5`, `1,000`, `3.5%`, `$20`, `10:30`, `2024-05-06`. */
  readonly numbers: readonly string[];
  /** `5 kg`, `90 min`. */
  readonly quantities: readonly string[];
}

const core = String.raw`\p{Nd}+(?:[.,:\/٫٬]\p{Nd}+|'\p{Nd}{3}(?!\p{Nd}))*`;
const number = new RegExp(String.raw`${core}(?:-${core})*|\p{No}`, 'gu');
const percentBehind = /^ ?(?:[%‰٪％]|per ?cent\b|prozent\b|pour ?cent\b|por ?cent(?:o\b)?|por ?ciento\b|procenta?\b)/i;
const currencyBefore = /\p{Sc} ?$/u;
const currencyBehind = /^ ?(\p{Sc})/u;

/**
 * The numbers of a text. Spelling that is typography alone makes no difference: kinds of spaces, of minus signs and
 * apostrophes, a space before a unit or `%`, full-width digits. Two numbers with a dash between are two, so that a range
 * may be written out; three and more are one, as in a date.
 */
export function numberTokensOf(original: string): NumberTokens {
  const text = plainTypography(withoutMarks(original));
  const numbers: string[] = [];
  const quantities: string[] = [];
  for (const match of text.matchAll(number)) {
    const parts = match[0].split('-');
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    const written = parts.length === 2 ? parts : [match[0]];
    // A point before the first digit is the decimal point of `.5`, unless it ends an ellipsis or a word.
    const isFraction = /(?:^|[\s(+-])\.$/.test(before);
    written.forEach((part, index) => {
      const digits = index === 0 && isFraction ? `0.${part}` : part;
      const first = index === 0 ? before.slice(0, isFraction ? -1 : undefined) : '';
      const last = index === written.length - 1 ? behind : '';
      numbers.push(token(digits, first, last));
      const unit = unitAt(last);
      if (unit) {
        quantities.push(`${digits} ${unit}`);
      }
    });
  }
  return { numbers, quantities };
}

function token(digits: string, before: string, behind: string): string {
  const sign = /(?:^|[^\p{L}\p{N}\s)+-])([+±-])(?:\p{Sc} ?)?$|(?:^|[^\p{N}])\s([+±-])(?:\p{Sc} ?)?$/u.exec(before);
  const currency = currencyBefore.exec(before)?.[0].trim() ?? currencyBehind.exec(behind)?.[1] ?? '';
  return `${sign?.[1] ?? sign?.[2] ?? ''}${currency}${digits}${percentBehind.test(behind) ? '%' : ''}`;
}

function plainTypography(text: string): string {
  return text
    .replace(/[\u2010-\u2013\u2212\uFE63\uFF0D]/g, '-')
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000\t\r\n]/g, ' ')
    .replace(/[’ʼ]/g, "'")
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
