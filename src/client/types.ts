import type {
  CapabilitiesQuery,
  EstimateQuery,
  JobQuery,
  JobSourceQuery,
  JobStatus,
  JobsQuery,
  OptimizeMutation,
  OptimizeStreamSubscription,
} from './generated/graphql.ts';

export type { OptimizeInput } from './generated/graphql.ts';

/** One chunk of a stream; `__typename` tells which. */
export type Chunk = OptimizeStreamSubscription['optimizeStream'];

/** How a document, or the whole job, stands, and new text of it. */
export type ProgressChunk = Extract<Chunk, { __typename: 'ProgressChunk' }>;
/** One document is done. */
export type ResultChunk = Extract<Chunk, { __typename: 'ResultChunk' }>;
/** One document failed, or the whole job. */
export type ErrorChunk = Extract<Chunk, { __typename: 'ErrorChunk' }>;
/** The last chunk of every stream. */
export type CompleteChunk = Extract<Chunk, { __typename: 'CompleteChunk' }>;

/** What `optimize` answers: one outcome per document, in the order of the input. */
export type OptimizeAnswer = OptimizeMutation['optimize'];

/** A job as it is when it is asked for, with the outcomes of the documents that ended so far. */
export type Job = NonNullable<JobQuery['job']>;

/** A job without its outcomes, each document with its original as `content`. */
export type JobSource = NonNullable<JobSourceQuery['job']>;

/** Jobs without their outcomes, the newest first. */
export type JobPage = JobsQuery['jobs'];

/** Which jobs: 20 when `first` is absent, in any status when that is. */
export interface JobsFilter {
  readonly first?: number | undefined;
  /** The `endCursor` of the page before. */
  readonly after?: string | null | undefined;
  readonly status?: JobStatus | null | undefined;
}

/** The plan of an optimization, with its tokens and its price where that is known. */
export type Estimate = EstimateQuery['estimate'];

/** What a server can do. */
export type Capabilities = CapabilitiesQuery['capabilities'];
