import { setImmediate } from 'node:timers/promises';
import type { Caller, DeskOptions, OptimizeRequest } from '../../src/jobs/index.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import type { Model, Models } from '../../src/models/index.ts';
import { wordLimits } from '../kit/limits.ts';

/** A store as a process sees it that is killed. */
export interface MortalStore extends JobStore {
  /** From now on nothing is kept and nothing answered; what had not been kept yet is lost. */
  kill(): void;
}

/** Who asks, for as long as nothing is said of leaving. */
export const anyone: Caller = { id: 'anyone', signal: new AbortController().signal };

/** `store`, until it is killed. `pause` is how long a read or a write takes, as of a disk. */
export function mortal(store: JobStore, pause: () => Promise<unknown> = () => setImmediate()): MortalStore {
  let isDead = false;
  let last: Promise<unknown> = Promise.resolve();
  const never = new Promise<never>(() => {});

  /** One after the other, as they were given. */
  function inOrder<T>(task: () => Promise<T>): Promise<T> {
    const run = last.then(async () => {
      await pause();
      return isDead ? never : task();
    });
    last = run.catch(() => {});
    return run.then((result) => (isDead ? never : result));
  }

  const kill = () => {
    isDead = true;
  };
  return new Proxy(Object.assign(Object.create(store), { kill, willTake: store.willTake }), {
    get(target, name) {
      const method = name === 'kill' || name === 'willTake' ? undefined : Reflect.get(store, name);
      // What a process changes of what it was given is no change of what is kept.
      return typeof method === 'function'
        ? (...given: unknown[]) => inOrder(async () => structuredClone(await method.apply(store, given)))
        : target[name];
    },
  });
}

/** The one model of a server. */
export function modelsOf(rewrite: Model['rewrite']): Models {
  const model: Model = { id: 'fake', isBuiltin: false, concurrency: 8, price: undefined, rewrite };
  return { list: [model], default: model, get: () => model, chain: () => [model], close: async () => {} };
}

/** What a desk of a test needs besides its models and its store. */
export function deskOptions(): Omit<DeskOptions, 'models' | 'store'> {
  return {
    limits: {
      documents: 10,
      documentBytes: 100_000,
      totalBytes: 1_000_000,
      protectedTermsLength: 1_000,
      concurrentJobs: 1_000,
      callerDocuments: 1_000,
      callerBytes: 1_000_000_000,
      ...wordLimits,
    },
    segmentWords: 50,
    attempts: 1,
    retryDeadlineMs: 0,
    flushIntervalMs: 1,
    disconnectGraceMs: 60_000,
    resultRetentionMs: 3_600_000,
    keyRetentionMs: 86_400_000,
    recoveryAttempts: 1_000,
    drainTimeoutMs: 0,
    now: Date.now,
    onEvent: () => {},
  };
}

/** A request for texts under a key. */
export function requestOf(
  key: string,
  contents: readonly string[],
  more: Partial<OptimizeRequest> = {},
): OptimizeRequest {
  return {
    documents: contents.map((content, index) => ({ name: `${index}.txt`, content })),
    optimizationType: 'CLARITY',
    idempotencyKey: key,
    onDisconnect: 'CONTINUE',
    ...more,
  };
}
