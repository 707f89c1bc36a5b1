import { type JobState, percentOfJob, usageOf } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { OptimizeChunkType } from './chunk.ts';
import { DocumentRefType } from './document-ref.ts';
import { OptimizationTypeType, OptimizeInputType } from './input.ts';
import { DocumentOutcomeType, outcomesOf } from './outcome.ts';
import { JobStatusType } from './status.ts';
import { placed, streamFrom } from './stream.ts';
import { UsageType } from './usage.ts';

/** A job as it is now. */
export const JobType = builder.objectRef<JobState>('Job').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ job }) => job.id }),
    status: t.field({ type: JobStatusType, resolve: ({ status }) => status }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ job }) => job.createdAt }),
    finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ endedAt }) => endedAt }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its result is deleted.',
      resolve: (state, _, { desk }) => desk.expiresAt(state),
    }),
    optimizationType: t.field({ type: OptimizationTypeType, resolve: ({ job }) => job.input.optimizationType }),
    model: t.string({ resolve: ({ job }) => job.model }),
    documents: t.field({ type: [DocumentRefType], resolve: ({ documents }) => [...documents] }),
    percent: t.float({ resolve: percentOfJob }),
    outcomes: t.field({
      type: [DocumentOutcomeType],
      description: 'Of the documents that ended so far, in the order of the input.',
      resolve: outcomesOf,
    }),
    usage: t.field({ type: UsageType, resolve: usageOf }),
  }),
});

builder.queryField('job', (t) =>
  t.field({
    type: JobType,
    nullable: true,
    description: "One of the caller's jobs; null when there is none by that id.",
    args: { id: t.arg.id({ required: true }) },
    resolve: (_, { id }, { desk, caller }) => desk.job(id, caller),
  }),
);

builder.mutationFields((t) => ({
  startOptimization: t.field({
    type: JobType,
    description: 'Starts an optimization and answers at once; follow it with `jobStream` or poll `job`.',
    args: { input: t.arg({ type: OptimizeInputType, required: true }) },
    resolve: (_, { input }, { desk, caller }) => desk.start(input, caller),
  }),
  cancelOptimization: t.field({
    type: JobType,
    description: 'Stops a job. Idempotent. What was finished stays; the job ends CANCELLED.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_, { id }, { desk, caller }) => desk.cancel(id, caller),
  }),
  retryOptimization: t.field({
    type: JobType,
    description: 'Runs again only the segments that failed or were kept in a job that has ended.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_, { id }, { desk, caller }) => desk.retry(id, caller),
  }),
}));

builder.subscriptionField('jobStream', (t) =>
  t.field({
    type: OptimizeChunkType,
    description: 'Streams a job that exists, from its beginning or from right behind the chunk `after`.',
    args: { id: t.arg.id({ required: true }), after: t.arg.id() },
    subscribe: (_, { id, after }, context) =>
      streamFrom(after, context, (cursor) => context.desk.follow(id, cursor, context.caller)),
    resolve: placed,
  }),
);
