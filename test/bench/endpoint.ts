import { createServer, type ServerResponse } from 'node:http';
import { createHistogram } from 'node:perf_hooks';
import { answer } from './ipc.ts';
import { sayAddress } from './servers/listen.ts';
import { tokensOf } from './text.ts';

/** How the endpoint answers every call from now on. */
export interface EndpointPlan {
  /** Tokens per answer. */
  readonly tokens: number;
  /** Time from one token to the next, and to the first; 0 for as fast as the caller takes them. */
  readonly tokenMs: number;
}

/** What happened at the endpoint since the last plan. */
export interface EndpointStats {
  readonly calls: number;
  /** How late tokens went out that had their time: more than a few milliseconds, and the machine was too busy. */
  readonly lateP99Ms: number;
}

/** An answer, ready to be written: its bytes with the HTTP chunks' framing around them. */
interface Prepared {
  readonly plan: EndpointPlan;
  readonly role: Buffer;
  /** One HTTP chunk per token. */
  readonly tokens: readonly Buffer[];
  /** The same in blocks: one HTTP chunk per `TOKENS_PER_BLOCK` tokens. */
  readonly blocks: readonly Buffer[];
  readonly end: Buffer;
  readonly endWithUsage: Buffer;
}

/** About 7.5 kB: what a fast endpoint behind a proxy sends at a time. */
const TOKENS_PER_BLOCK = 32;

const late = createHistogram();
let calls = 0;
let prepared = prepare({ tokens: 64, tokenMs: 0 });

function event(data: object | string): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

// As OpenAI's: about 235 bytes for a token.
function chunk(choices: readonly object[], more: object = {}): string {
  return event({
    id: 'chatcmpl-BenchBenchBenchBenchBench01',
    object: 'chat.completion.chunk',
    created: 1_780_000_000,
    model: 'gpt-5.4-mini',
    system_fingerprint: 'fp_0123456789',
    choices,
    ...more,
  });
}

function choice(delta: object, finishReason: string | null = null): object {
  return { index: 0, delta, logprobs: null, finish_reason: finishReason };
}

function httpChunk(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

function prepare(plan: EndpointPlan): Prepared {
  const events = tokensOf(plan.tokens).map((content) => chunk([choice({ content })]));
  const blocks = events.flatMap((_, index) =>
    index % TOKENS_PER_BLOCK === 0 ? [events.slice(index, index + TOKENS_PER_BLOCK).join('')] : [],
  );
  const counts = { prompt_tokens: plan.tokens, completion_tokens: plan.tokens, total_tokens: 2 * plan.tokens };
  const stop = chunk([choice({}, 'stop')]);
  return {
    plan,
    role: httpChunk(chunk([choice({ role: 'assistant', content: '' })])),
    tokens: events.map(httpChunk),
    blocks: blocks.map(httpChunk),
    end: httpChunk(stop + event('[DONE]')),
    endWithUsage: httpChunk(stop + chunk([], { usage: counts }) + event('[DONE]')),
  };
}

// The bytes go to the socket as they are: `res.write` would frame each of them again, with three writes.
function rush(res: ServerResponse, { blocks }: Prepared, finish: () => void): void {
  let sent = 0;
  const go = () => {
    for (let block = blocks[sent]; block; block = blocks[sent]) {
      sent += 1;
      if (res.socket?.write(block) === false) {
        res.socket.once('drain', go);
        return;
      }
    }
    finish();
  };
  go();
}

// Tokens keep to their own times, whatever the server does: one that was held up gets several at once.
function pace(res: ServerResponse, { plan, tokens }: Prepared, finish: () => void): void {
  const startedAt = performance.now();
  let sent = 0;
  const tick = () => {
    const elapsedMs = performance.now() - startedAt;
    const due = Math.min(Math.floor(elapsedMs / plan.tokenMs), tokens.length);
    if (due > sent) {
      late.record(1 + Math.round(1_000 * (elapsedMs - (sent + 1) * plan.tokenMs)));
      res.socket?.write(due === sent + 1 ? (tokens[sent] ?? '') : Buffer.concat(tokens.slice(sent, due)));
      sent = due;
    }
    if (sent === tokens.length) {
      finish();
    } else {
      timer = setTimeout(tick, Math.max(1, Math.ceil((sent + 1) * plan.tokenMs - elapsedMs)));
    }
  };
  let timer = setTimeout(tick, plan.tokenMs);
  res.on('close', () => clearTimeout(timer));
}

const server = createServer(async (req, res) => {
  const body = Buffer.concat(await req.toArray().catch(() => []));
  if (req.destroyed && !req.complete) {
    return;
  }
  calls += 1;
  const current = prepared;
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': `req_${calls}` });
  res.flushHeaders();
  res.socket?.write(current.role);
  const send = current.plan.tokenMs === 0 ? rush : pace;
  send(res, current, () => {
    res.socket?.write(body.includes('"include_usage":true') ? current.endWithUsage : current.end);
    res.end();
  });
});
// Connections that wait for the next round are not to be closed under a server's hands.
server.keepAliveTimeout = 600_000;

answer((order: { readonly plan?: EndpointPlan }): EndpointStats => {
  const stats = { calls, lateP99Ms: late.percentile(99) / 1_000 };
  if (order.plan) {
    prepared = prepare(order.plan);
    calls = 0;
    late.reset();
  }
  return stats;
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => sayAddress(server, '/v1'));
process.on('disconnect', () => process.exit());
