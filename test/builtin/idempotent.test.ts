import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentFormats } from '../../src/documents/index.ts';
import { optimizationTypes } from '../../src/models/index.ts';
import { goldOf, goldTypes } from './gold/gold.ts';
import { createRun } from './run.ts';

const sentences = ['clean', ...goldTypes.map((type) => type.toLowerCase())]
  .flatMap((name) => goldOf(name))
  .map(({ text }) => text);

const slip = fc.constantFrom(
  'in order to',
  'utilize',
  'the the',
  'a apple',
  'better then',
  'should of went',
  'due to the fact that',
  'very unique',
  'a large number of',
  'it’s',
  "it's own",
  'i am',
  '"so"',
  '“so”',
  '...',
  '…',
  ' - ',
  '5 MB',
  '5MB',
  'e-mail',
  'email',
  'he or she',
  'prior to',
  'at this point in time',
  'make a decision',
  'a utilization',
  '`code`',
  '**bold**',
  'The',
  'and',
  'we',
  ',',
  '.',
  '. the',
  'don’t',
);
const sentence = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...sentences) },
  {
    weight: 2,
    arbitrary: fc
      .array(slip, { minLength: 3, maxLength: 12 })
      .map((parts) => `We know that ${parts.join(' ')} is the rest.`),
  },
);
const text = fc
  .array(
    fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(' ')),
    { minLength: 1, maxLength: 4 },
  )
  .map((paragraphs) => `${paragraphs.join('\n\n')}\n`);
const run = createRun();

it.each(optimizationTypes.filter((type) => type !== 'CUSTOM'))(
  'What %s left has nothing left to change',
  { timeout: 120_000 },
  async (optimizationType) => {
    const contents = fc.sample(text, { numRuns: 80, seed: 6 });
    for (const format of documentFormats) {
      const once = await run(contents, { optimizationType, format });
      const twice = await run(
        once.map(({ optimized }) => optimized),
        { optimizationType, format },
      );
      const again = twice.filter(({ edits }) => edits.length > 0);
      expect(again.map(({ content, optimized }) => ({ content, optimized }))).toEqual([]);
      expect(once.some(({ edits }) => edits.length > 0)).toBe(true);
    }
  },
);
