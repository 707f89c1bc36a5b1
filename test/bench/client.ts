import { Agent } from 'node:http';
import { answer } from './ipc.ts';
import { percentile } from './measure.ts';
import { type PeerName, peers } from './peers.ts';
import { type OpenStream, openStream } from './stream.ts';
import { textOf } from './text.ts';

/** What the load client is asked to do. */
export interface ClientOrder {
  /**
   * `load`: run streams to their end. `hold`: open them and keep them open. `release`: leave those. `leave`: open them
   * and leave each with its first text.
   */
  readonly what: 'load' | 'hold' | 'release' | 'leave';
  readonly peer: PeerName;
  readonly url: string;
  readonly streams: number;
  /** How many at a time. */
  readonly parallel: number;
  /** Words of the document, and so tokens of the answer. */
  readonly tokens: number;
  /** Keeps connections from one order to the next; otherwise each order starts without any. */
  readonly keepsConnections?: boolean;
}

/** What came of it. */
export interface ClientReport {
  readonly wallMs: number;
  /** From the request to the first text, per stream that got any. */
  readonly firstTextMs: readonly number[];
  /** Between two reads with text of one stream. */
  readonly gapP99Ms: number;
  /** Streams without the whole text. */
  readonly lost: number;
  /** What went wrong, each once. */
  readonly failures: readonly string[];
}

const kept = new Agent({ keepAlive: true });
let held: OpenStream[] = [];

answer(async (order: ClientOrder): Promise<ClientReport | undefined> => {
  if (order.what === 'release') {
    for (const stream of held) {
      stream.leave();
    }
    await Promise.all(held.map(({ ended }) => ended));
    held = [];
    return undefined;
  }
  const agent = order.keepsConnections ? kept : new Agent({ keepAlive: true });
  const peer = peers[order.peer];
  const document = textOf(order.tokens);
  // Made before the clock starts: the requests are to arrive together.
  const bodies = Array.from({ length: order.streams }, () => JSON.stringify(peer.request(document)));
  const streams: OpenStream[] = [];
  const startedAt = performance.now();
  const lane = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const stream = openStream(order.url, peer, body, agent);
      streams.push(stream);
      if (order.what === 'hold') {
        await stream.opened;
      } else if (order.what === 'leave') {
        await stream.firstText;
        stream.leave();
      }
      if (order.what !== 'hold') {
        await stream.ended;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(order.parallel, order.streams) }, lane));
  const wallMs = performance.now() - startedAt;
  if (order.what === 'hold') {
    held = streams;
    return undefined;
  }
  if (agent !== kept) {
    agent.destroy();
  }
  return order.what === 'load' ? report(streams, order, wallMs) : undefined;
});

async function report(streams: readonly OpenStream[], order: ClientOrder, wallMs: number): Promise<ClientReport> {
  const records = await Promise.all(streams.map(({ ended }) => ended));
  const expected = textOf(order.tokens);
  const failures = new Set<string>();
  let lost = 0;
  for (const { body, failure } of records) {
    const text = failure === undefined ? peers[order.peer].readText(body()) : undefined;
    if (text === expected) {
      continue;
    }
    lost += 1;
    const got = text === undefined ? body().slice(-300) : `${text.length} of ${expected.length} characters`;
    failures.add(`${failure ?? 'not the whole text'}: ${got}`);
  }
  const gaps = records.flatMap(({ textAtMs }) => textAtMs.slice(1).map((at, index) => at - (textAtMs[index] ?? at)));
  return {
    wallMs,
    firstTextMs: records.flatMap(({ textAtMs }) => textAtMs.slice(0, 1)),
    gapP99Ms: percentile(gaps, 99),
    lost,
    failures: [...failures].slice(0, 3),
  };
}

process.on('disconnect', () => process.exit());
