import type { Check, Rewritten } from './check.ts';
import { finding } from './finding.ts';
import { type Mark, marksIn } from './marks.ts';
import { saysSomething } from './words.ts';

/**
 * Finds pairs of masks (the ends of a link, a tag's start and its end) that cross one another, stand the wrong way round
 * or lost the text between them, and masks grown together with the words beside them.
 */
export const checkPairs: Check = ({ source, rewrite, masks }) => {
  const kinds = new Map(masks.map((mask) => [String(mask.number), mask.kind]));
  const crossed: string[] = [];
  const emptied: string[] = [];
  const glued: string[] = [];
  rewrite.forEach((text, index) => {
    const original = source[index] ?? '';
    if (text === original || !text.includes('⟦')) {
      return;
    }
    const before = marksIn(original);
    const after = marksIn(text);
    const pairs = pairsOf(before, kinds);
    const places = new Map(after.map((mark) => [mark.number, mark]));
    for (const [open, close] of pairs) {
      const from = places.get(open.number);
      const to = places.get(close.number);
      if (
        from &&
        to &&
        saysSomething(original.slice(open.end, close.start)) &&
        !saysSomething(text.slice(from.end, to.start))
      ) {
        emptied.push(`⟦${open.number}⟧…⟦${close.number}⟧`);
      }
    }
    const partners = new Map(pairs.map(([open, close]) => [close.number, open.number]));
    crossed.push(...crossing(after, kinds, partners));
    const wasGlued = new Set(before.filter((mark) => isGlued(original, mark)).map((mark) => mark.number));
    for (const mark of after) {
      const isPair = ['open', 'close'].includes(kinds.get(mark.number) ?? '');
      if (!isPair && !wasGlued.has(mark.number) && isGlued(text, mark)) {
        glued.push(`⟦${mark.number}⟧`);
      }
    }
  });
  const messages = [
    crossed.length > 0 &&
      `${crossed.slice(0, 6).join(', ')}: two marks that open and close belong together, the one that opens first, and pairs do not cross.`,
    emptied.length > 0 && `${emptied.slice(0, 6).join(', ')}: the words between these two marks are missing.`,
    glued.length > 0 && `${glued.slice(0, 6).join(', ')} stands inside a word. Keep the spaces around marks.`,
  ];
  return messages.flatMap((message) => (message ? [finding('STRUCTURE', message)] : []));
};

type Kinds = ReadonlyMap<string, Rewritten['masks'][number]['kind']>;

function pairsOf(marks: readonly Mark[], kinds: Kinds): [Mark, Mark][] {
  const opened: Mark[] = [];
  const pairs: [Mark, Mark][] = [];
  for (const mark of marks) {
    const kind = kinds.get(mark.number);
    if (kind === 'open') {
      opened.push(mark);
    } else if (kind === 'close') {
      const open = opened.pop();
      if (open) {
        pairs.push([open, mark]);
      }
    }
  }
  return pairs;
}

/** The ends of pairs that do not close the pair opened last. Ends without a partner in the source may stand anywhere. */
function crossing(marks: readonly Mark[], kinds: Kinds, partners: ReadonlyMap<string, string>): string[] {
  const opens = new Set(partners.values());
  const opened: string[] = [];
  const crossed: string[] = [];
  for (const { number } of marks) {
    const kind = kinds.get(number);
    if (kind === 'open' && opens.has(number)) {
      opened.push(number);
    } else if (kind === 'close' && partners.has(number) && opened.pop() !== partners.get(number)) {
      crossed.push(`⟦${partners.get(number)}⟧ and ⟦${number}⟧`);
    }
  }
  return crossed;
}

function isGlued(text: string, mark: Mark): boolean {
  const letter = /\p{Script=Latin}/u;
  return letter.test(text.charAt(mark.start - 1)) && letter.test(text.charAt(mark.end));
}
