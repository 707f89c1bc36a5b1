import module from 'node:module';
import { dirname } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import { messageOf } from './errors.ts';

/** A thread beside the main one, for work that would hold the event loop. */
export interface Thread<Task, Result> {
  /** Starts the thread before it has a task. */
  start(): void;
  /**
   * Has the thread do a task, behind those that it was given before.
   * Rejects at once with the signal's reason when it aborts, and with an Error where the task fails, takes too long or ends the thread;
   * others are not touched by that.
   */
  run(task: Task, signal?: AbortSignal): Promise<Result>;
}

/** Times in milliseconds. */
export interface ThreadLimits {
  /** The thread ends when it has had nothing to do for this long. */
  readonly idleMs: number;
  /** A task that takes longer ends the thread. */
  readonly longestMs: number;
}

interface Waiting<Task, Result> {
  readonly task: Task;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** What a thread answers to a task. */
type Reply<Result> = { readonly result: Result } | { readonly message: string };

/** A task that runs for longer is worth a new thread when it is given up. */
const LONG_TASK_MS = 1_000;

/** Of the modules here: `.ts`, or `.js` once they are compiled. */
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/**
 * A thread that runs the module at `file` (`.ts`, compiled or not), which calls `serveThread`. It is started when it is first needed and again after
 * it ended; a process that has nothing else to do does not wait for it, but for its tasks.
 */
export function createThread<Task, Result>(file: URL, { idleMs, longestMs }: ThreadLimits): Thread<Task, Result> {
  const queue: Waiting<Task, Result>[] = [];
  let current: Waiting<Task, Result> | undefined;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let startedAt = 0;

  function startNext(): void {
    if (current) {
      return;
    }
    clearTimeout(timer);
    current = queue.shift();
    if (!current) {
      worker?.unref();
      timer = setTimeout(stop, idleMs).unref();
      return;
    }
    const running = start();
    running.ref();
    startedAt = performance.now();
    timer = setTimeout(() => fail(new Error('A task took too long.')), longestMs);
    try {
      running.postMessage(current.task);
    } catch (error) {
      finish(({ reject }) => reject(error));
    }
  }

  function start(): Worker {
    if (worker) {
      return worker;
    }
    const started = new Worker(new URL(file.href.replace(/\.ts$/, EXTENSION)), { env: threadEnv() });
    worker = started;
    started.on('message', (reply: Reply<Result>) => {
      if (worker === started) {
        finish(({ resolve, reject }) => ('result' in reply ? resolve(reply.result) : reject(new Error(reply.message))));
      }
    });
    const died = () => {
      if (worker === started) {
        fail(new Error('The thread ended.'));
      }
    };
    started.on('error', died);
    started.on('exit', died);
    started.unref();
    return started;
  }

  function finish(settle: (done: Waiting<Task, Result>) => void): void {
    const done = current;
    current = undefined;
    if (done) {
      settle(done);
    }
    startNext();
  }

  function fail(error: Error): void {
    stop();
    finish(({ reject }) => reject(error));
  }

  function stop(): void {
    clearTimeout(timer);
    const ended = worker;
    worker = undefined;
    void ended?.terminate();
  }

  return {
    start: () => void start(),
    async run(task, signal) {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const waiting = { task, resolve, reject };
      const giveUp = () => {
        const place = queue.indexOf(waiting);
        if (place >= 0) {
          queue.splice(place, 1);
        }
        reject(signal?.reason);
        // Nobody waits for it any more: others do.
        if (current === waiting && performance.now() - startedAt > LONG_TASK_MS) {
          fail(new Error('The task was given up.'));
        }
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      queue.push(waiting);
      startNext();
      return promise.finally(() => signal?.removeEventListener('abort', giveUp));
    },
  };
}

/** That of this process, and where it keeps the code that it has read: that is not handed down by itself. */
function threadEnv(): NodeJS.ProcessEnv {
  const folder = module.getCompileCacheDir();
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(folder) };
}

type Work<Task, Result> = (task: Task) => Result | Promise<Result>;

/** Called in the thread: does each task with `work`, and keeps the code that was read. What `moved` gives of a result is handed over as it is, not copied. */
export function serveThread<Task, Result>(
  work: Work<Task, Result>,
  moved: (result: Result) => ArrayBuffer[] = () => [],
): void {
  parentPort?.on('message', async (task: Task) => {
    const answer = await reply(work, task);
    parentPort?.postMessage(answer, 'result' in answer ? moved(answer.result) : []);
  });
  // Its end may be its process's, killed.
  module.flushCompileCache();
}

async function reply<Task, Result>(work: Work<Task, Result>, task: Task): Promise<Reply<Result>> {
  try {
    return { result: await work(task) };
  } catch (error) {
    return { message: messageOf(error) };
  }
}
