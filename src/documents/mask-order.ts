import type { Token } from './tokens.ts';
import type { BlockView, Mask } from './view.ts';

/**
 * What is wrong with the masks of a block's rewrite, given as the tokens `before` and `after` it: each is to come back
 * exactly once, and pairs keep the pair that they are in, and some text. Undefined where nothing is wrong.
 */
export function maskProblem(view: BlockView, before: readonly Token[], after: readonly Token[]): string | undefined {
  const masks = new Map(view.masks.map((mask) => [`⟦${mask.number}⟧`, mask]));
  const came = after.filter(({ kind }) => kind === 'mask').map(({ text }) => text);
  const seen = new Set<string>();
  for (const text of came) {
    if (!masks.has(text)) {
      return `${text} does not belong into this paragraph.`;
    }
    if (seen.has(text)) {
      return `${text} came back more than once.`;
    }
    seen.add(text);
  }
  const missing = [...masks.keys()].find((text) => !seen.has(text));
  if (missing) {
    return `${missing} is missing. Each mark ⟦…⟧ must come back exactly once.`;
  }
  const stray = after.find(({ kind, text }) => kind !== 'mask' && /^[⟦⟧]/.test(text));
  if (stray) {
    return `A sign ${stray.text} came back that is no mark.`;
  }
  const given = pairs(before, masks);
  const now = pairs(after, masks);
  const moved = [...given.keys()].find((text) => given.get(text)?.place !== now.get(text)?.place);
  if (moved) {
    return `${moved} stands in the wrong place: marks that belong together keep their order.`;
  }
  const emptied = [...given.keys()].find((text) => given.get(text)?.hasText && !now.get(text)?.hasText);
  return emptied && `No text is left between ${emptied} and the mark that closes it.`;
}

interface End {
  /** The pair around an opening end, the partner of a closing one. */
  readonly place: string;
  /** Whether there is text between it and its partner. */
  hasText: boolean;
}

function pairs(tokens: readonly Token[], masks: ReadonlyMap<string, Mask>): Map<string, End> {
  const ends = new Map<string, End>();
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    const mask = masks.get(text)?.mask;
    if (mask === 'open') {
      ends.set(text, { place: open.at(-1) ?? '', hasText: false });
      open.push(text);
    } else if (mask === 'close') {
      const partner = open.pop();
      const hasText = ends.get(partner ?? '')?.hasText ?? false;
      ends.set(text, { place: partner ?? '', hasText });
      noteText(ends.get(open.at(-1) ?? ''), hasText);
    } else if (kind === 'word' || mask) {
      noteText(ends.get(open.at(-1) ?? ''), true);
    }
  }
  return ends;
}

function noteText(end: End | undefined, hasText: boolean): void {
  if (end) {
    end.hasText ||= hasText;
  }
}
