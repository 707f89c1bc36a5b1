import { Worker } from 'node:worker_threads';
import type { DocumentFormat } from './format.ts';
import type { Plan, PlanOptions } from './plan.ts';

/** What the worker thread is asked to parse. */
export interface ParseRequest {
  readonly id: number;
  readonly content: string;
  readonly format: DocumentFormat;
  readonly options: PlanOptions;
}

/** The plan, or why there is none. */
export type ParseResponse =
  | { readonly id: number; readonly plan: Plan }
  | { readonly id: number; readonly message: string };

/** The thread ends when it has had nothing to do for this long. */
const IDLE_MS = 30_000;
/** A document that takes longer than this is no document: its thread is ended. */
const LONGEST_PARSE_MS = 60_000;

interface Waiting {
  readonly request: ParseRequest;
  readonly resolve: (plan: Plan) => void;
  readonly reject: (error: unknown) => void;
}

const queue: Waiting[] = [];
let current: Waiting | undefined;
let worker: Worker | undefined;
let timer: NodeJS.Timeout | undefined;
let lastId = 0;

/**
 * Plans a document in the one worker thread, after those that were asked for before it. The thread is started when it
 * is needed, ends when idle and holds no process. Rejects with the signal's reason at once when it is aborted.
 */
export async function parseInWorker(task: Omit<ParseRequest, 'id'>, signal?: AbortSignal): Promise<Plan> {
  lastId += 1;
  const request = { ...task, id: lastId };
  let giveUp: (() => void) | undefined;
  try {
    return await new Promise<Plan>((resolve, reject) => {
      const waiting = { request, resolve, reject };
      giveUp = () => {
        const place = queue.indexOf(waiting);
        if (place >= 0) {
          queue.splice(place, 1);
        }
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      queue.push(waiting);
      startNext();
    });
  } finally {
    if (giveUp !== undefined) {
      signal?.removeEventListener('abort', giveUp);
    }
  }
}

function startNext(): void {
  if (current !== undefined) {
    return;
  }
  clearTimeout(timer);
  current = queue.shift();
  if (current === undefined) {
    timer = setTimeout(stop, IDLE_MS).unref();
    return;
  }
  worker ??= start();
  // A process that waits for a plan is not to end; one that does not may.
  worker.ref();
  worker.postMessage(current.request);
  timer = setTimeout(() => fail(new Error('The document took too long to parse.')), LONGEST_PARSE_MS);
}

function start(): Worker {
  const started = new Worker(new URL('./parse-worker.ts', import.meta.url));
  started.on('message', (response: ParseResponse) => {
    const done = current;
    if (worker !== started || done?.request.id !== response.id) {
      return;
    }
    current = undefined;
    started.unref();
    if ('plan' in response) {
      done.resolve(response.plan);
    } else {
      done.reject(new Error(`The document could not be parsed: ${response.message}`));
    }
    startNext();
  });
  const died = () => {
    if (worker === started) {
      fail(new Error('The thread that parses documents ended.'));
    }
  };
  started.on('error', died);
  started.on('exit', died);
  return started;
}

// Ends the thread; what waits behind the failed document gets a new one.
function fail(error: Error): void {
  const failed = current;
  stop();
  failed?.reject(error);
  startNext();
}

function stop(): void {
  const ended = worker;
  clearTimeout(timer);
  worker = undefined;
  current = undefined;
  void ended?.terminate();
}
