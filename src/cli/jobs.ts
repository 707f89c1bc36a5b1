import { type Client, CopydeskError, type JobPage, type JobsFilter } from '../client/index.ts';
import { connectTo } from './connect.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { type Failure, followJob, type Result } from './job.ts';
import { oneOf } from './options.ts';
import { createOutput } from './output.ts';
import { paintFor } from './paint.ts';
import type { Source } from './read.ts';
import { counted } from './report.ts';
import { settle } from './settle.ts';
import { shownJson, shownName } from './shown.ts';

type JobStatus = NonNullable<JobsFilter['status']>;
type Job = JobPage['edges'][number]['node'];

const jobStatuses = [
  'QUEUED',
  'RUNNING',
  'COMPLETED',
  'COMPLETED_WITH_ISSUES',
  'FAILED',
  'CANCELLED',
] as const satisfies JobStatus[];

/** `copydesk jobs`: lists the jobs of a server, the newest first. */
export async function jobs(options: {
  readonly server: string;
  readonly limit: string;
  readonly status?: string;
  readonly json?: boolean;
}): Promise<ExitCode> {
  const { client } = connectTo(options.server);
  const most = Number(options.limit);
  if (!Number.isInteger(most) || most < 1) {
    throw new CopydeskError('INVALID_INPUT', '`--limit` must be a whole number from 1 on.');
  }
  const status = options.status === undefined ? null : oneOf('--status', options.status, jobStatuses);
  for await (const job of allJobs(client, status, most)) {
    process.stdout.write(`${options.json ? shownJson(job) : lineOf(job)}\n`);
  }
  return exitCodes.done;
}

/** `copydesk follow`: shows how a job fares, and what came of it. */
export async function follow(
  id: string,
  options: { readonly server: string; readonly json?: boolean },
): Promise<ExitCode> {
  const { client } = connectTo(options.server);
  const job = await client.source(id);
  if (!job) {
    throw new CopydeskError('NOT_FOUND', 'There is no job of this ID. `copydesk jobs` lists those that there are.');
  }
  const sources: Source[] = job.documents.map(({ name, content }) => ({ name, path: undefined, content }));
  const output = createOutput({ names: sources.map(({ name }) => name), isFilter: false, options });
  const ended: Promise<void>[] = [];
  const end = async (source: Source, outcome: Result | Failure) =>
    output.ended(sources.indexOf(source), await settle(source, outcome, async () => undefined));
  const watcher = {
    progressed: (source: Source, percent: number) => output.progressed(sources.indexOf(source), percent),
    ended: (source: Source, outcome: Result | Failure) => void ended.push(end(source, outcome)),
    waits: output.waits,
  };
  try {
    // Whoever stops following leaves the job as it is.
    await followJob(client, client.follow(id), sources, watcher, new AbortController().signal);
    await Promise.all(ended);
  } finally {
    output.close();
  }
  return exitCodeOf(output.outcomes, false);
}

/** `copydesk retry`: runs again what failed of a job, and follows it. */
export async function retry(
  id: string,
  options: { readonly server: string; readonly json?: boolean },
): Promise<ExitCode> {
  await connectTo(options.server).client.retry(id);
  return follow(id, options);
}

/** `copydesk cancel`: stops a job. */
export async function cancel(id: string, options: { readonly server: string }): Promise<ExitCode> {
  const { status, outcomes, documents } = await connectTo(options.server).client.cancel(id);
  const done = outcomes.filter((outcome) => outcome.__typename === 'OptimizedDocument').length;
  process.stdout.write(`${status.toLowerCase()}: ${done} of ${counted(documents.length, 'document')} finished\n`);
  return exitCodes.done;
}

const PAGE_LENGTH = 100;

async function* allJobs(client: Client, status: JobStatus | null, most: number): AsyncGenerator<Job, void> {
  let left = most;
  let after: string | null = null;
  while (left > 0) {
    const { edges, pageInfo }: JobPage = await client.jobs({ first: Math.min(left, PAGE_LENGTH), after, status });
    yield* edges.map(({ node }) => node);
    left -= edges.length;
    if (!pageInfo.hasNextPage) {
      return;
    }
    after = pageInfo.endCursor;
  }
}

function lineOf({ id, status, percent, optimizationType, documents, createdAt }: Job): string {
  const [first = '', ...others] = documents.map(({ name }) => shownName(name));
  return [
    id,
    status.toLowerCase().replaceAll('_', '-').padEnd(21),
    `${Math.floor(percent)} %`.padStart(5),
    optimizationType.toLowerCase().padEnd(11),
    paintFor(process.stdout).dim(createdAt),
    `${first}${others.length > 0 ? ` and ${others.length} more` : ''}`,
  ].join('  ');
}
