import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startEndpoint } from '../kit/endpoint.ts';
import { chunks, collect, type Json, postJson } from '../kit/http.ts';
import { input, JOB, JOB_STREAM, JOBS, START, words } from '../kit/operations.ts';

/** The server where no file may be longer than so many kilobytes: as with a disk that is full. */
async function startCramped(kilobytes: number | 'unlimited', settings: Record<string, string>) {
  const blocks = kilobytes === 'unlimited' ? kilobytes : kilobytes * 2;
  const child: ChildProcess = spawn('sh', ['-c', `trap '' XFSZ; ulimit -f ${blocks}; exec node src/start.js`], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data) => {
    output += data;
  });
  child.stderr?.on('data', (data) => {
    errors += data;
  });
  const url = await vi.waitUntil(() => /listens at (\S+)/.exec(output)?.[1], { timeout: 10_000 });
  return {
    errors: () => errors,
    url,
    ask: async (query: string, variables: object): Promise<Json> => postJson(url, query, variables),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

it('A full disk: no job is taken, what runs ends with INTERNAL, and goes on after a restart with room', async () => {
  await using endpoint = await startEndpoint({ answer: () => ({ tokenMs: 0 }) });
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-full-'));
  const settings = { DATA_DIR: folder, OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'test-model', SEGMENT_WORDS: '50' };
  const text = Array.from({ length: 200 }, (_, index) => words(60 + (index % 3))).join('\n\n');
  let id = '';
  {
    await using server = await startCramped(600, settings);
    const small = await server.ask(START, { input: input('Some text.') });
    expect(small.errors).toBeUndefined();

    const { data, errors } = await server.ask(START, { input: input(words(100_000)) });
    expect(data).toBeNull();
    expect(errors[0].extensions).toEqual({ code: 'INTERNAL' });
    expect(errors[0].message).toMatch(/^The server cannot keep jobs at present: its disk is full or cannot be written/);
    expect((await server.ask(JOBS, {})).data.jobs.edges).toHaveLength(1);
    const calls = endpoint.calls.length;
    expect(calls).toBeLessThanOrEqual(1);

    const started = await server.ask(START, { input: input(text) });
    id = started.data.startOptimization.id;
    const list = await collect(chunks(server.url, JOB_STREAM, { id }));
    expect(list.at(-2)).toMatchObject({ __typename: 'ErrorChunk', error: { code: 'INTERNAL', document: null } });
    expect(list.at(-2).error.message).toMatch(/^The server cannot keep jobs at present/);
    expect(list.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'FAILED' });
    expect((await server.ask(JOB, { id })).data.job.status).toBe('FAILED');
    expect(endpoint.calls.length).toBeGreaterThan(calls);
    await vi.waitUntil(() => endpoint.calls.every(({ state }) => state !== 'open'));
    expect(server.errors()).toContain('DiskError');
    expect(server.errors()).not.toContain(folder);
  }
  const paid = endpoint.calls.length;
  await using server = await startCramped('unlimited', settings);
  const list = await collect(chunks(server.url, JOB_STREAM, { id }));
  expect(list.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED' });
  expect(list.at(-2).result.optimizedContent).toBe(text);
  expect(endpoint.calls.length - paid).toBeLessThan(200);
  await rm(folder, { recursive: true });
});
