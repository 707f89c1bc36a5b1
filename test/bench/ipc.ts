import type { ChildProcess } from 'node:child_process';

interface Question {
  readonly id: number;
  readonly order: unknown;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

let questions = 0;

/** Sends an order to a process that runs `answer`, and gives what that made of it. Rejects when the process ends first. */
export function ask<Result>(child: ChildProcess, order: object): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  questions += 1;
  const id = questions;
  const onMessage = (answer: Answer & { readonly result?: Result }) => {
    if (answer.id !== id) {
      return;
    }
    stop();
    if (answer.error !== undefined) {
      reject(new Error(answer.error));
    }
    // A process that answers undefined is asked for nothing else.
    else {
      resolve(answer.result as Result);
    }
  };
  const onExit = () => {
    stop();
    reject(new Error(`A process ended while it was asked for ${JSON.stringify(order).slice(0, 200)}`));
  };
  const stop = () => {
    child.off('message', onMessage);
    child.off('exit', onExit);
  };
  child.on('message', onMessage);
  child.on('exit', onExit);
  child.send({ id, order } satisfies Question, (error) => {
    if (error) {
      onExit();
    }
  });
  return promise;
}

/** Answers what the parent process asks, with `handle`. */
export function answer<Order>(handle: (order: Order) => unknown): void {
  process.on('message', async ({ id, order }: Question & { readonly order: Order }) => {
    try {
      process.send?.({ id, result: await handle(order) } satisfies Answer);
    } catch (error) {
      process.send?.({ id, error: String(error) } satisfies Answer);
    }
  });
}
