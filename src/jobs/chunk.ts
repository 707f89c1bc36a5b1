import type { Delta } from '../documents/index.ts';
import type { Failure, Stage } from '../optimizer/index.ts';
import { formatCursor, type Place, type Standing } from './cursor.ts';
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

/** How a document, or the whole job, stands, and new text of it. */
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
  /** Where the segment stands in the original. */
  readonly start: number;
  readonly end: number;
  /** Why the source's text was kept, all of it or a part. */
  readonly reason: string | undefined;
}

/** One document is done. */
export interface ResultChunk {
  readonly __typename: 'ResultChunk';
  readonly document: DocumentState;
}

/** One document failed, or the whole job. */
export interface ErrorChunk {
  readonly __typename: 'ErrorChunk';
  readonly failure: Failure;
  /** Undefined where the whole job failed. */
  readonly document: DocumentState | undefined;
}

/** The job has ended. */
export interface CompleteChunk {
  readonly __typename: 'CompleteChunk';
}

type Content = ProgressChunk | ResultChunk | ErrorChunk | CompleteChunk;

/** A piece of a difference, and where a follower stands in it then. */
interface Part {
  readonly content: Content;
  readonly place: Place;
}

/** Before all parts of a difference. */
const beginning: Place = { document: 0, part: 0 };

/**
 * All that a follower lacks of `state`, text up to date. Only the last chunk's cursor stands behind all of it: were the
 * stream cut between two of them, the ones behind the cut would be lost otherwise. The cursors before it say how much was
 * sent. A follower that was cut off so gets the rest of that difference first, and what happened since in the next one.
 */
export function difference(state: JobState, { version, partial }: Standing, now: number): Chunk[] {
  const { reached, place } = partial ?? { reached: state.version, place: beginning };
  const parts = documentParts(state, version, reached).filter((part) => isBehind(part.place, place));
  if (reached === state.version) {
    parts.push(...endParts(state));
  }
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const standing = isLast
      ? { version: reached, partial: undefined }
      : { version, partial: { reached, place: part.place } };
    return chunkAt(state, part.content, standing, now);
  });
}

/** A chunk that says how the whole job stands; it brings nothing that its cursor does not have. */
export function jobProgress(state: JobState, stage: Stage, message: string, standing: Standing, now: number): Chunk {
  const content = {
    __typename: 'ProgressChunk',
    stage,
    message,
    document: undefined,
    percent: percentOfJob(state),
    delta: undefined,
    tokensReceived: state.documents.reduce((sum, document) => sum + document.tokensReceived, 0),
  } as const;
  return chunkAt(state, content, standing, now);
}

function chunkAt(state: JobState, content: Content, standing: Standing, now: number): Chunk {
  return {
    ...content,
    state,
    cursor: formatCursor({ jobId: state.job.id, epoch: state.epoch, ...standing }),
    timestamp: now,
  };
}

function isBehind(a: Place, b: Place): boolean {
  return a.document > b.document || (a.document === b.document && a.part > b.part);
}

/** What happened behind `after` and up to `reached`; text as it reads now. */
function documentParts(state: JobState, after: number, reached: number): Part[] {
  return state.documents
    .filter((document) => document.version > after)
    .flatMap((document) => partsOf(document, after, reached));
}

function endParts(state: JobState): Part[] {
  if (state.endedAt === undefined) {
    return [];
  }
  const { failure } = state;
  const place = { document: state.documents.length, part: 0 };
  const complete: Part = { content: { __typename: 'CompleteChunk' }, place };
  return failure
    ? [{ content: { __typename: 'ErrorChunk', failure, document: undefined }, place }, complete]
    : [complete];
}

const progress = { __typename: 'ProgressChunk' } as const;

/** The number of a document's first segment among its parts: stages come before, never so many. */
const FIRST_SEGMENT = 1_000_000;

function partsOf(document: DocumentState, after: number, reached: number): Part[] {
  const deltas = segmentDeltas(document, after);
  const { index, percent, tokensReceived } = document;
  const parts: Part[] = [];
  const isBetween = ({ version }: { readonly version: number }) => version > after && version <= reached;
  document.stages.forEach((stage, number) => {
    // The present stage needs no chunk of its own where text comes with it.
    if (isBetween(stage) && (deltas.length === 0 || number < document.stages.length - 1)) {
      const content = { ...progress, ...stage, document, delta: undefined };
      parts.push({ content, place: { document: index, part: number + 1 } });
    }
  });
  const { stage, message } = document.stages.at(-1) ?? { stage: 'STREAMING', message: 'Receiving the optimized text' };
  for (const delta of deltas) {
    const content = { ...progress, stage, message, percent, tokensReceived, document, delta };
    parts.push({ content, place: { document: index, part: FIRST_SEGMENT + delta.segment } });
  }
  if (document.end && isBetween(document.end)) {
    const { failure } = document.end;
    const content = failure
      ? ({ __typename: 'ErrorChunk', failure, document } as const)
      : ({ __typename: 'ResultChunk', document } as const);
    parts.push({ content, place: { document: index, part: FIRST_SEGMENT + document.segments.length } });
  }
  return parts;
}

function segmentDeltas(document: DocumentState, after: number): SegmentDelta[] {
  const deltas: SegmentDelta[] = [];
  document.segments.forEach(({ version, status, text, growth, start, end, reason }, segment) => {
    if (version > after && status !== 'WAITING') {
      const offset = unchangedSince(growth, after);
      deltas.push({
        segment,
        segmentCount: document.segments.length,
        offset,
        text: text.slice(offset),
        state: status,
        start,
        end,
        reason,
      });
    }
  });
  return deltas;
}
