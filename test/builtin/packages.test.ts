import { expect, it } from 'vitest';
import { optimizationTypes } from '../../src/models/index.ts';
import { filesUnder, packages, textOf } from '../documents/parse-kit.ts';
import { damageOf } from './damage.ts';
import { createRun } from './run.ts';

/** Every Markdown file of the packages, each text once. */
const contents = [...new Set(filesUnder(packages, ['.md']).map(textOf))];
const types = optimizationTypes.filter((type) => type !== 'CUSTOM');
const run = createRun();

// Every file, by one of the types. By each of them: `node test/builtin/measure.ts`.
it.each(types.map((type, index) => [type, index] as const))(
  'Rules of %s do no damage in the Markdown files of the packages, and change little',
  { timeout: 300_000 },
  async (optimizationType, index) => {
    const own = contents.filter((_, at) => at % types.length === index);
    const documents = await run(own, { format: 'MARKDOWN', optimizationType });
    expect(documents.flatMap(damageOf)).toEqual([]);
    const words = documents.reduce((sum, document) => sum + document.words, 0);
    const edits = documents.reduce((sum, document) => sum + document.edits.length, 0);
    expect(words).toBeGreaterThan(10_000);
    expect((1_000 * edits) / words).toBeLessThan(5);
  },
);
