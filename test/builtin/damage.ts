import { applyEdits } from '../../src/documents/index.ts';
import { factsOf, shapeOf } from '../promises/shape.ts';
import type { Optimized } from './run.ts';

/** What Harper was seen to do to clean text, and must never be done nor proposed. */
const knownBad: readonly (readonly [found: RegExp, replacement: RegExp])[] = [
  [/^(?:json|cli|url|env|config|sudo|semver|p95)$/i, /./],
  [/^(?:Papua|Leningrad|misconfigured)$/, /./],
  [/^(?:MB|kB|GB|ms)$/, /./],
];

/** In what way rules damaged a Markdown text, or would have its writer do so; empty where they did not. */
export function damageOf({ content, optimized, edits, suggestions, reasons }: Optimized): string[] {
  const damage = [...reasons];
  if (applyEdits(content, edits) !== optimized) {
    damage.push('The edits do not give the optimized text.');
  }
  if (edits.length > 0 && markupOf(content) !== markupOf(optimized)) {
    damage.push('There is other markup.');
  }
  if (edits.length > 0 && plainFactsOf(content) !== plainFactsOf(optimized)) {
    damage.push('There are other numbers, addresses or code.');
  }
  const made = edits.map((edit) => ({ ...edit, found: content.slice(edit.start, edit.end) }));
  const proposed = suggestions.flatMap(({ text, replacements }) =>
    replacements.map((replacement) => ({ found: text, replacement })),
  );
  for (const { found, replacement } of [...made, ...proposed]) {
    if (knownBad.some(([was, becomes]) => was.test(found) && becomes.test(replacement))) {
      damage.push(`${found} -> ${replacement}`);
    }
  }
  damage.push(
    ...made.filter(({ rule, explanation }) => !rule || !explanation).map(({ found }) => `No reason: ${found}`),
  );
  return damage;
}

/** The shape of a Markdown text; of HTML in it the tags alone, for what stands between them is prose. */
function markupOf(content: string): string {
  const tags = (line: string) => line.match(/<[^>]*>/g)?.join('') ?? '';
  return shapeOf(content, 'MARKDOWN')
    .map((line) => (line.startsWith('{"type":"html"') ? tags(line) : line))
    .join('\n');
}

/** Prose may stand between two signs that are no tag. */
function plainFactsOf(content: string): string {
  return factsOf(content.replace(/[<>]/g, ' ')).join('\n');
}
