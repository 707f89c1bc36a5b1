import type { Tokens } from './tokens.ts';

/**
 * What is wrong with the marks of emphasis that stand alone in a text of Markdown: their partners may be in another
 * part of the document, so that each is to come back as often as it was. Undefined where nothing is wrong.
 */
export function loneMarkProblem(before: Tokens, after: Tokens): string | undefined {
  const was = countMarks(before);
  const is = countMarks(after);
  const [lone] = [...was].find(([mark, count]) => count % 2 === 1 && is.get(mark) !== count) ?? [];
  return lone && `The mark ${lone} must come back as often as it was given.`;
}

/** How often each mark is there that may begin or end emphasis: between spaces, none does. */
function countMarks({ list, gaps }: Tokens): Map<string, number> {
  const counts = new Map<string, number>();
  list.forEach(({ kind, text }, index) => {
    const isBetweenSpaces =
      (index === 0 || gaps[index] !== '') && (index === list.length - 1 || gaps[index + 1] !== '');
    if (kind === 'mark' && text !== '~' && !isBetweenSpaces) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  });
  return counts;
}
