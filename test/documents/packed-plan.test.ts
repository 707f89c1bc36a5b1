import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packPlan, unpackPlan } from '../../src/documents/packed-plan.ts';
import { parseDocument } from '../../src/documents/parse.ts';

const options = { segmentWords: 50, protectedTerms: ['Copydesk', 'plain'] };

test('A plan that was packed is the same, masks, labels and character references included', async () => {
  const pages = readdirSync('test/documents/pages').map((name) => readFileSync(`test/documents/pages/${name}`, 'utf8'));
  const documents = [
    ...pages.map((content) => ({ content, format: 'HTML' as const })),
    { content: readFileSync('README.md', 'utf8').slice(0, 25_000), format: 'MARKDOWN' as const },
    { content: readFileSync('README.md', 'utf8').slice(0, 25_000), format: 'TEXT' as const },
    { content: '', format: 'TEXT' as const },
  ];
  for (const { content, format } of documents) {
    const plan = await parseDocument(content, format, options);
    expect(structuredClone(unpackPlan(structuredClone(packPlan(plan, content)), content))).toEqual(plan);
  }
});
