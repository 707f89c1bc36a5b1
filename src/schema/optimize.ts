import { countOutcomes, type JobState, usageOf } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { OptimizeChunkType, totalTimeMs } from './chunk.ts';
import { OptimizeInputType } from './input.ts';
import { DocumentOutcomeType, outcomesOf } from './outcome.ts';
import { JobStatusType } from './status.ts';
import { letGoOfInput, placed, streamFrom } from './stream.ts';
import { UsageType } from './usage.ts';

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

builder.mutationField('optimize', (t) =>
  t.field({
    type: OptimizePayloadType,
    description: 'Optimizes documents and answers once all are done: the path for clients that cannot stream.',
    args: { input: t.arg({ type: OptimizeInputType, required: true }) },
    resolve: (_, { input }, { desk, caller }) => desk.complete(input, caller),
  }),
);

builder.subscriptionField('optimizeStream', (t) =>
  t.field({
    type: OptimizeChunkType,
    description: 'Starts an optimization, or re-joins the one started with the same idempotencyKey, and streams it.',
    args: { input: t.arg({ type: OptimizeInputType, required: true }), after: t.arg.id() },
    async subscribe(_, { input, after }, context, info) {
      const chunks = await streamFrom(after, context, (cursor) => context.desk.stream(input, cursor, context.caller));
      letGoOfInput(info);
      return chunks;
    },
    resolve: placed,
  }),
);
