import { applyEdits, type Edit, readRewrite, spliceBlock, spliceEdits, type View } from '../documents/index.ts';
import type { RuleEdit } from '../models/index.ts';
import { byBlock } from './by-block.ts';
import { checkRewrite, repairAnswer, typographyOf } from './checks/index.ts';
import { RefusedRewrite } from './refusal.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';

/** What a model was shown, and of which document. */
export interface Shown {
  readonly document: SourceDocument;
  readonly view: View;
  readonly options: OptimizeOptions;
}

/** A model's answer as edits of the document. Throws a RefusedRewrite where it would damage the source. */
export function takeAnswer(shown: Shown, answer: string): readonly Edit[] {
  const { view, document } = shown;
  const typography = typographyOf(view.text);
  const rewrite = readRewrite(view, typography(repairAnswer(answer, view.text)));
  if ('problem' in rewrite) {
    throw new RefusedRewrite(rewrite.problem);
  }
  requirePreserved(shown, rewrite.blocks);
  return view.blocks.flatMap((block, index) => taken(spliceBlock(block, rewrite.blocks[index] ?? '', document.format)));
}

/** The same for a model that accounts for its changes: `edits` of the view's text. */
export function takeEdits(shown: Shown, edits: readonly RuleEdit[]): readonly Edit[] {
  const { view, document } = shown;
  const own = byBlock(view.blocks, edits);
  requirePreserved(
    shown,
    view.blocks.map(({ text }, index) => applyEdits(text, own[index] ?? [])),
  );
  return view.blocks.flatMap((block, index) => taken(spliceEdits(block, own[index] ?? [], document.format)));
}

function requirePreserved({ view, options }: Shown, rewrite: readonly string[]): void {
  const [finding, ...others] = checkRewrite({
    source: view.blocks.map(({ text }) => text),
    rewrite,
    masks: view.masks.map(({ number, mask, source }) => ({ number, kind: mask, source })),
    ...options,
  });
  if (finding) {
    throw new RefusedRewrite([finding, ...others.slice(0, 2)].map(({ message }) => message).join(' '));
  }
}

function taken(splice: ReturnType<typeof spliceBlock>): readonly Edit[] {
  if ('problem' in splice) {
    throw new RefusedRewrite(splice.problem);
  }
  return splice.edits;
}
