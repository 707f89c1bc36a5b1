import {
  CancelOptimizationDocument,
  CapabilitiesDocument,
  EstimateDocument,
  JobDocument,
  JobSourceDocument,
  JobStreamDocument,
  JobsDocument,
  OptimizeDocument,
  OptimizeStreamDocument,
  RetryOptimizationDocument,
  StartOptimizationDocument,
} from './generated/graphql.ts';
import { insisting, rejoining } from './rejoin.ts';
import { request, stream, type TransportOptions } from './transport.ts';
import type {
  Capabilities,
  Chunk,
  Estimate,
  Job,
  JobPage,
  JobSource,
  JobsFilter,
  OptimizeAnswer,
  OptimizeInput,
} from './types.ts';

/** How to make a call. */
export interface CallOptions {
  /** Ends the call; the job is cancelled after the server's grace period unless it is to continue. */
  readonly signal?: AbortSignal | undefined;
}

/** How to follow a job, and from where. */
export interface StreamOptions extends CallOptions {
  /** The cursor of the last chunk that came: goes on right behind it. */
  readonly after?: string | undefined;
}

/**
 * A client of one Copydesk server. What is refused throws a CopydeskError with its code and field, and what could not be
 * reached a ConnectionError.
 */
export interface Client {
  /**
   * Optimizes documents and gives each chunk as it comes, the CompleteChunk last. A stream that is cut is re-joined
   * where it stood; every result comes once. Throws a ConnectionError where the server stays out of reach.
   *
   * ```ts
   * for await (const chunk of client.optimizeStream({ optimizationType: 'CLARITY', documents })) {
   *   if (chunk.__typename === 'ResultChunk') console.log(chunk.result.optimizedContent);
   * }
   * ```
   */
  optimizeStream(input: OptimizeInput, options?: StreamOptions): AsyncGenerator<Chunk, void>;
  /**
   * Optimizes documents and answers once all are done. What is cut is asked for again, and joins the same job.
   *
   * ```ts
   * const { outcomes } = await client.optimize({ optimizationType: 'GRAMMAR', documents: [{ name: 'a.md', content }] });
   * ```
   */
  optimize(input: OptimizeInput, options?: CallOptions): Promise<OptimizeAnswer>;
  /** Starts a job and answers at once. Follow it, or ask for it more often than the server's grace period is long. */
  start(input: OptimizeInput, options?: CallOptions): Promise<Job>;
  /**
   * Gives each chunk of a job that exists, as `optimizeStream` does.
   *
   * ```ts
   * for await (const job of fold(client.follow(id))) show(job.documents);
   * ```
   */
  follow(id: string, options?: StreamOptions): AsyncGenerator<Chunk, void>;
  /** A job as it is now; null where there is none by this id. */
  job(id: string, options?: CallOptions): Promise<Job | null>;
  /**
   * Your jobs, the newest first, page by page: `pageInfo.endCursor` is the next page's `after`.
   *
   * ```ts
   * const { edges, pageInfo } = await client.jobs({ first: 10, status: 'FAILED' });
   * ```
   */
  jobs(filter?: JobsFilter, options?: CallOptions): Promise<JobPage>;
  /** Stops a job and answers once it has ended. What was done of it stays. */
  cancel(id: string, options?: CallOptions): Promise<Job>;
  /** Runs again what failed of a job that has ended, and what kept the source's text; nothing else is paid again. */
  retry(id: string, options?: CallOptions): Promise<Job>;
  /** What an optimization would take and cost. Starts nothing. */
  estimate(input: OptimizeInput, options?: CallOptions): Promise<Estimate>;
  /** What a job was handed: its documents with their originals, and how it stands. Null where there is none by this id. */
  source(id: string, options?: CallOptions): Promise<JobSource | null>;
  /** What the server can do: types of optimization, models, document formats and limits. */
  capabilities(options?: CallOptions): Promise<Capabilities>;
}

/**
 * A client of the server at `options.url`.
 *
 * ```ts
 * const client = createClient({ url: 'https://copydesk.example/graphql', headers: { authorization: `Bearer ${token}` } });
 * ```
 */
export function createClient(options: TransportOptions): Client {
  return {
    async *optimizeStream(input, { after, signal = never() } = {}) {
      const keyed = withKey(input);
      async function* open(cursor: string | undefined): AsyncGenerator<Chunk, void> {
        const variables = { input: keyed, after: cursor ?? null };
        for await (const { optimizeStream } of stream(OptimizeStreamDocument, variables, options, signal)) {
          yield optimizeStream;
        }
      }
      yield* rejoining(open, after, signal);
    },
    async optimize(input, { signal = never() } = {}) {
      const keyed = { input: withKey(input) };
      return insisting(async () => (await request(OptimizeDocument, keyed, options, signal)).optimize, signal);
    },
    async start(input, { signal = never() } = {}) {
      const keyed = { input: withKey(input) };
      const ask = () => request(StartOptimizationDocument, keyed, options, signal);
      return (await insisting(ask, signal)).startOptimization;
    },
    async *follow(id, { after, signal = never() } = {}) {
      async function* open(cursor: string | undefined): AsyncGenerator<Chunk, void> {
        for await (const { jobStream } of stream(JobStreamDocument, { id, after: cursor ?? null }, options, signal)) {
          yield jobStream;
        }
      }
      yield* rejoining(open, after, signal);
    },
    async job(id, { signal = never() } = {}) {
      return (await request(JobDocument, { id }, options, signal)).job;
    },
    async jobs({ first = 20, after = null, status = null } = {}, { signal = never() } = {}) {
      return (await request(JobsDocument, { first, after, status }, options, signal)).jobs;
    },
    async cancel(id, { signal = never() } = {}) {
      const ask = () => request(CancelOptimizationDocument, { id }, options, signal);
      return (await insisting(ask, signal)).cancelOptimization;
    },
    async retry(id, { signal = never() } = {}) {
      return (await request(RetryOptimizationDocument, { id }, options, signal)).retryOptimization;
    },
    async estimate(input, { signal = never() } = {}) {
      return (await request(EstimateDocument, { input }, options, signal)).estimate;
    },
    async source(id, { signal = never() } = {}) {
      return (await request(JobSourceDocument, { id }, options, signal)).job;
    },
    async capabilities({ signal = never() } = {}) {
      return (await request(CapabilitiesDocument, {}, options, signal)).capabilities;
    },
  };
}

/** A signal that does not abort. */
function never(): AbortSignal {
  return new AbortController().signal;
}

/** Without a key of its own, a call gets one: it re-joins its own job then, and no other call's. */
function withKey(input: OptimizeInput): OptimizeInput {
  return { ...input, idempotencyKey: input.idempotencyKey ?? newKey() };
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
