import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, type Endpoint, type EndpointCall, sse, startEndpoint, usageChunk } from '../kit/endpoint.ts';

/** A call that the endpoint was sent, and what became of it. Times are those of `performance.now()`. */
export interface PaidCall {
  readonly call: EndpointCall;
  readonly answer: string;
  /** When the last byte of the answer was handed over; undefined where the call did not come so far. */
  finishedAt: number | undefined;
}

/** A fake model that never answers the same text twice in the same words. */
export interface PacedModel {
  readonly endpoint: Endpoint;
  readonly calls: readonly PaidCall[];
  /** Resolves at the next call, or when the next answer is over. */
  next(what: 'call' | 'finish'): Promise<void>;
}

/** Between two pieces of four words, from call to call another time. */
const PIECE_MS = { least: 15, most: 45 };
const choices = ['use', 'apply', 'employ', 'need', 'want'];

/** Starts it. A call for 80 words takes about 600 ms. */
export async function startPacedModel(): Promise<PacedModel> {
  const calls: PaidCall[] = [];
  const waiting = { call: Promise.withResolvers<void>(), finish: Promise.withResolvers<void>() };
  const tell = (what: 'call' | 'finish') => {
    waiting[what].resolve();
    waiting[what] = Promise.withResolvers<void>();
  };

  async function answer(res: ServerResponse, call: EndpointCall): Promise<void> {
    const times = calls.filter((other) => other.call.target === call.target).length;
    const text = call.target.replaceAll('utilize', choices[times % choices.length] ?? '');
    const paid: PaidCall = { call, answer: text, finishedAt: undefined };
    calls.push(paid);
    tell('call');
    res.on('finish', () => {
      paid.finishedAt = performance.now();
      tell('finish');
    });
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieceMs = PIECE_MS.least + Math.random() * (PIECE_MS.most - PIECE_MS.least);
    const pieces = text.match(/(?:\S+\s*){1,4}/g) ?? [];
    for (const piece of pieces) {
      await sleep(pieceMs);
      if (res.destroyed) {
        return;
      }
      res.write(sse(chunk(piece)));
    }
    res.end(sse(chunk(undefined, 'stop')) + sse(usageChunk(20, pieces.length)) + sse('[DONE]'));
  }

  const endpoint = await startEndpoint({ answer: () => ({ raw: answer }) });
  return { endpoint, calls, next: (what) => waiting[what].promise };
}
