import type { JobPage, JobState } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { JobType } from './job.ts';
import { JobStatusType } from './status.ts';

const JobEdgeType = builder.objectRef<JobState>('JobEdge').implement({
  fields: (t) => ({
    cursor: t.id({ resolve: ({ job }) => job.id }),
    node: t.field({ type: JobType, resolve: (state) => state }),
  }),
});

const PageInfoType = builder.objectRef<JobPage>('PageInfo').implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    endCursor: t.id({ nullable: true, resolve: ({ jobs }) => jobs.at(-1)?.job.id }),
  }),
});

const JobConnectionType = builder.objectRef<JobPage>('JobConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [JobEdgeType], resolve: ({ jobs }) => [...jobs] }),
    pageInfo: t.field({ type: PageInfoType, resolve: (page) => page }),
  }),
});

builder.queryField('jobs', (t) =>
  t.field({
    type: JobConnectionType,
    description: "The caller's jobs, newest first.",
    args: {
      first: t.arg.int({ required: true, defaultValue: 20 }),
      after: t.arg.id(),
      status: t.arg({ type: JobStatusType }),
    },
    resolve: (_, request, { desk, caller }) => desk.jobs(request, caller),
  }),
);
