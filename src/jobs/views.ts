import type { Edit } from '../documents/index.ts';
import { addUsage, noUsage, type Usage } from '../models/index.ts';
import type { JobEvent, JobStatus } from './events.ts';
import { type DocumentState, hasIssues, type JobState } from './state.ts';

/** The document as it reads now: the text of its segments, joined. */
export function contentOf(document: DocumentState): string {
  return document.segments.map((segment) => segment.text).join('');
}

/**
 * The first `maxLength` code units of the document as it reads now, with `...` behind where more follows; all of it
 * when null. A character of two code units is not cut in two.
 */
export function previewOf(document: DocumentState, maxLength: number | null): string {
  if (maxLength === null) {
    return contentOf(document);
  }
  const length = Math.max(0, maxLength);
  let text = '';
  for (const segment of document.segments) {
    text += segment.text;
    if (text.length > length) {
      const cut = text.slice(0, length);
      return `${cut.isWellFormed() ? cut : cut.replace(/[\uD800-\uDBFF]$/, '')}...`;
    }
  }
  return text;
}

/** One change of a document, by its id. */
export interface NumberedEdit extends Edit {
  /** The same as long as the job is kept. */
  readonly id: string;
  readonly segment: number;
  /** What it replaces. */
  readonly original: string;
}

/** All changes of a document against its original, in order. */
export function changesOf({ segments }: DocumentState): readonly Edit[] {
  return segments.flatMap(({ edits }) => edits);
}

/** The same by their ids, each made when it is asked for. */
export function* editsOf({ segments, source }: DocumentState): Generator<NumberedEdit, void> {
  for (const [segment, { edits }] of segments.entries()) {
    for (const [index, edit] of edits.entries()) {
      const original = source.content.slice(edit.start, edit.end);
      yield { ...edit, id: `${segment}.${index}`, segment, original };
    }
  }
}

/** The change of a document that has this id. */
export function changeOf({ segments }: DocumentState, id: string): Edit | undefined {
  const [segment, index] = id.split('.').map(Number);
  const edit = segments[segment ?? -1]?.edits[index ?? -1];
  return edit && id === `${segment}.${index}` ? edit : undefined;
}

/** How much of a job is done, 0 to 100: the mean of its documents by their length. */
export function percentOfJob(state: JobState): number {
  if (state.endedAt !== undefined) {
    return 100;
  }
  const weight = (document: DocumentState) => document.source.content.length + 1;
  const total = state.documents.reduce((sum, document) => sum + weight(document), 0);
  const done = state.documents.reduce((sum, document) => sum + weight(document) * document.percent, 0);
  return Math.floor((10 * done) / total) / 10;
}

/** What a job has used so far. */
export function usageOf(state: JobState): Usage {
  return state.documents.reduce((sum, document) => addUsage(sum, document.usage), noUsage);
}

/** How many documents came through, and how many did not, so far. */
export function countOutcomes(state: JobState): { successCount: number; failureCount: number } {
  const ended = state.documents.filter((document) => document.end);
  const successCount = ended.filter((document) => !document.end?.failure).length;
  return { successCount, failureCount: ended.length - successCount };
}

/** How a job ends that was not cancelled, once what is `coming` has happened to it. */
export function statusAtEnd(state: JobState, coming: readonly JobEvent[]): JobStatus {
  const { failure, documents } = state;
  const { failureCount } = countOutcomes(state);
  if (failure || failureCount === documents.length) {
    return 'FAILED';
  }
  const willHaveIssues = coming.some((event) => event.type === 'segmentEnded' && event.reason !== undefined);
  return failureCount > 0 || willHaveIssues || documents.some(hasIssues) ? 'COMPLETED_WITH_ISSUES' : 'COMPLETED';
}
