import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, vi } from 'vitest';
import type { EndpointAnswer, EndpointCall, EndpointOptions } from '../kit/endpoint.ts';
import { chunks, collect, type Json, post, textsOf } from '../kit/http.ts';
import { STREAM } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';

/** What a reader got of one document. */
export interface Outcome {
  /** All of its text, or what had come of it when it failed. */
  readonly text: string;
  /** Of its error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly isRetryable: boolean | undefined;
  /** That wrote it. */
  readonly model: string | undefined;
  readonly streamed: boolean | undefined;
  readonly usage: Json;
}

/** What became of one job, by way of HTTP: of its first document, and of all. */
export interface Run extends Outcome {
  readonly status: string;
  readonly documents: readonly Outcome[];
  /** Those that reached the endpoint while it ran. */
  readonly calls: readonly EndpointCall[];
  readonly milliseconds: number;
  /** The deltas of the first document, in the order they came. */
  readonly deltas: readonly { readonly segment: number; readonly offset: number; readonly text: string }[];
  /** The stages of the first document, as `STAGE: message`, each once. */
  readonly stages: readonly string[];
  /** Of the whole job. */
  readonly jobUsage: Json;
}

/** The answer to a call, or to the first, the second and so on; the last one answers all that follow as well. */
export type Answers = EndpointAnswer | readonly EndpointAnswer[];

/** For an endpoint that gives these answers, one after the other. */
export function inTurn(answers: Answers): Required<EndpointOptions> {
  const list = [answers].flat();
  let count = 0;
  return {
    answer() {
      count += 1;
      return list[Math.min(count, list.length) - 1] ?? {};
    },
  };
}

export interface RunOptions {
  readonly content?: string;
  readonly settings?: Record<string, string>;
}

/** Has a new server optimize one text by an endpoint that gives these answers. One call per text, unless the settings say otherwise. */
export async function run(answers: Answers, { content = 'Source.', settings = {} }: RunOptions = {}): Promise<Run> {
  await using pair = await startPair(inTurn(answers), { MODEL_ATTEMPTS: '1', ...settings });
  return await runJob(pair, [content]);
}

/** Has the server of `pair` optimize these texts in one job. Each call of it ends, however the job does. */
export async function runJob(pair: Pair, contents: readonly string[], more: object = {}): Promise<Run> {
  const { endpoint, server } = pair;
  const before = endpoint.calls.length;
  const startedAt = performance.now();
  const documents = contents.map((content, index) => ({ name: `${index}.txt`, content }));
  const input = { documents, optimizationType: 'CLARITY', ...more };
  const list = await collect(chunks(server.url, STREAM, { input }));
  const milliseconds = performance.now() - startedAt;
  const calls = endpoint.calls.slice(before);
  await vi.waitUntil(() => calls.every(({ state }) => state !== 'open'), { interval: 5 });
  return { ...readRun(list), calls, milliseconds };
}

/** Starts a job by a stream, or by the plain mutation, and gives what leaves it. */
export function startLeaving({ server }: Pair, contents: readonly string[], query = STREAM, more: object = {}) {
  const controller = new AbortController();
  const documents = contents.map((content, index) => ({ name: `${index}.txt`, content }));
  const variables = { input: { documents, optimizationType: 'CLARITY', ...more } };
  const accept = query === STREAM ? 'text/event-stream' : 'application/json';
  const reading = post(server.url, query, variables, { accept }, controller.signal)
    .then((response) => response.text())
    .catch(() => {});
  return async (): Promise<void> => {
    controller.abort();
    await reading;
  };
}

/** What the chunks of a whole stream tell. */
export function readRun(list: readonly Json[]): Omit<Run, 'calls' | 'milliseconds'> {
  const texts = textsOf(list);
  const outcomes: Outcome[] = [];
  for (const { result, error } of list) {
    const { document, metadata, usage } = result ?? error ?? {};
    if (document) {
      const text = result?.optimizedContent ?? error.partialContent ?? '';
      expect(texts[document.index] ?? '').toBe(text);
      const { code, message, isRetryable } = error ?? {};
      const { model, streamed } = metadata ?? {};
      outcomes[document.index] = { text, code, message, isRetryable, model, streamed, usage };
    }
  }
  const [first] = outcomes;
  const complete = list.at(-1);
  if (!first || complete?.__typename !== 'CompleteChunk') {
    throw new Error(`The job did not complete: ${JSON.stringify(list)}`);
  }
  const ofFirst = list.filter(({ document }) => document?.index === 0);
  return {
    ...first,
    status: complete.status,
    documents: outcomes,
    deltas: ofFirst.flatMap(({ delta }) => delta ?? []),
    stages: [...new Set(ofFirst.map(({ stage, message }) => `${stage}: ${message}`))],
    jobUsage: complete.usage,
  };
}

/** What a fault is to end in. */
export interface Expected {
  readonly text: string;
  /** None: it is no fault for the reader. */
  readonly code?: string;
  /** 1 unless it says otherwise. */
  readonly calls?: number;
  readonly withinMs?: number;
}

/** Runs one text and asserts the text, the code and the job's status, the number of calls and the time. */
export async function expectRun(answers: Answers, expected: Expected, options: RunOptions = {}): Promise<Run> {
  const ran = await run(answers, options);
  const { text, code, calls = 1, withinMs = 5_000 } = expected;
  const status = code === undefined ? 'COMPLETED' : 'FAILED';
  expect({ text: ran.text, code: ran.code, status: ran.status, calls: ran.calls.length }).toEqual({
    text,
    code,
    status,
    calls,
  });
  expect(ran.milliseconds).toBeLessThan(withinMs);
  return ran;
}

/** Asserts, once all tests of a file are done, that no connection and no timer is left of them. */
export function expectNoHandleLeft(): void {
  afterAll(async () => {
    for (let waitedMs = 0; waitedMs < 2_000 && openHandles().length > 0; waitedMs += 50) {
      await sleep(50);
    }
    expect(openHandles()).toEqual([]);
  });
}

/** Connections, listeners and timers that keep the process alive. */
function openHandles(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /^TCP|^GetAddrInfo|^Timeout$|^Immediate$/.test(name));
}
