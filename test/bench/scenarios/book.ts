import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Findings } from '../bench.ts';
import type { Held } from '../collect.ts';
import type { EchoCall } from '../echo.ts';
import { ask } from '../ipc.ts';
import { peers } from '../peers.ts';
import { copydeskFile, newFolder, type Running, start } from '../processes.ts';
import { type OpenStream, openStream } from '../stream.ts';
import { textOf } from '../text.ts';
import { BESIDE_STREAMS, gapBeside } from './beside.ts';

const CALLS_AT_A_TIME = 16;
const WORD_MS = 20;
const CHAPTER_WORDS = 1_500;
const HELD_INTERVAL_MS = 5_000;

/** (e) A long document: how near it comes to the best that the endpoint allows, and what others feel of one. */
export async function book(bench: Bench): Promise<Findings> {
  const words = bench.isQuick ? 6_000 : 60_000;
  const echo = await start('echo.ts', { isAsked: true });
  try {
    const written = await withServer(echo, (server) => writeBook(echo, server, bookOf(words)));
    bench.say(`the book of ${words} words is written`);
    const gapP99Ms = await withServer(echo, (server) => besideLong(bench, echo, server));
    return {
      figures: new Map([['copydesk', { ...written, gapP99Ms }]]),
      notes: [
        `${words} words in Markdown, ${1_000 / WORD_MS} words/s per call, ${CALLS_AT_A_TIME} calls at a time.`,
        `Beside it: ${BESIDE_STREAMS} streams while documents of 1.9 MB and 5 MB are sent in.`,
      ],
    };
  } finally {
    await echo.stop();
  }
}

async function withServer<Result>(echo: Running, use: (server: Running) => Promise<Result>): Promise<Result> {
  const env = {
    PORT: '0',
    DATA_DIR: newFolder(),
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: echo.url,
    OPENAI_MODEL: 'bench',
  };
  const collect = new URL('../collect.ts', import.meta.url).href;
  const nodeOptions = ['--expose-gc', '--import', collect];
  const server = await start(copydeskFile, { env, isAsked: true, nodeOptions });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

async function writeBook(echo: Running, server: Running, content: string): Promise<Record<string, number>> {
  // The first book warms up, written as fast as can be: threads and tables are loaded once, whatever the document.
  await ask<readonly EchoCall[]>(echo.child, { wordMs: 0.1 });
  await open(server, 'first.md', content.replaceAll('river', 'brook')).ended;
  await sleep(1_000);
  await ask<readonly EchoCall[]>(echo.child, { wordMs: WORD_MS });
  const before = await heldBy(server);
  let most = before;
  let measured = Promise.resolve();
  const watch = setInterval(() => {
    measured = heldBy(server).then((held) => {
      most = Math.max(most, held);
    });
  }, HELD_INTERVAL_MS);
  const startedAt = performance.timeOrigin + performance.now();
  const { textAtMs, body, failure } = await open(server, 'book.md', content).ended;
  const wallMs = performance.timeOrigin + performance.now() - startedAt;
  clearInterval(watch);
  // The server is not to end while it is asked.
  await measured;
  const calls = await ask<readonly EchoCall[]>(echo.child, {});
  const firstWordAt = Math.min(...calls.map((call) => call.firstWordAt));
  const isWhole = failure === undefined && JSON.stringify(contentIn(body())) === JSON.stringify(content);
  return {
    segments: calls.length,
    wallRatio: wallMs / idealMs(calls),
    firstAddedMs: startedAt + (textAtMs[0] ?? Number.NaN) - firstWordAt,
    memoryRatio: (most - before) / Buffer.byteLength(content),
    lost: isWhole ? 0 : 1,
  };
}

async function heldBy(server: Running): Promise<number> {
  return (await ask<Held>(server.child, {})).bytes;
}

/** How long streams beside long documents wait from one text to the next. */
async function besideLong(bench: Bench, echo: Running, server: Running): Promise<number> {
  await ask<readonly EchoCall[]>(echo.child, { wordMs: WORD_MS });
  return gapBeside(bench, server, bench.isQuick ? 200 : 500, () => [
    open(server, 'long.md', bookOf(300_000).slice(0, 1_900_000)),
    open(server, 'too-long.md', bookOf(800_000).slice(0, 5_000_000)),
  ]);
}

const query = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    ... on ProgressChunk { delta { offset text } }
    ... on ResultChunk { result { optimizedContent } }
  }
}`;

function open({ url }: Running, name: string, content: string): OpenStream {
  const input = { optimizationType: 'CLARITY', documents: [{ name, content }] };
  return openStream(url, peers.copydesk, JSON.stringify({ query, variables: { input } }), new Agent());
}

function contentIn(body: string): string | undefined {
  const line = body.split('\n').find((data) => data.includes('"optimizedContent":'));
  const event: { data?: { optimizeStream: { result?: { optimizedContent: string } } } } | undefined =
    line === undefined ? undefined : JSON.parse(line.slice('data:'.length));
  return event?.data?.optimizeStream.result?.optimizedContent;
}

/** Segments taken in their order, each by the call that is free first: no schedule that keeps the order is shorter. */
function idealMs(calls: readonly EchoCall[]): number {
  const freeAt = Array<number>(CALLS_AT_A_TIME).fill(0);
  for (const { words } of calls.toSorted((a, b) => a.receivedAt - b.receivedAt)) {
    const next = freeAt.indexOf(Math.min(...freeAt));
    freeAt[next] = (freeAt[next] ?? 0) + words * WORD_MS;
  }
  return Math.max(...freeAt);
}

/** Chapters with headings, paragraphs, lists, quotes and code, and a last line that makes two bytes of each character in memory. */
function bookOf(words: number): string {
  const chapters = Array.from({ length: Math.ceil(words / CHAPTER_WORDS) }, (_, chapter) => {
    const paragraphs = Array.from({ length: 12 }, (_, index) =>
      `${textOf(CHAPTER_WORDS / 15)}`.replace('river', `river ${index}`),
    );
    return `# Chapter ${chapter + 1}\n\n${paragraphs.join('\n\n')}\n\n- ${textOf(CHAPTER_WORDS / 15)}\n- [A link](https://example.com/${chapter}) and \`code\` in ${textOf(CHAPTER_WORDS / 15)}\n\n> ${textOf(CHAPTER_WORDS / 15)}\n\n\`\`\`js\nlet chapter = ${chapter};\n\`\`\`\n`;
  });
  return `${chapters.join('\n')}\nAnd so the river said: “Enough.”\n`;
}
