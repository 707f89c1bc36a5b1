import type { OptimizeMutation, OptimizeStreamSubscription } from './generated/graphql.ts';

export type { OptimizeInput } from './generated/graphql.ts';

/** One chunk of a stream; `__typename` tells which. */
export type Chunk = OptimizeStreamSubscription['optimizeStream'];

export type ProgressChunk = Extract<Chunk, { __typename: 'ProgressChunk' }>;
export type ResultChunk = Extract<Chunk, { __typename: 'ResultChunk' }>;
export type ErrorChunk = Extract<Chunk, { __typename: 'ErrorChunk' }>;
export type CompleteChunk = Extract<Chunk, { __typename: 'CompleteChunk' }>;

/** What `optimize` answers: one outcome per document, in the order of the input. */
export type OptimizeAnswer = OptimizeMutation['optimize'];
