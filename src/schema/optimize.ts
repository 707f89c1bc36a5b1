import { countOutcomes, type JobState, usageOf } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { OptimizeChunkType, totalTimeMs } from './chunk.ts';
import { type FinishedDocument, OptimizedDocumentType } from './document.ts';
import { type FailedDocument, OptimizeErrorType } from './error.ts';
import { OptimizeInputType } from './input.ts';
import { JobStatusType } from './job.ts';
import { UsageType } from './usage.ts';

const DocumentOutcomeType = builder.unionType('DocumentOutcome', {
  types: [OptimizedDocumentType, OptimizeErrorType],
  resolveType: (outcome) => ('failure' in outcome ? 'OptimizeError' : 'OptimizedDocument'),
});

const OptimizePayloadType = builder.objectRef<JobState>('OptimizePayload').implement({
  fields: (t) => ({
    jobId: t.id({ resolve: ({ job }) => job.id }),
    outcomes: t.field({
      type: [DocumentOutcomeType],
      description: 'One per document, in the order of the input.',
      resolve: outcomesOf,
    }),
    status: t.field({ type: JobStatusType, resolve: ({ status }) => status }),
    totalTimeMs: t.float({ resolve: totalTimeMs }),
    successCount: t.int({ resolve: (state) => countOutcomes(state).successCount }),
    failureCount: t.int({ resolve: (state) => countOutcomes(state).failureCount }),
    usage: t.field({ type: UsageType, resolve: usageOf }),
  }),
});

function outcomesOf({ documents, job, failure: jobFailure }: JobState): (FinishedDocument | FailedDocument)[] {
  return documents.map((document) => {
    const failure = document.end ? document.end.failure : jobFailure;
    return failure ? { failure, document } : { document, job };
  });
}

builder.mutationType({
  fields: (t) => ({
    optimize: t.field({
      type: OptimizePayloadType,
      description: 'Optimizes documents and answers once all are done: the path for clients that cannot stream.',
      args: { input: t.arg({ type: OptimizeInputType, required: true }) },
      resolve: (_, { input }, { desk, caller }) => desk.complete(input, caller),
    }),
  }),
});

builder.subscriptionType({
  fields: (t) => ({
    optimizeStream: t.field({
      type: OptimizeChunkType,
      description: 'Starts an optimization, or re-joins the one started with the same idempotencyKey, and streams it.',
      args: { input: t.arg({ type: OptimizeInputType, required: true }), after: t.arg.id() },
      subscribe: async (_, { input, after }, { desk, caller, lastEventId, position }) => {
        const cursor = lastEventId ?? after ?? undefined;
        const chunks = await desk.stream(input, cursor, caller);
        position.cursor = cursor;
        return chunks;
      },
      resolve: (chunk, _, { position }) => {
        position.cursor = chunk.cursor;
        return chunk;
      },
    }),
  }),
});
