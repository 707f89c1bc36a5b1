import {
  applyEdits,
  type BlockView,
  type Edit,
  readRewrite,
  type Splice,
  spliceBlock,
  spliceEdits,
  type View,
} from '../documents/index.ts';
import type { RuleEdit } from '../models/index.ts';
import { pause } from '../turns.ts';
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

/** A model's answer as edits of the document. Rejects with a RefusedRewrite where it would damage the source. */
export async function takeAnswer(shown: Shown, answer: string): Promise<readonly Edit[]> {
  const { view, document } = shown;
  const typography = typographyOf(view.text);
  const rewrite = readRewrite(view, typography(repairAnswer(answer, view.text)));
  if ('problem' in rewrite) {
    throw new RefusedRewrite(rewrite.problem);
  }
  requirePreserved(shown, rewrite.blocks);
  return takeBlocks(view, (block, index) => spliceBlock(block, rewrite.blocks[index] ?? '', document.format));
}

/** The same for a model that accounts for its changes: `edits` of the view's text. */
export async function takeEdits(shown: Shown, edits: readonly RuleEdit[]): Promise<readonly Edit[]> {
  const { view, document } = shown;
  const own = byBlock(view.blocks, edits);
  requirePreserved(
    shown,
    view.blocks.map(({ text }, index) => applyEdits(text, own[index] ?? [])),
  );
  return takeBlocks(view, (block, index) => spliceEdits(block, own[index] ?? [], document.format));
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

/** The edits of all blocks, block by block: in some segments there are hundreds. */
async function takeBlocks(
  { blocks }: View,
  splice: (block: BlockView, index: number) => Splice,
): Promise<readonly Edit[]> {
  const edits: Edit[] = [];
  for (const [index, block] of blocks.entries()) {
    await pause();
    const spliced = splice(block, index);
    if ('problem' in spliced) {
      throw new RefusedRewrite(spliced.problem);
    }
    edits.push(...spliced.edits);
  }
  return edits;
}
