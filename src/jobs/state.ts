import type { Edit } from '../documents/index.ts';
import { addUsage, estimateTokens, noUsage, type Suggestion, type Usage } from '../models/index.ts';
import type { DocumentEvent, Failure, SourceDocument, Stage } from '../optimizer/index.ts';
import { eachInTurns } from '../turns.ts';
import { type Entry, type JobStatus, statusAfter } from './events.ts';
import type { Growth } from './growth.ts';
import type { Job } from './job.ts';
import { endSegment, growSegment, newSegment, reopenSegment } from './segments.ts';
import type { StoredJob } from './store.ts';

/** What a job is now. Each part carries the version at which it last changed. */
export interface JobState {
  readonly job: Job;
  version: number;
  /** How often the job went on after a restart. What was told before is not known to the letter any more. */
  epoch: number;
  /** How often it went on so since anything of it was done. */
  fruitlessRecoveries: number;
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
  /** Its segments as they were when it had ended well before it was retried: what is not better then stays. */
  earlier: readonly SegmentState[] | undefined;
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
  /** What is left to the writer, in code units of `text`, once it is done. */
  suggestions: readonly Suggestion[];
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
    earlier: undefined,
  }));
  return {
    job,
    version: 0,
    epoch: 0,
    fruitlessRecoveries: 0,
    status: 'QUEUED',
    endedAt: undefined,
    failure: undefined,
    documents,
  };
}

/** The state of a stored job, rebuilt in turns with all long tasks. */
export async function rebuild({ job, entries }: StoredJob): Promise<JobState> {
  const state = newState(job);
  for await (const entry of eachInTurns(entries)) {
    apply(state, entry);
  }
  return state;
}

/** The one reducer: changes `state` in place to what it is after `entry`. */
export function apply(state: JobState, entry: Entry): void {
  const { version, at, event } = entry;
  state.version = version;
  if (event.type === 'segmentEnded' || event.type === 'documentEnded') {
    state.fruitlessRecoveries = 0;
  }
  state.status = statusAfter(event) ?? state.status;
  switch (event.type) {
    case 'jobStarted':
      break;
    case 'jobRecovered':
      state.epoch += 1;
      state.fruitlessRecoveries += 1;
      break;
    case 'jobRetried':
      state.endedAt = undefined;
      state.failure = undefined;
      for (const document of state.documents.filter(isUnfinished)) {
        reopen(document, version);
      }
      break;
    case 'jobFailed':
      state.failure = event.failure;
      break;
    case 'jobEnded':
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
      document.earlier = undefined;
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
      endDocument(document, version, event.processingTimeMs, undefined);
      break;
    case 'documentFailed':
      endDocument(document, version, event.processingTimeMs, event.failure);
      break;
  }
}

/** A document that was done before it was retried is not lost when that fails. */
function endDocument(
  document: DocumentState,
  version: number,
  processingTimeMs: number,
  failure: Failure | undefined,
): void {
  const { earlier } = document;
  if (failure && earlier) {
    document.segments = document.segments.map((segment, index) => {
      const before = earlier[index];
      return isDone(segment) || !before
        ? segment
        : { ...before, version, growth: [version, before.text.length], reason: failure.message };
    });
  }
  document.end = { version, processingTimeMs, failure: earlier ? undefined : failure };
  document.earlier = undefined;
}

/** Takes the end of a document back, and its segments that kept the source's text. What streamed is replaced as it comes. */
function reopen(document: DocumentState, version: number): void {
  document.earlier = document.end && !document.end.failure ? document.segments : undefined;
  document.version = version;
  document.end = undefined;
  document.segments = document.segments.map((segment) =>
    segment.reason === undefined ? segment : reopenSegment(document, version, segment),
  );
  document.percent = percentNow(document);
}

function percentNow({ end, doneWords, words }: DocumentState): number {
  return end ? 100 : Math.min(99, Math.floor((1000 * doneWords) / Math.max(1, words)) / 10);
}

/** Whether the text of a segment is final. */
export function isDone({ status }: SegmentState): boolean {
  return status === 'COMMITTED' || status === 'KEPT' || status === 'LOCKED';
}

/** Whether a document of a job that has ended has something that can be tried again. */
export function isUnfinished(document: DocumentState): boolean {
  return document.end === undefined || document.end.failure !== undefined || hasIssues(document);
}

/** Whether a part of a document kept the source's text because no rewrite of it could be taken. */
export function hasIssues({ segments }: DocumentState): boolean {
  return segments.some(({ reason }) => reason !== undefined);
}
