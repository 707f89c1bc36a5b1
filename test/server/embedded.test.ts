import { describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { loadConfig } from '../../src/config.ts';
import { embedCopydesk } from '../../src/copydesk.ts';
import { type EndpointOptions, startEndpoint } from '../kit/endpoint.ts';

const input = {
  optimizationType: 'CLARITY' as const,
  documents: [{ name: 'a.md', content: 'Due to the fact that it rains, we utilize umbrellas.' }],
};

async function start(options: EndpointOptions) {
  const endpoint = await startEndpoint(options);
  const settings = { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1', DATA_DIR: ':memory:', LOG_LEVEL: 'silent' };
  const { url, fetch, close } = await embedCopydesk(loadConfig({ ...settings, DRAIN_TIMEOUT_MS: '0' }));
  return {
    endpoint,
    client: createClient({ url, fetch }),
    async [Symbol.asyncDispose]() {
      await close();
      await endpoint.close();
    },
  };
}

describe('Copydesk within a process', () => {
  it('streams, answers and refuses as a server does', async () => {
    await using desk = await start({ answer: () => ({ text: 'Because it rains, we use umbrellas.', tokenMs: 5 }) });
    const names: string[] = [];
    for await (const chunk of desk.client.optimizeStream(input)) {
      names.push(chunk.__typename);
    }
    expect(names.slice(-2)).toEqual(['ResultChunk', 'CompleteChunk']);
    expect(names.filter((name) => name === 'ProgressChunk').length).toBeGreaterThan(3);
    await expect(desk.client.optimize({ ...input, documents: [] })).rejects.toMatchObject({ field: 'documents' });
    await expect(desk.client.optimizeStream({ ...input, model: 'x' }).next()).rejects.toMatchObject({ field: 'model' });
  });

  it('takes files', async () => {
    await using desk = await start({ answer: () => ({ text: 'It pours.' }) });
    const documents = [{ name: 'a.md', file: new Blob(['It rains.']) }];
    const { outcomes } = await desk.client.optimize({ ...input, documents });
    expect(outcomes[0]).toMatchObject({ optimizedContent: 'It pours.' });
  });

  it('lets go of a stream whose reader aborts or leaves, and throws the reason', async () => {
    await using desk = await start({ answer: () => ({ tokenMs: 60_000 }) });
    const leaving = new AbortController();
    const chunks = desk.client.optimizeStream(input, { signal: leaving.signal });
    const first = await chunks.next();
    const reading = (async () => {
      for await (const _ of chunks) {
        // Until it is cut.
      }
    })();
    leaving.abort(new Error('Enough.'));
    await expect(reading).rejects.toThrow('Enough.');

    const id = first.value?.jobId ?? '';
    for await (const _ of desk.client.follow(id)) {
      break;
    }
    // What was left is none that is followed: the job can still be cancelled, and its call is closed.
    expect((await desk.client.cancel(id)).status).toBe('CANCELLED');
    await vi.waitUntil(() => desk.endpoint.calls.every(({ state }) => state === 'closed'));
  });
});
