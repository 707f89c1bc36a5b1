import { createClient } from 'graphql-sse';
import { type Json, textsOf } from '../kit/http.ts';
import { STREAM } from '../kit/operations.ts';

/** A client that follows one job, whatever happens to the server. */
export interface Reader {
  readonly chunks: readonly Json[];
  readonly refusals: readonly Json[];
  /** How often it asked. */
  readonly requests: () => number;
  /** Resolves once the client says that it is over. */
  readonly ended: Promise<void>;
  readonly texts: () => readonly string[];
  stop(): void;
}

/** Follows a job with graphql-sse; where `sendsCursor`, it says how far it has come. */
export function startReader(url: string, input: object, sendsCursor: boolean, wait: () => Promise<void>): Reader {
  const chunks: Json[] = [];
  const refusals: Json[] = [];
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  let requests = 0;
  const client = createClient({
    url,
    retryAttempts: 10_000,
    retry: wait,
    headers() {
      requests += 1;
      const cursor = sendsCursor ? chunks.at(-1)?.cursor : undefined;
      return cursor ? { 'last-event-id': cursor } : {};
    },
  });
  const stop = client.subscribe<Json>(
    { query: STREAM, variables: { input } },
    {
      next({ data, errors }) {
        if (data) {
          chunks.push(data.optimizeStream);
        }
        refusals.push(...(errors ?? []).map(({ message, extensions }) => ({ message, ...extensions })));
      },
      error: reject,
      complete: resolve,
    },
  );
  return { chunks, refusals, requests: () => requests, ended, texts: () => textsOf(chunks), stop };
}
