import { expect, it } from 'vitest';
import { createClient, fold } from '../../src/client/index.ts';
import { startEndpoint } from '../kit/endpoint.ts';
import { words } from '../kit/operations.ts';
import { startServer, type TestServer } from '../kit/server.ts';

it('The typed client starts anew where the server was restarted and has lost the job', async () => {
  await using endpoint = await startEndpoint({ answer: () => ({ tokenMs: 10 }) });
  const settings = { OPENAI_BASE_URL: endpoint.url };
  const first = await startServer(settings);
  const { port } = new URL(first.url);
  let second: TestServer | undefined;
  let text = '';
  const results: string[] = [];
  const client = createClient({ url: first.url });
  const documents = [{ name: 'a.txt', content: words(60) }];
  for await (const job of fold(client.optimizeStream({ optimizationType: 'STYLE', documents }))) {
    text = job.documents[0]?.text ?? '';
    if (job.complete) {
      results.push(job.documents[0]?.result?.optimizedContent ?? '');
    }
    if (text.includes('word5') && !second) {
      await first.drain();
      second = await startServer({ ...settings, PORT: port });
    }
  }
  await second?.drain();
  expect(text).toBe(words(60));
  expect(results).toEqual([words(60)]);
  expect(endpoint.calls.map(({ state }) => state)).toEqual(['closed', 'finished']);
});
