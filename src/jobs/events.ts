import type { DocumentEvent, Failure } from '../optimizer/index.ts';

/** Something that happened to a job: plain data. */
export type JobEvent =
  | DocumentEvent
  | { readonly type: 'jobStarted' }
  /** The server was restarted, and the job goes on where it stood. */
  | { readonly type: 'jobRecovered' }
  /** Something broke that is not one document's. */
  | { readonly type: 'jobFailed'; readonly failure: Failure }
  | { readonly type: 'jobEnded'; readonly isCancelled: boolean };

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
  return event.type !== 'documentStaged' && event.type !== 'documentPlanned' && event.type !== 'jobStarted';
}
