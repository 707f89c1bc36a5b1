import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Bench, Findings } from '../bench.ts';
import type { EchoCall } from '../echo.ts';
import type { HeldLoop, HeldOrder } from '../held.ts';
import { type HostileCase, hostileCases } from '../hostile.ts';
import { ask } from '../ipc.ts';
import { peers } from '../peers.ts';
import { copydeskFile, newFolder, type Running, start } from '../processes.ts';
import { openStream } from '../stream.ts';

/** Set to a pattern of cases' names: only such are run, and what held the loop longest is told. */
const { HOSTILE } = process.env;

/** What is asked, in this order. `reread`: the job once more, of a server that was started anew. */
const operations = ['estimate', 'stream', 'job', 'optimize', 'reread'] as const;

type Operation = (typeof operations)[number];

/** How long the loop was held by each, in ms of CPU time, and what ran then. */
type Held = Map<Operation, HeldLoop>;

/** (g) Documents that may be hard on a server: how long a turn of its event loop is held, whatever is asked of it for them. */
export async function hostile(bench: Bench): Promise<Findings> {
  const echo = await start('echo.ts', { isAsked: true });
  const most: Record<string, number> = { all: 0, wall: 0 };
  const notes: string[] = [];
  let failed = 0;
  try {
    for (const each of hostileCases(bench.isQuick).filter(({ name }) => new RegExp(HOSTILE ?? '').test(name))) {
      const problems: string[] = [];
      const held = await heldBy(each, echo, bench.rounds, problems);
      failed += problems.length;
      for (const [name, { cpuMs, wallMs }] of held) {
        most[name] = Math.max(most[name] ?? 0, cpuMs);
        most.all = Math.max(most.all ?? 0, cpuMs);
        most.wall = Math.max(most.wall ?? 0, wallMs);
      }
      const figures = [...held].map(([name, { cpuMs }]) => `${name} ${cpuMs.toFixed(0)}`).join(', ');
      notes.push(`${each.name}: ${figures} ms${problems.map((problem) => ` (${problem})`).join('')}`);
      const what = HOSTILE === undefined ? [] : [...held].flatMap(([name, turn]) => [`  ${name}:`, ...turn.what]);
      bench.say([notes.at(-1), ...what].join('\n    '));
    }
  } finally {
    await echo.stop();
  }
  return { figures: new Map([['copydesk', { ...most, failed }]]), notes };
}

async function heldBy(each: HostileCase, echo: Running, rounds: number, problems: string[]): Promise<Held> {
  await ask<readonly EchoCall[]>(echo.child, { wordMs: 0, changes: each.changes ?? {} });
  const folder = newFolder();
  const least: Held = new Map();
  const note = (name: Operation, held: HeldLoop) => {
    // What else the machine does can only add to what a turn takes.
    if (held.cpuMs < (least.get(name)?.cpuMs ?? Number.POSITIVE_INFINITY)) {
      least.set(name, held);
    }
  };
  const jobs: object[] = [];
  await withServer(echo, folder, async (server) => {
    await warmUp(each, server);
    for (let round = 0; round < rounds; round += 1) {
      jobs.push(await askAll(each, server, note, problems));
    }
  });
  await withServer(echo, folder, async (server) => {
    await warmUp(each, server);
    for (const job of jobs) {
      note('reread', (await measured(server, post, jobQuery, job, problems)).held);
    }
  });
  return least;
}

