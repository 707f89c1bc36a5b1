import type { DocumentEvent, Failure } from '../optimizer/index.ts';

/** Something that happened to a job: plain data. */
export type JobEvent =
  | DocumentEvent
  | { readonly type: 'jobStarted' }
  /** The server was restarted, and the job goes on where it stood. */
  | { readonly type: 'jobRecovered' }
  /** Something broke that is not one document's. */
  | { readonly type: 'jobFailed'; readonly failure: Failure }
  /** What failed of a job that had ended, and what kept the source's text, is to be run again. */
  | { readonly type: 'jobRetried' }
  | { readonly type: 'jobEnded'; readonly status: JobStatus };

/** The values are the public contract's `JobStatus`. */
export const jobStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'COMPLETED_WITH_ISSUES', 'FAILED', 'CANCELLED'] as const;

/** One of `jobStatuses`. */
export type JobStatus = (typeof jobStatuses)[number];

/** An event in its place: versions count up from 1, `at` is in milliseconds since the epoch. */
export interface Entry {
  readonly version: number;
  readonly at: number;
  readonly event: JobEvent;
}

/**
 * Whether an event is kept for as long as the job is. Text as it is written is not: the end of its segment brings it
 * whole.
 */
export function isKept(event: JobEvent): boolean {
  return event.type !== 'segmentGrew';
}

/** Whether an event is to be on disk before anyone is told of it: what was paid for, and how it ended. */
export function isSynced(event: JobEvent): boolean {
  return !unsynced.has(event.type);
}

/** Whether an event brings something to its good end: several may come in one breath. */
export function isEnding({ type }: JobEvent): boolean {
  return type === 'segmentEnded' || type === 'documentEnded' || type === 'jobEnded';
}

// What a call used goes to the disk with the segment that it was for.
const unsynced: ReadonlySet<JobEvent['type']> = new Set([
  'jobStarted',
  'documentStaged',
  'documentPlanned',
  'segmentGrew',
  'modelCalled',
] satisfies JobEvent['type'][]);

/** The status of a job after an event; undefined where that leaves it as it was. */
export function statusAfter(event: JobEvent): JobStatus | undefined {
  switch (event.type) {
    case 'jobStarted':
    case 'jobRecovered':
    case 'jobRetried':
      return 'RUNNING';
    case 'jobEnded':
      return event.status;
    default:
      return undefined;
  }
}
