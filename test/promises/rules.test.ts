import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/documents/index.ts';
import { type Json, postJson } from '../kit/http.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { guideOf, letterOf, pageOf } from './documents.ts';
import { expectEdits, inputOf, type Source } from './proof.ts';
import { factsOf, shapeOf } from './shape.ts';

const DOCUMENT = `... on OptimizedDocument {
  optimizedContent status segments { start end state }
  edits { id segment start end original replacement rule explanation }
  suggestions { id segment start end text rule explanation replacements }
}`;
const OPTIMIZE = `mutation ($input: OptimizeInput!) { optimize(input: $input) { jobId outcomes { ${DOCUMENT} } } }`;
const JOB = `query ($id: ID!) { job(id: $id) { outcomes { ${DOCUMENT} } } }`;

let folder: string;
let server: TestServer;
const start = () => startServer({ DATA_DIR: folder, SEGMENT_WORDS: '240' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-rules-'));
  server = await start();
});
afterAll(async () => {
  await server.drain();
  await rm(folder, { recursive: true });
});

async function optimized(source: Source, more: object = {}): Promise<{ id: string; document: Json }> {
  const { data } = await postJson(server.url, OPTIMIZE, { input: inputOf([source], more) });
  return { id: data.optimize.jobId, document: data.optimize.outcomes[0] };
}

const text = (content: string): Source => ({ name: 'a.txt', content, format: 'TEXT' });

describe.each([guideOf('birch', 'cedar'), pageOf('birch', 'cedar'), letterOf('birch', 'cedar')])(
  'The rules in $name',
  (source) => {
    const { content, format } = source;
    let document: Json;
    beforeAll(async () => {
      ({ document } = await optimized(source, { protectedTerms: ['Copydesk'] }));
    });

    it('account for every edit, and each can be made without the others', () => {
      expectEdits(content, document);
      expect(document.status).toBe('FULFILLED');
      expect(document.edits.length).toBeGreaterThan(15);
      for (const edit of document.edits) {
        expect(edit.rule).toMatch(/^[a-z-]+$/);
        expect(edit.explanation).toMatch(/^\S.*[.!?]$/s);
        expect(edit.original.length + edit.replacement.length).toBeLessThan(80);
        const changed = applyEdits(content, [edit]);
        expect(shapeOf(changed, format)).toEqual(shapeOf(content, format));
        expect(factsOf(changed)).toEqual(factsOf(content));
        expect(changed.match(/ {2}\S/g)?.length).toBe(content.match(/ {2}\S/g)?.length);
      }
    });

    it('leave to the writer what stands where it says, in the optimized text', () => {
      expect(document.suggestions.length).toBeGreaterThan(1);
      let place = 0;
      for (const { id, segment, start, end, text, explanation } of document.suggestions) {
        expect(document.optimizedContent.slice(start, end)).toBe(text);
        expect(id.startsWith(`${segment}.`)).toBe(true);
        expect(start).toBeGreaterThanOrEqual(place);
        expect(end).toBeGreaterThan(start);
        expect(explanation).toMatch(/^\S.*[.!?]$/s);
        place = start;
      }
    });
  },
);

describe('What rules found', () => {
  it('is one edit for each rule, in whole words', async () => {
    const { document } = await optimized(
      text('In order to utilize it, a 😀 will be utilized by us all in the near future.'),
    );
    expect(document.edits.map(({ original, replacement, rule }: Json) => [original, replacement, rule])).toEqual([
      ['In order to', 'To', 'in-order-to'],
      ['utilize', 'use', 'utilize'],
      ['utilized', 'used', 'utilize'],
      ['in the near future', 'soon', 'in-the-near-future'],
    ]);
  });

  it('is there after a restart', async () => {
    const { id, document } = await optimized(guideOf('larch', 'aspen'));
    await server.drain();
    server = await start();
    const { data } = await postJson(server.url, JOB, { id });
    expect(data.job.outcomes).toEqual([document]);
  });
});
