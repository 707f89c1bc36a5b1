import type { Edit } from '../documents/index.ts';
import type { ErrorCode } from '../errors.ts';
import type { Suggestion, Usage } from '../models/index.ts';

/** Where a document or a job is. The values are the public contract's `Stage`. */
export const stages = [
  'STARTING',
  'QUEUED',
  'PREPARING',
  'PROCESSING',
  'STREAMING',
  'CHECKING',
  'RETRYING',
  'FALLING_BACK',
  'RECOVERING',
  'CANCELLING',
] as const;

/** One of `stages`. */
export type Stage = (typeof stages)[number];

/** Why a document, or a job as a whole, failed. */
export interface Failure {
  readonly code: ErrorCode;
  /** For a person to read; never the endpoint's own text. */
  readonly message: string;
  readonly isRetryable: boolean;
  readonly field: string | undefined;
}

/** Something that happened to the document of this index: plain data, in the order in which it happened. */
export type DocumentEvent = { readonly document: number } & (
  | {
      readonly type: 'documentStaged';
      readonly stage: Stage;
      readonly message: string;
      /** How far the document was, where that is known. */
      readonly percent?: number;
      readonly tokensReceived?: number;
    }
  | { readonly type: 'documentPlanned'; readonly segments: readonly PlannedSegment[] }
  | { readonly type: 'segmentGrew'; readonly segment: number; readonly offset: number; readonly text: string }
  /** A call to a model is over, however it went, and this is what it used. */
  | { readonly type: 'modelCalled'; readonly segment: number; readonly usage: Usage }
  | ({ readonly type: 'segmentEnded'; readonly segment: number } & SegmentOutcome)
  | { readonly type: 'documentEnded'; readonly processingTimeMs: number }
  | { readonly type: 'documentFailed'; readonly failure: Failure; readonly processingTimeMs: number }
);

/** A stretch of a document that is to be rewritten, or locked. In UTF-16 code units of the source. */
export interface PlannedSegment {
  readonly start: number;
  readonly end: number;
  readonly isLocked: boolean;
  /** Words of prose. */
  readonly words: number;
}

/** What became of a segment: its final text and what that took. */
export interface SegmentOutcome {
  /** KEPT: the source's own text, because no rewrite could be taken. */
  readonly state: 'COMMITTED' | 'KEPT';
  readonly text: string;
  /** What changed, in code units of the whole document, in order. */
  readonly edits: readonly Edit[];
  /** What is left to the writer, in code units of `text`. Absent where nothing was looked for. */
  readonly suggestions?: readonly Suggestion[];
  /** Why the source's text was kept, or in a committed segment a part of it. */
  readonly reason: string | undefined;
  /** Calls to models. */
  readonly attempts: number;
  /** The id of the model that wrote it; undefined where none did. */
  readonly model: string | undefined;
  readonly streamed: boolean;
}
