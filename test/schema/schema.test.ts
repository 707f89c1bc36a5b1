import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedSchema } from '../../src/schema/index.ts';
import { postJson } from '../kit/http.ts';
import { startServer } from '../kit/server.ts';

it('schema/schema.graphql is what the schema prints', () => {
  const file = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printedSchema()).toBe(file);
});

describe('capabilities', () => {
  const QUERY = `{
    capabilities {
      version defaultModel models { id isBuiltin isDefault } formats
      optimizationTypes { type title description builtin } limits { documents documentBytes concurrentJobs }
    }
  }`;

  it('without an endpoint offer the rule-based editor alone', async () => {
    await using server = await startServer();
    const { data } = await postJson(server.url, QUERY);
    expect(data.capabilities).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      defaultModel: 'builtin',
      models: [{ id: 'builtin', isBuiltin: true, isDefault: true }],
      formats: ['TEXT', 'MARKDOWN', 'HTML'],
      limits: { documents: 100, documentBytes: 2_000_000, concurrentJobs: 100 },
    });
    const types: { type: string; builtin: string | null }[] = data.capabilities.optimizationTypes;
    expect(types.map(({ type }) => type)).toHaveLength(8);
    expect(types.filter(({ builtin }) => builtin === null).map(({ type }) => type)).toEqual(['CUSTOM']);
  });

  it("with one offer its model as the default, and tell the server's limits", async () => {
    await using server = await startServer({ OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm1', MAX_DOCUMENTS: '7' });
    const { data } = await postJson(server.url, QUERY);
    expect(data.capabilities).toMatchObject({
      defaultModel: 'm1',
      models: [
        { id: 'm1', isBuiltin: false, isDefault: true },
        { id: 'builtin', isBuiltin: true, isDefault: false },
      ],
      limits: { documents: 7 },
    });
  });
});
