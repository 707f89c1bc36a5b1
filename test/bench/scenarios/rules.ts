import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Bench, Findings } from '../bench.ts';
import type { Delay } from '../delay.ts';
import type { EchoCall } from '../echo.ts';
import { ask } from '../ipc.ts';
import { cpuMs, median, rssKb } from '../measure.ts';
import { peers } from '../peers.ts';
import { copydeskFile, newFolder, type Running, start } from '../processes.ts';
import { proseOf } from '../prose.ts';
import { type OpenStream, openStream } from '../stream.ts';
import { BESIDE_STREAMS, gapBeside } from './beside.ts';

const WORD_MS = 20;

/** (f) The rule-based editor: how fast it is, how long it holds the event loop, and what streams beside it feel. */
export async function rules(bench: Bench): Promise<Findings> {
  const words = bench.isQuick ? 2_000 : 20_000;
  const beside = bench.isQuick ? 10 : 100;
  const echo = await start('echo.ts', { isAsked: true });
  const delay = new URL('../delay.ts', import.meta.url).href;
  const server = await start(copydeskFile, {
    env: {
      PORT: '0',
      DATA_DIR: newFolder(),
      OPENAI_API_KEY: 'bench',
      OPENAI_BASE_URL: echo.url,
      OPENAI_MODEL: 'bench',
    },
    isAsked: true,
    nodeOptions: ['--import', delay],
  });
  try {
    await ask<readonly EchoCall[]>(echo.child, { wordMs: WORD_MS });
    // The first warms up.
    await edit(server, 'CLARITY', proseOf(words, 'warm'));
    const clarity = [];
    for (let round = 1; round <= bench.rounds; round += 1) {
      clarity.push(await edit(server, 'CLARITY', proseOf(words, `clarity ${round}`)));
    }
    bench.say('rules measured');
    const rssBefore = rssKb(server.pid);
    await edit(server, 'GRAMMAR', proseOf(500, 'start'));
    const threadRssMb = (rssKb(server.pid) - rssBefore) / 1_024;
    const fresh = [];
    const seen = [];
    for (let round = 1; round <= bench.rounds; round += 1) {
      const text = proseOf(words / 4, `grammar ${round}`);
      fresh.push(await edit(server, 'GRAMMAR', text));
      seen.push(await edit(server, 'GRAMMAR', text));
    }
    bench.say('grammar measured');
    const gapBesideEdits = (documents: readonly string[], type: string) =>
      gapBeside(bench, server, bench.isQuick ? 100 : 400, () => documents.map((text) => open(server, type, text)));
    const alone = await gapBesideEdits([], 'CLARITY');
    const documents = Array.from({ length: beside }, (_, index) => proseOf(1_000, `beside ${index}`));
    const withRules = await gapBesideEdits(documents, 'CLARITY');
    const withGrammar = await gapBesideEdits(documents, 'GRAMMAR');
    const figures = {
      clarityRate: median(clarity.map(({ rate }) => rate)),
      clarityCpuUs: median(clarity.map(({ cpuUs }) => cpuUs)),
      seenRate: median(seen.map(({ rate }) => rate)),
      freshRate: median(fresh.map(({ rate }) => rate)),
      delayP99Ms: median([...clarity, ...fresh, ...seen].map(({ delayP99Ms }) => delayP99Ms)),
      delayMostMs: median([...clarity, ...fresh, ...seen].map(({ delayMostMs }) => delayMostMs)),
      gapAloneMs: alone,
      gapRulesMs: withRules,
      gapGrammarMs: withGrammar,
      threadRssMb,
      lost: [...clarity, ...fresh, ...seen].filter(({ isWhole }) => !isWhole).length,
    };
    return {
      figures: new Map([['copydesk', figures]]),
      notes: [
        `${words} words of CLARITY, ${words / 4} of GRAMMAR, no sentence twice. Beside ${BESIDE_STREAMS} streams: ${beside} documents of 1,000 words at once.`,
      ],
    };
  } finally {
    await server.stop();
    await echo.stop();
  }
}

interface Edited {
  /** Words per second. */
  readonly rate: number;
  /** Per word, all threads. */
  readonly cpuUs: number;
  readonly delayP99Ms: number;
  readonly delayMostMs: number;
  readonly isWhole: boolean;
}

async function edit(server: Running, type: string, content: string): Promise<Edited> {
  const words = content.split(' ').length;
  await ask<Delay>(server.child, {});
  const cpuBefore = cpuMs(server.pid);
  const startedAt = performance.now();
  const { body, failure } = await open(server, type, content).ended;
  const wallMs = performance.now() - startedAt;
  const cpu = cpuMs(server.pid) - cpuBefore;
  const { p99Ms, mostMs } = await ask<Delay>(server.child, {});
  const isWhole = failure === undefined && body().includes('"status":"COMPLETED"');
  return {
    rate: (1_000 * words) / wallMs,
    cpuUs: (1_000 * cpu) / words,
    delayP99Ms: p99Ms,
    delayMostMs: mostMs,
    isWhole,
  };
}

const query = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    ... on ProgressChunk { delta { offset text } }
    ... on ResultChunk { result { edits { start end replacement rule } suggestions { start end rule } } }
    ... on CompleteChunk { status }
  }
}`;

function open({ url }: Running, optimizationType: string, content: string): OpenStream {
  const input = {
    optimizationType,
    model: 'builtin',
    documents: [{ name: 'a.txt', content }],
    idempotencyKey: randomUUID(),
  };
  return openStream(url, peers.copydesk, JSON.stringify({ query, variables: { input } }), new Agent());
}
