import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { expect, it } from 'vitest';
import { applyEdits } from '../../src/documents/index.ts';
import { chunks, type Json, post, postJson } from '../kit/http.ts';
import { startServer } from '../kit/server.ts';

const fields = `optimizedContent edits { id start end original replacement segment rule } suggestions { id start end text }
  unified: diff criticMarkup: diff(format: CRITIC_MARKUP) segments { index start end state }
  readability { before { words sentences } after { words sentences } }
  preservation { isPreserved lengthRatio changedWordRatio issues { kind } }`;
const jobQuery = `query ($id: ID!, $ids: [ID!]!) {
  job(id: $id) { outcomes { ... on OptimizedDocument { ${fields} content(edits: $ids) } } }
}`;

const content = Array.from(
  { length: 1_200 },
  (_, index) => `In order to win, team ${index} utilizes “quotes” 👋 due to the fact that it can.`,
).join('\n\n');

it('A long result is the same in a stream, in an answer, and after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-long-'));
  const input = { optimizationType: 'CLARITY', model: 'builtin', documents: [{ name: 'a.txt', content }] };
  let streamed: Json;
  let id = '';
  let before: Json;
  try {
    await using server = await startServer({ DATA_DIR: folder });
    const query = `subscription ($input: OptimizeInput!) {
      optimizeStream(input: $input) { ... on ProgressChunk { jobId } ... on ResultChunk { result { ${fields} } } }
    }`;
    for await (const chunk of chunks(server.url, query, { input })) {
      id ||= chunk.jobId ?? '';
      streamed ??= chunk.result;
    }
    expect(streamed.edits.length).toBeGreaterThan(2_000);
    expect(applyEdits(content, streamed.edits)).toBe(streamed.optimizedContent);
    expect(applyPatch(content, streamed.unified)).toBe(streamed.optimizedContent);

    const ids = streamed.edits.map((edit: Json) => edit.id).filter((_: string, index: number) => index % 3 > 0);
    const answer = await post(server.url, jobQuery, { id, ids });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    before = await answer.json();
    const chosen = streamed.edits.filter((edit: Json) => ids.includes(edit.id));
    expect(before.data.job.outcomes).toEqual([{ ...streamed, content: applyEdits(content, chosen) }]);

    const asStream = await post(server.url, jobQuery, { id, ids }, { accept: 'text/event-stream' });
    const [, json = ''] = /^data: (.*)$/m.exec(await asStream.text()) ?? [];
    expect(JSON.parse(json)).toEqual(before);
    await server.drain();

    await using again = await startServer({ DATA_DIR: folder });
    expect(await postJson(again.url, jobQuery, { id, ids })).toEqual(before);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('A field that fails within a list that comes item by item is told of', async () => {
  await using server = await startServer();
  const input = { optimizationType: 'CLARITY', model: 'builtin', documents: [{ name: 'a.txt', content }] };
  const query = `mutation ($input: OptimizeInput!) {
    optimize(input: $input) { outcomes { ... on OptimizedDocument { optimizedContent content(edits: ["9.9.9"]) } } }
  }`;
  const { data, errors } = await postJson(server.url, query, { input });
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { path: ['optimize', 'outcomes', 0, 'content'], extensions: { code: 'INVALID_INPUT' } },
  ]);
});
