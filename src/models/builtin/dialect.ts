import type { DialectName } from './harper/finding.ts';
import { remember } from './remember.ts';

/** How much of a document is looked at, in code units. */
const SAMPLE = 100_000;

const our =
  /\b(?:colou?r|behaviou?r|favou?r|flavou?r|honou?r|labou?r|neighbou?r|humou?r|harbou?r|rumou?r|endeavou?r)/gi;
const ize =
  /\b(?:organi|reali|recogni|speciali|prioriti|summari|optimi|initiali|customi|minimi|maximi|normali|standardi|synchroni|authori|categori|emphasi|apologi|utili)[sz](?:e[sd]?|ing|ation)\b/gi;
const other =
  /\b(?:cent(?:re|er)|theat(?:re|er)|lit(?:re|er)|met(?:re|er)|fib(?:re|er)|defen[cs]e|licence|travell?ed|travell?ing|cancell?ed|cancell?ing|labell?ed|labell?ing|modell?ed|modell?ing|analy[sz]e[ds]?|grey|gray|programme|cheque|enrol|enroll)s?\b/gi;
const british =
  /our|is(?:e[sd]?|ing|ation)$|(?:cent|theat|lit|met|fib)re|defence|licence|ll(?:ed|ing)|analys|grey|programme|cheque|enrol$/i;
const places: readonly (readonly [DialectName, RegExp])[] = [
  ['Canadian', /\b(?:Canad(?:a|ian)|Ontario|Toronto|Québec|Quebec|Vancouver|Montr[eé]al|Ottawa|Alberta)\b/g],
  ['Australian', /\b(?:Australian?|Sydney|Melbourne|Queensland|Brisbane|Canberra|Tasmania)\b/g],
  ['Indian', /\b(?:Indian?|Mumbai|Delhi|Bengaluru|Bangalore|Chennai|Kolkata|Hyderabad|lakhs?|crores?|rupees)\b/g],
];
/** So often a place must be named to tell where a text is from. */
const FEW = 3;

/** The dialect that a document is written in, by its own spelling: American where that does not tell. */
export const dialectOf = remember((document: { readonly content: string }) => tell(document.content.slice(0, SAMPLE)));

function tell(text: string): DialectName {
  const count = (pattern: RegExp) => {
    const words = text.match(pattern) ?? [];
    const others = words.filter((word) => british.test(word)).length;
    return { british: others, american: words.length - others };
  };
  const [ours, izes, others] = [count(our), count(ize), count(other)];
  const isBritish =
    2 * ours.british + izes.british + others.british > 2 * ours.american + izes.american + others.american;
  const place = places
    .map(([dialect, pattern]) => ({ dialect, count: text.match(pattern)?.length ?? 0 }))
    .sort((a, b) => b.count - a.count)[0];
  const named = place && place.count >= FEW ? place.dialect : undefined;
  // With `colour` and `organize` side by side a text is Canadian, or from Oxford.
  if (isBritish) {
    return named ?? 'British';
  }
  return named === 'Canadian' && ours.british > ours.american ? 'Canadian' : 'American';
}
