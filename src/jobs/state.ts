import { applyDelta, type Edit } from '../documents/index.ts';
import { addUsage, estimateTokens, noUsage, type Usage } from '../models/index.ts';
import type {
  DocumentEvent,
  Failure,
  PlannedSegment,
  SegmentOutcome,
  SourceDocument,
  Stage,
} from '../optimizer/index.ts';
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
  /** How often the job went on after a restart. What was told before is not known to the letter any more. */
  epoch: number;
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
  /** Words of prose in its segments. */
  words: number;
  /** Of these, those that are done; of a segment that streams, as many as its text is long. */
  doneWords: number;
  /** How much of its prose is done, 0 to 100; 100 only at its end. Never falls. */
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
  /** Of prose. */
  readonly words: number;
  /** The values but WAITING are the public contract's `SegmentState`. */
  status: 'WAITING' | 'STREAMING' | 'COMMITTED' | 'KEPT' | 'LOCKED';
  version: number;
  text: string;
  readonly growth: Growth;
  /** What changed, in code units of the whole document, once it is done. */
  edits: readonly Edit[];
  /** Why the source's text was kept, all of it or a part. */
  reason: string | undefined;
  /** Calls to models, once it is done. */
  attempts: number;
}

/** The state of a job to which nothing has happened yet. */
export function newState(job: Job): JobState {
  const documents = job.input.documents.map((source, index) => ({
    index,
    source,
    version: 0,
    stages: [],
    segments: [],
    words: 0,
    doneWords: 0,
    percent: 0,
    tokensReceived: 0,
    usage: noUsage,
    models: [],
    isStreamed: true,
    end: undefined,
  }));
  return { job, version: 0, epoch: 0, status: 'QUEUED', endedAt: undefined, failure: undefined, documents };
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
    case 'jobRecovered':
      state.status = 'RUNNING';
      state.epoch += 1;
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
      const { percent = document.percent, tokensReceived = document.tokensReceived } = event;
      document.stages.push({ version, stage: event.stage, message: event.message, percent, tokensReceived });
      break;
    }
    case 'documentPlanned':
      document.words = 0;
      document.doneWords = 0;
      document.segments = event.segments.map((planned) => newSegment(document, version, planned));
      break;
    case 'segmentGrew':
      document.tokensReceived += estimateTokens(event.text);
      growSegment(document, version, event.segment, event.offset, event.text);
      break;
    case 'segmentEnded':
      endSegment(document, version, event.segment, event);
      break;
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

function newSegment(document: DocumentState, version: number, planned: PlannedSegment): SegmentState {
  const { start, end, isLocked, words } = planned;
  const text = isLocked ? document.source.content.slice(start, end) : '';
  document.words += words;
  return {
    start,
    end,
    words,
    status: isLocked ? 'LOCKED' : 'WAITING',
    version,
    text,
    growth: [version, text.length],
    edits: [],
    reason: undefined,
    attempts: 0,
  };
}

function endSegment(document: DocumentState, version: number, index: number, outcome: SegmentOutcome): void {
  const { state, text, edits, reason, attempts, model, streamed } = outcome;
  const length = document.segments[index]?.text.length ?? 0;
  const segment = growSegment(document, version, index, undefined, text);
  document.tokensReceived += state === 'COMMITTED' ? estimateTokens(text.slice(length)) : 0;
  document.doneWords += segment.words - doneWordsOf(segment);
  Object.assign(segment, { status: state, edits, reason, attempts });
  document.isStreamed &&= streamed;
  if (model !== undefined && !document.models.includes(model)) {
    document.models.push(model);
  }
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
  const before = doneWordsOf(segment);
  segment.text = from === undefined ? text : applyDelta(segment.text, { offset, text });
  segment.status = 'STREAMING';
  segment.version = version;
  noteGrowth(segment.growth, version, offset, segment.text.length);
  document.doneWords += doneWordsOf(segment) - before;
  return segment;
}

function percentNow({ end, doneWords, words }: DocumentState): number {
  return end ? 100 : Math.min(99, Math.floor((1000 * doneWords) / Math.max(1, words)) / 10);
}

/** Words of a segment's source that its text stands for so far. */
function doneWordsOf({ start, end, words, text }: SegmentState): number {
  return words * Math.min(1, text.length / Math.max(1, end - start));
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

/** Whether a part of a document kept the source's text because no rewrite of it could be taken. */
export function hasIssues({ segments }: DocumentState): boolean {
  return segments.some(({ reason }) => reason !== undefined);
}

function statusAtEnd({ failure, documents }: JobState): JobStatus {
  const failed = documents.filter((document) => document.end?.failure !== undefined).length;
  if (failure || failed === documents.length) {
    return 'FAILED';
  }
  return failed > 0 || documents.some(hasIssues) ? 'COMPLETED_WITH_ISSUES' : 'COMPLETED';
}
