import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { startEndpoint } from './kit/endpoint.ts';
import { chunks, collect, post } from './kit/http.ts';
import { input, STREAM, words } from './kit/operations.ts';
import { startProcess } from './kit/process.ts';

describe('The server process', () => {
  it('without a key says that the model is `builtin` and how to connect a real one', async () => {
    await using server = startProcess({});
    await server.url();
    await vi.waitUntil(() => server.output().includes('for example'));
    expect(server.output()).toContain('Model: builtin, the rule-based editor.');
    expect(server.output()).toContain('OPENAI_API_KEY');
    expect(server.output()).toContain('OPENAI_BASE_URL=http://127.0.0.1:11434/v1');
  });

  it('says which model it uses, and never the key', async () => {
    await using server = startProcess({
      OPENAI_API_KEY: 'sk-secret',
      OPENAI_BASE_URL: 'https://llm.example/v1',
      OPENAI_MODEL: 'm1',
    });
    await server.url();
    await vi.waitUntil(() => server.output().includes('Model:'));
    expect(server.output()).toContain('Model: m1 at llm.example');
    expect(server.output()).not.toContain('sk-secret');
  });

  it('keeps the code that it has read for the next start, also where it is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-'));
    const kept = () => readdirSync(folder, { recursive: true }).toSorted();
    const startAndKill = async () => {
      await using server = startProcess({ NODE_COMPILE_CACHE: folder, DATA_DIR: join(folder, 'data') });
      await server.url();
      await vi.waitUntil(async () => {
        const before = kept();
        await sleep(200);
        return before.length > 100 && kept().length === before.length;
      }, 10_000);
    };
    await startAndKill();
    const first = kept();
    await startAndKill();
    expect(kept()).toEqual(first);
    rmSync(folder, { recursive: true });
  });

  it('does not start on a setting that cannot be right, and says what it may be', async () => {
    await using server = startProcess({ PORT: '70000' });
    const [code] = await once(server.child, 'exit');
    expect(code).toBe(1);
    expect(server.errors()).toBe('Copydesk did not start.\nPORT must be a whole number from 0 to 65535\n');
  });

  it('does not start on a folder that cannot be written, and names the setting', async () => {
    await using server = startProcess({ DATA_DIR: '/dev/null/nowhere' });
    const [code] = await once(server.child, 'exit');
    expect(code).toBe(1);
    expect(server.errors()).toMatch(
      /^Copydesk did not start\.\nDATA_DIR: jobs cannot be kept in this folder \(.+\)\.$/m,
    );
  });

  it('does not start on an address that is taken, and names the settings', async () => {
    await using first = startProcess({});
    const { port } = new URL(await first.url());
    await using second = startProcess({ PORT: port });
    const [code] = await once(second.child, 'exit');
    expect(code).toBe(1);
    expect(second.errors()).toContain('HOST and PORT: this address is in use.');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 on %s, cutting streams so that clients re-join',
    async (signal) => {
      await using endpoint = await startEndpoint({ answer: () => ({ tokenMs: 20 }) });
      await using server = startProcess({ OPENAI_BASE_URL: endpoint.url });
      const response = await post(
        await server.url(),
        STREAM,
        { input: input(words(500)) },
        { accept: 'text/event-stream' },
      );
      const body = response.text();
      await vi.waitUntil(() => endpoint.calls.length > 0);
      server.child.kill(signal);
      const [code] = await once(server.child, 'exit');
      expect(code).toBe(0);
      expect(await body).not.toContain('event: complete');
    },
  );

  it('logs what happens, and nothing of documents, names, prompts or keys', async () => {
    await using endpoint = await startEndpoint({
      answer: ({ target }) =>
        target.includes('fail') ? { status: 401, body: '{"error":{"message":"SECRET-UPSTREAM"}}' } : {},
    });
    await using server = startProcess({
      OPENAI_BASE_URL: endpoint.url,
      OPENAI_API_KEY: 'SECRET-KEY',
      LOG_LEVEL: 'trace',
    });
    const variables = {
      input: {
        documents: [
          { name: 'SECRET-NAME.txt', content: 'SECRET-CONTENT' },
          { name: 'b', content: 'fail' },
        ],
        optimizationType: 'CUSTOM',
        instructions: 'SECRET-INSTRUCTIONS',
        idempotencyKey: 'SECRET-IDEMPOTENCY',
      },
    };
    const list = await collect(chunks(await server.url(), STREAM, variables));
    await vi.waitUntil(() => server.errors().includes('job ended'));
    expect(JSON.stringify(list)).not.toMatch(/SECRET-(UPSTREAM|KEY)/);
    expect(server.output() + server.errors()).not.toContain('SECRET');
    const lines = server
      .errors()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { msg: 'job accepted', documents: 2, optimizationType: 'CUSTOM' },
      { msg: 'job ended', status: 'COMPLETED_WITH_ISSUES', failures: [{ document: 1, code: 'MODEL_AUTHENTICATION' }] },
    ]);
  });
});