async function withServer(echo: Running, folder: string, use: (server: Running) => Promise<void>): Promise<void> {
  const server = await start(copydeskFile, {
    env: {
      PORT: '0',
      DATA_DIR: folder,
      OPENAI_API_KEY: 'bench',
      OPENAI_BASE_URL: echo.url,
      OPENAI_MODEL: 'bench',
      MAX_CALLER_BYTES: '10000000000',
    },
    isAsked: true,
    nodeOptions: ['--import', new URL('../held.ts', import.meta.url).href],
  });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

/** Code that runs for the first time is no document's fault. */
async function warmUp(each: HostileCase, server: Running): Promise<void> {
  const documents = () =>
    each
      .documents()
      .slice(0, 2)
      .map((text) => text.slice(0, 20_000));
  await askAll({ ...each, documents }, server, () => {}, []);
}

/** Asks for everything once; gives what the job is asked for with. */
async function askAll(
  each: HostileCase,
  server: Running,
  note: (name: Operation, held: HeldLoop) => void,
  problems: string[],
): Promise<object> {
  const documents = each.documents().map((content, index) => ({ name: `${index}`, format: each.format, content }));
  const model = each.changes ? 'bench' : 'builtin';
  const input = { optimizationType: 'CLARITY', model, documents, protectedTerms: each.protectedTerms ?? [] };
  const withKey = () => ({ input: { ...input, idempotencyKey: randomUUID() } });
  note('estimate', (await measured(server, post, estimateQuery, withKey(), problems)).held);
  const { text, held } = await measured(server, follow, streamQuery, withKey(), problems);
  note('stream', held);
  // A rewrite may be refused: that is work, too.
  const results = text.matchAll(/"status":"FULFILLED/g).toArray().length;
  if (results < documents.length) {
    problems.push(`${results} of ${documents.length} results`);
  }
  const ids = text
    .matchAll(/"id":"(\d+\.\d+)","start"/g)
    .map(([, id]) => id)
    .toArray();
  // Ids of another document would be refused.
  const job = { id: /"jobId":"([^"]+)"/.exec(text)?.[1], ids: documents.length === 1 ? ids : [] };
  note('job', (await measured(server, post, jobQuery, job, problems)).held);
  note('optimize', (await measured(server, post, optimizeQuery, withKey(), problems)).held);
  return job;
}

async function measured(server: Running, send: Send, query: string, variables: object, problems: string[]) {
  await ask<HeldLoop>(server.child, { profiles: HOSTILE !== undefined } satisfies HeldOrder);
  const { text, failure } = await send(server.url, JSON.stringify({ query, variables }));
  const held = await ask<HeldLoop>(server.child, {});
  if (failure !== undefined || text.includes('"errors":')) {
    problems.push(failure ?? text.slice(text.indexOf('"errors":')).slice(0, 300));
  }
  return { text, held };
}

type Send = (url: string, body: string) => Promise<{ readonly text: string; readonly failure: string | undefined }>;

const follow: Send = async (url, json) => {
  const { body, failure } = await openStream(url, peers.copydesk, json, new Agent()).ended;
  return { text: body(), failure };
};

const post: Send = async (url, json) => {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: json });
  const text = await answer.text();
  JSON.parse(text);
  return { text, failure: answer.ok ? undefined : `HTTP ${answer.status}` };
};

const result = `document { name } originalFilename status metadata { originalLength } optimizedContent
  edits { id start end original replacement segment rule explanation } suggestions { start end }
  unified: diff criticMarkup: diff(format: CRITIC_MARKUP)
  readability { before { words } after { words } } preservation { isPreserved changedWordRatio issues { kind message lost added } }
  segments { index start end state reason }`;

const estimateQuery = `query ($input: OptimizeInput!) {
  estimate(input: $input) { promptTokens documents { segments words } }
}`;

const streamQuery = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    ... on ProgressChunk { jobId percent partialContent delta { segment offset text state } }
    ... on ResultChunk { result { ${result} } }
  }
}`;

const jobQuery = `query ($id: ID!, $ids: [ID!]!) {
  job(id: $id) { outcomes { ... on OptimizedDocument { ${result} content(edits: $ids) } } }
}`;

const optimizeQuery = `mutation ($input: OptimizeInput!) {
  optimize(input: $input) { outcomes { ... on OptimizedDocument { ${result} } } }
}`;
