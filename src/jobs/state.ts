import { applyDelta } from '../documents/index.ts';
import { addUsage, estimateTokens, noUsage, type Usage } from '../models/index.ts';
import type { DocumentEvent, Failure, PlannedSegment, SourceDocument, Stage } from '../optimizer/index.ts';
import type { Entry } from './events.ts';
import { type Growth, noteGrowth } from './growth.ts';
import type { Job } from './job.ts';

/** The values are the public contract's `JobStatus`. */
export const jobStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'COMPLETED_WITH_ISSUES', 'FAILED', 'CANCELLED'] as const;

/** One of `jobStatuses`. */
export type JobStatus = (typeof jobStatuses)[number];

/** What a job is now. Each part carries the version at which it last changed. */
export interface JobState {
  readonly job: Job;
  version: number;
  status: JobStatus;
  /** Milliseconds since the epoch. */
  endedAt: number | undefined;
  /** Why the job as a whole failed. */
  failure: Failure | undefined;
  readonly documents: readonly DocumentState[];
}

/** What a document of a job is now. */
export interface DocumentState {
  readonly index: number;
  readonly source: SourceDocument;
  version: number;
  /** The stages it has been in, the present one last. */
  readonly stages: StageReached[];
  segments: readonly SegmentState[];
  /** Code units of the source that are rewritten or need not be. */
  doneLength: number;
  /** How much of it is done, 0 to 100; 100 only at its end. Never falls. */
  percent: number;
  /** Tokens of text received so far, estimated. */
  tokensReceived: number;
  usage: Usage;
  /** The ids of the models that wrote its text. */
  readonly models: string[];
  /** False once a text came whole because the endpoint could not stream. */
  isStreamed: boolean;
  end:
    | { readonly version: number; readonly processingTimeMs: number; readonly failure: Failure | undefined }
    | undefined;
}

/** A stage, and how far the document was when it came to it. */
export interface StageReached {
  readonly version: number;
  readonly stage: Stage;
  readonly message: string;
  readonly percent: number;
  readonly tokensReceived: number;
}

/** What a segment of a document is now. */
export interface SegmentState {
  readonly start: number;
  readonly end: number;
  /** The values but WAITING are the public contract's `SegmentState`. */
  status: 'WAITING' | 'STREAMING' | 'COMMITTED' | 'LOCKED';
  version: number;
  text: string;
  readonly growth: Growth;
}

/** The state of a job to which nothing has happened yet. */
export function newState(job: Job): JobState {
  const documents = job.input.documents.map((source, index) => ({
    index,
    source,
    version: 0,
    stages: [],
    segments: [],
    doneLength: 0,
    percent: 0,
    tokensReceived: 0,
    usage: noUsage,
    models: [],
    isStreamed: true,
    end: undefined,
  }));
  return { job, version: 0, status: 'QUEUED', endedAt: undefined, failure: undefined, documents };
}

/** The state of a stored job. */
export function rebuild({ job, entries }: { readonly job: Job; readonly entries: readonly Entry[] }): JobState {
  const state = newState(job);
  for (const entry of entries) {
    apply(state, entry);
  }
  return state;
}

/** The one reducer: changes `state` in place to what it is after `entry`. */
export function apply(state: JobState, entry: Entry): void {
  const { version, at, event } = entry;
  state.version = version;
  switch (event.type) {
    case 'jobStarted':
      state.status = 'RUNNING';
      break;
    case 'jobFailed':
      state.failure = event.failure;
      break;
    case 'jobEnded':
      state.status = event.isCancelled ? 'CANCELLED' : statusAtEnd(state);
      state.endedAt = at;
      break;
    default: {
      const document = state.documents[event.document];
      if (document) {
        document.version = version;
        applyToDocument(document, version, event);
        document.percent = Math.max(document.percent, percentNow(document));
      }
    }
  }
}

function applyToDocument(document: DocumentState, version: number, event: DocumentEvent): void {
  switch (event.type) {
    case 'documentStaged': {
      const { percent, tokensReceived } = document;
      document.stages.push({ version, stage: event.stage, message: event.message, percent, tokensReceived });
      break;
    }
    case 'documentPlanned':
      document.segments = event.segments.map((planned) => newSegment(document, version, planned));
      break;
    case 'segmentGrew':
      document.tokensReceived += estimateTokens(event.text);
      growSegment(document, version, event.segment, event.offset, event.text);
      break;
    case 'segmentEnded': {
      const length = document.segments[event.segment]?.text.length ?? 0;
      const segment = growSegment(document, version, event.segment, undefined, event.text);
      document.tokensReceived += estimateTokens(event.text.slice(length));
      segment.status = event.state;
      document.doneLength += remainingLength(segment);
      document.isStreamed &&= event.streamed;
      if (!document.models.includes(event.model)) {
        document.models.push(event.model);
      }
      break;
    }
    case 'modelCalled':
      document.usage = addUsage(document.usage, event.usage);
      break;
    case 'documentEnded':
      document.end = { version, processingTimeMs: event.processingTimeMs, failure: undefined };
      break;
    case 'documentFailed':
      document.end = { version, processingTimeMs: event.processingTimeMs, failure: event.failure };
      break;
  }
}

function newSegment(document: DocumentState, version: number, { start, end, isLocked }: PlannedSegment): SegmentState {
  const text = isLocked ? document.source.content.slice(start, end) : '';
  document.doneLength += text.length;
  return { start, end, status: isLocked ? 'LOCKED' : 'WAITING', version, text, growth: [version, text.length] };
}

function growSegment(
  document: DocumentState,
  version: number,
  index: number,
  from: number | undefined,
  text: string,
): SegmentState {
  const segment = document.segments[index];
  if (!segment) {
    throw new RangeError(`Document ${document.index} has no segment ${index}.`);
  }
  const offset = from ?? commonLength(segment.text, text);
  const before = remainingLength(segment);
  segment.text = applyDelta(segment.text, { offset, text: from === undefined ? text.slice(offset) : text });
  segment.status = 'STREAMING';
  segment.version = version;
  noteGrowth(segment.growth, version, offset, segment.text.length);
  document.doneLength += before - remainingLength(segment);
  return segment;
}

function percentNow({ end, doneLength, source }: DocumentState): number {
  return end ? 100 : Math.min(99, Math.floor((1000 * doneLength) / Math.max(1, source.content.length)) / 10);
}

/** Code units of a segment's source that its text does not stand for yet. */
function remainingLength(segment: SegmentState): number {
  return Math.max(0, segment.end - segment.start - segment.text.length);
}

function commonLength(a: string, b: string): number {
  if (b.startsWith(a)) {
    return a.length;
  }
  let length = 0;
  while (a[length] === b[length]) {
    length += 1;
  }
  return length;
}

function statusAtEnd({ failure, documents }: JobState): JobStatus {
  const failed = documents.filter((document) => document.end?.failure !== undefined).length;
  if (failure || failed === documents.length) {
    return 'FAILED';
  }
  return failed > 0 ? 'COMPLETED_WITH_ISSUES' : 'COMPLETED';
}
