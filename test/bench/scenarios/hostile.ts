import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Bench, Findings } from '../bench.ts';
import type { EchoCall } from '../echo.ts';
import type { HeldLoop, HeldOrder } from '../held.ts';
import { type HostileCase, hostileCases } from '../hostile.ts';
import { ask } from '../ipc.ts';
import { peers } from '../peers.ts';
import { newFolder, type Running, start } from '../processes.ts';
import { openStream } from '../stream.ts';

/** Set to a pattern of cases' names: only such are run, and what held the loop longest is told. */
const { HOSTILE } = process.env;

/** (g) Documents that may be hard on a server: how long a turn of its event loop is held, whatever is asked of it for them. */
export async function hostile(bench: Bench): Promise<Findings> {
  const echo = await start('echo.ts', { isAsked: true });
  const most = { estimate: 0, stream: 0, job: 0, optimize: 0, all: 0, wall: 0 };
  const notes: string[] = [];
  let failed = 0;
  try {
    for (const each of hostileCases(bench.isQuick).filter(({ name }) => new RegExp(HOSTILE ?? '').test(name))) {
      const held = await heldBy(each, echo, bench);
      failed += held.problems.length;
      const figures = operations.map((name) => {
        most[name] = Math.max(most[name], held[name].cpuMs);
        most.all = Math.max(most.all, held[name].cpuMs);
        most.wall = Math.max(most.wall, held[name].wallMs);
        return `${name} ${held[name].cpuMs.toFixed(0)}`;
      });
      const what = HOSTILE === undefined ? [] : operations.flatMap((name) => [`  ${name}:`, ...held[name].what]);
      notes.push(`${each.name}: ${figures.join(', ')} ms${held.problems.map((problem) => ` (${problem})`).join('')}`);
      bench.say([notes.at(-1), ...what].join('\n    '));
    }
  } finally {
    await echo.stop();
  }
  return { figures: new Map([['copydesk', { ...most, failed }]]), notes };
}

const operations = ['estimate', 'stream', 'job', 'optimize'] as const;

type Held = Record<(typeof operations)[number], HeldLoop> & { readonly problems: readonly string[] };

/** The least of the rounds: what else the machine does can only add to what a turn takes. */
async function heldBy(each: HostileCase, echo: Running, bench: Bench): Promise<Held> {
  const server = await start('servers/copydesk.ts', {
    env: {
      PORT: '0',
      DATA_DIR: newFolder(),
      OPENAI_API_KEY: 'bench',
      OPENAI_BASE_URL: echo.url,
      OPENAI_MODEL: 'bench',
      MAX_CALLER_BYTES: '10000000000',
    },
    isAsked: true,
    nodeOptions: ['--import', new URL('../held.ts', import.meta.url).href],
  });
  try {
    await ask<readonly EchoCall[]>(echo.child, { wordMs: 0, changes: each.changes ?? {} });
    // Warms up: code that runs for the first time is no document's fault.
    await oneRound(
      {
        ...each,
        documents: () =>
          each
            .documents()
            .slice(0, 2)
            .map((text) => text.slice(0, 20_000)),
      },
      server,
    );
    const held = await oneRound(each, server);
    for (let round = 1; round < bench.rounds; round += 1) {
      const again = await oneRound(each, server);
      for (const name of operations) {
        held[name] = again[name].cpuMs < held[name].cpuMs ? again[name] : held[name];
      }
    }
    return held;
  } finally {
    await server.stop();
  }
}

async function oneRound(each: HostileCase, server: Running): Promise<Held> {
  const documents = each.documents().map((content, index) => ({ name: `${index}`, format: each.format, content }));
  const model = each.changes ? 'bench' : 'builtin';
  const input = { optimizationType: 'CLARITY', model, documents, protectedTerms: each.protectedTerms ?? [] };
  const problems: string[] = [];
  let jobId = '';
  let ids: readonly string[] = [];
  const measured = async (
    send: Send,
    query: string,
    variables: object,
    read = (_: string) => {},
  ): Promise<HeldLoop> => {
    await ask<HeldLoop>(server.child, { profiles: HOSTILE !== undefined } satisfies HeldOrder);
    const { text, failure } = await send(server.url, JSON.stringify({ query, variables }));
    const held = await ask<HeldLoop>(server.child, {});
    if (failure !== undefined || text.includes('"errors":')) {
      problems.push(failure ?? text.slice(text.indexOf('"errors":')).slice(0, 300));
    }
    read(text);
    return held;
  };
  const withKey = () => ({ input: { ...input, idempotencyKey: randomUUID() } });
  const estimate = await measured(post, estimateQuery, withKey());
  const stream = await measured(follow, streamQuery, withKey(), (body) => {
    jobId = /"jobId":"([^"]+)"/.exec(body)?.[1] ?? '';
    // Ids of another document would be refused.
    ids =
      documents.length === 1
        ? body
            .matchAll(/"id":"(\d+\.\d+)","start"/g)
            .map(([, id]) => id ?? '')
            .toArray()
        : [];
    const results = body
      .matchAll(/"status":"(FULFILLED\w*)"/g)
      .map(([, status]) => status)
      .toArray();
    if (results.length < documents.length || results.some((status) => status !== 'FULFILLED')) {
      problems.push(`results: ${[...new Set(results)].join(', ')} ${/"reason":"[^"]+"/.exec(body)?.[0]}`);
    }
  });
  const job = await measured(post, jobQuery, { id: jobId, ids });
  const optimize = await measured(post, optimizeQuery, withKey());
  return { estimate, stream, job, optimize, problems };
}

type Send = (url: string, body: string) => Promise<{ readonly text: string; readonly failure: string | undefined }>;

async function follow(url: string, body: string): ReturnType<Send> {
  const record = await openStream(url, peers.copydesk, body, new Agent()).ended;
  return { text: record.body(), failure: record.failure };
}

async function post(url: string, body: string): ReturnType<Send> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  JSON.parse(text);
  return { text, failure: answer.ok ? undefined : `HTTP ${answer.status}` };
}

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
