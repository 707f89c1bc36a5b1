import type { Delta } from '../documents/index.ts';
import type { Failure, Stage } from '../optimizer/index.ts';
import { formatCursor } from './cursor.ts';
import { unchangedSince } from './growth.ts';
import type { DocumentState, JobState, SegmentState } from './state.ts';
import { percentOfJob } from './views.ts';

/** What a follower is sent. The names are the public contract's. */
export type Chunk = ChunkPlace & (ProgressChunk | ResultChunk | ErrorChunk | CompleteChunk);

/** What every chunk carries. */
export interface ChunkPlace {
  readonly cursor: string;
  readonly state: JobState;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

export interface ProgressChunk {
  readonly __typename: 'ProgressChunk';
  readonly stage: Stage;
  readonly message: string;
  /** Undefined where the progress is the whole job's. */
  readonly document: DocumentState | undefined;
  readonly percent: number;
  readonly delta: SegmentDelta | undefined;
  readonly tokensReceived: number;
}

/** The text of a segment changed: from `offset` on it now reads `text`. */
export interface SegmentDelta extends Delta {
  readonly segment: number;
  readonly segmentCount: number;
  readonly state: Exclude<SegmentState['status'], 'WAITING'>;
}

export interface ResultChunk {
  readonly __typename: 'ResultChunk';
  readonly document: DocumentState;
}

export interface ErrorChunk {
  readonly __typename: 'ErrorChunk';
  readonly failure: Failure;
  /** Undefined where the whole job failed. */
  readonly document: DocumentState | undefined;
}

export interface CompleteChunk {
  readonly __typename: 'CompleteChunk';
}

type Content = ProgressChunk | ResultChunk | ErrorChunk | CompleteChunk;

/**
 * All that a follower at version `after` lacks of `state`. Only the last chunk's cursor stands at the state's own
 * version: were the stream cut between two of them, the ones behind the cut would be lost otherwise.
 */
export function difference(state: JobState, after: number, now: number): Chunk[] {
  const contents: Content[] = state.documents
    .filter((document) => document.version > after)
    .flatMap((document) => documentDifference(document, after));
  if (state.endedAt !== undefined) {
    if (state.failure) {
      contents.push({ __typename: 'ErrorChunk', failure: state.failure, document: undefined });
    }
    contents.push({ __typename: 'CompleteChunk' });
  }
  return contents.map((content, index) =>
    place(state, content, index === contents.length - 1 ? state.version : after, now),
  );
}

/** A chunk that says how the whole job stands; it brings nothing that `version` does not have. */
export function jobProgress(state: JobState, stage: Stage, message: string, version: number, now: number): Chunk {
  const content = {
    __typename: 'ProgressChunk',
    stage,
    message,
    document: undefined,
    percent: percentOfJob(state),
    delta: undefined,
    tokensReceived: state.documents.reduce((sum, document) => sum + document.tokensReceived, 0),
  } as const;
  return place(state, content, version, now);
}

function place(state: JobState, content: Content, version: number, now: number): Chunk {
  return { ...content, state, cursor: formatCursor({ jobId: state.job.id, version }), timestamp: now };
}

const progress = { __typename: 'ProgressChunk' } as const;

function documentDifference(document: DocumentState, after: number): Content[] {
  const deltas = segmentDeltas(document, after);
  // The present stage needs no chunk of its own where text comes with it.
  const reached = document.stages.filter(({ version }) => version > after).slice(0, deltas.length > 0 ? -1 : undefined);
  const { percent, tokensReceived } = document;
  const { stage, message } = document.stages.at(-1) ?? { stage: 'STREAMING', message: 'Receiving the optimized text' };
  const contents: Content[] = [
    ...reached.map((then) => ({ ...progress, ...then, document, delta: undefined })),
    ...deltas.map((delta) => ({ ...progress, stage, message, percent, tokensReceived, document, delta })),
  ];
  if (document.end && document.end.version > after) {
    const { failure } = document.end;
    contents.push(failure ? { __typename: 'ErrorChunk', failure, document } : { __typename: 'ResultChunk', document });
  }
  return contents;
}

function segmentDeltas(document: DocumentState, after: number): SegmentDelta[] {
  const deltas: SegmentDelta[] = [];
  document.segments.forEach(({ version, status, text, growth }, segment) => {
    if (version > after && status !== 'WAITING') {
      const offset = unchangedSince(growth, after);
      deltas.push({
        segment,
        segmentCount: document.segments.length,
        offset,
        text: text.slice(offset),
        state: status,
      });
    }
  });
  return deltas;
}
