import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { startCopydesk } from '../../src/copydesk.ts';
import { startEndpoint } from '../kit/endpoint.ts';
import { chunks } from '../kit/http.ts';
import { input, STREAM, words } from '../kit/operations.ts';

const FOLLOW = `subscription ($id: ID!) {
  jobStream(id: $id) {
    __typename
    ... on ProgressChunk { cursor delta { segment offset text } }
    ... on ResultChunk { cursor result { optimizedContent } }
    ... on CompleteChunk { cursor status }
  }
}`;

const ways = ['optimizeStream', 'jobStream'] as const;

/**
 * Says how much memory of the server each follower of a running job takes, by the way it follows.
 * `node test/slaughter/memory.ts --followers 1000 --words 3000`
 */
async function measure(way: (typeof ways)[number], followers: number, content: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-memory-'));
  const endpoint = await startEndpoint({ answer: () => ({ gate: new Promise(() => {}) }) });
  const settings = { SERVER: '1', PORT: '0', DATA_DIR: folder, OPENAI_BASE_URL: endpoint.url };
  const server = fork(import.meta.filename, { env: { ...process.env, ...settings }, execArgv: ['--expose-gc'] });
  const [url] = await once(server, 'message');
  const memory = async () => {
    server.send('measure');
    return Number((await once(server, 'message'))[0]);
  };
  const variables = { input: input(content, { idempotencyKey: 'k1', onDisconnect: 'CONTINUE' }) };
  let id = '';
  for await (const chunk of chunks(url, STREAM, variables)) {
    id = chunk.jobId;
    break;
  }
  const operations = { optimizeStream: { query: STREAM, variables }, jobStream: { query: FOLLOW, variables: { id } } };
  // The first ones bring what is there once.
  const open = await follow(url, operations[way], 20);
  await sleep(2_000);
  const before = await memory();
  open.push(...(await follow(url, operations[way], followers)));
  await sleep(3_000);
  const each = ((await memory()) - before) / followers / 1_000;
  process.stdout.write(`${followers} followers by ${way}: ${each.toFixed(1)} kB each\n`);
  for (const client of open) {
    client.destroy();
  }
  server.kill('SIGKILL');
  await once(server, 'exit');
  await endpoint.close();
  await rm(folder, { recursive: true });
}

/** Clients that follow a job. */
async function follow(url: string, operation: object, count: number): Promise<ClientRequest[]> {
  const body = JSON.stringify(operation);
  const open: ClientRequest[] = [];
  for (let number = 0; number < count; number += 1) {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const client = request(url, { method: 'POST', headers, agent: false }).end(body);
    client.on('error', () => {});
    const [response] = await once(client, 'response');
    response.on('error', () => {});
    response.resume();
    open.push(client);
  }
  return open;
}

/** The server, in a process of its own: tells its URL, and then its memory whenever it is asked. */
async function serve(): Promise<void> {
  const { url } = await startCopydesk(loadConfig(process.env), pino({ level: 'silent' }));
  process.on('message', async () => {
    // Finalizers run between two collections, and free more.
    globalThis.gc?.();
    await sleep(50);
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    process.send?.(heapUsed + external);
  });
  process.send?.(url);
}

if (process.env.SERVER) {
  await serve();
} else {
  const { values } = parseArgs({
    options: { followers: { type: 'string', default: '1000' }, words: { type: 'string', default: '3000' } },
  });
  for (const way of ways) {
    await measure(way, Number(values.followers), words(Number(values.words)));
  }
}
