import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, documentFormats, type Edit, spliceBlock } from '../../src/documents/index.ts';
import { shapeOf } from '../promises/shape.ts';
import { viewsOf } from './blocks.ts';
import { anyDocument } from './parse-kit.ts';
import { changes, vandalise } from './vandalise.ts';

const emphasis = /^(?:\{"type":"(?:strong|emphasis|delete)"\}|\/(?:strong|emphasis|delete))$/;

// What is found by other seeds is found once in tens of thousands of documents: a seed that changes would fail by chance.
it.each(documentFormats.flatMap((format) => [1, 2, 3].map((seed) => [format, seed] as const)))(
  'A document in %s keeps what is no prose, whatever comes back for it, and whatever is taken of that (%i)',
  { timeout: 60_000 },
  (format, seed) => {
    const documents = fc.sample(anyDocument, { numRuns: 100, seed });
    const answers = fc.sample(fc.array(changes, { minLength: 8, maxLength: 8 }), { numRuns: 1_000, seed });
    let changed = 0;
    for (const content of documents) {
      const blocks = viewsOf(content, format).flatMap(({ view }) => view.blocks);
      const shape = shapeOf(content, format);
      const words = keptOf(shape);
      for (let turn = 0; turn < (format === 'MARKDOWN' ? 20 : 200); turn += 1) {
        const lists = answers[(changed + turn) % answers.length] ?? [];
        const edits = blocks.flatMap((view, index): readonly Edit[] => {
          const result = spliceBlock(view, vandalise(view.text, lists[index % 8] ?? []), format);
          return 'edits' in result ? result.edits : [];
        });
        const everyOther = edits.filter((_, index) => index % 2 === 0);
        const others = edits.filter((_, index) => index % 2 === 1);
        for (const chosen of [edits, everyOther, others, ...edits.slice(0, 5).map((edit) => [edit])]) {
          const after = shapeOf(applyEdits(content, chosen), format);
          const isKept = after.length <= shape.length && keptOf(after) === words;
          if (!isKept) {
            expect.fail(`${JSON.stringify(chosen)} damages ${JSON.stringify(content)}`);
          }
        }
        changed += edits.length;
      }
    }
    expect(changed).toBeGreaterThan(1_000);
  },
);

/** All of a shape that no rewrite may take; in no order, for it may move what is in a sentence. Emphasis goes with its words. */
function keptOf(shape: readonly string[]): string {
  return shape
    .filter((line) => !emphasis.test(line))
    .toSorted()
    .join('\n');
}
