import type { Delta } from '../documents/index.ts';
import type { Failure, Stage } from '../optimizer/index.ts';
import { formatCursor, type Place, type Standing } from './cursor.ts';
import { unchangedSince } from './growth.ts';
import type { DocumentState, JobState, SegmentState, StageReached } from './state.ts';
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

/**
 * All that a follower lacks of `state`, text up to date. Only the last chunk's cursor stands behind all of it: were the
 * stream cut between two of them, the ones behind the cut would be lost otherwise. The cursors before it say how much was
 * sent. A follower that was cut off so gets the rest of that difference first, and what happened since in the next one.
 */
export function difference(state: JobState, { version, partial }: Standing, now: number): Chunk[] {
  const reached = partial?.reached ?? state.version;
  const all = documentParts(state, version, reached);
  const parts = partial ? all.filter(({ place }) => isBehind(place, partial.place)) : all;
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
  const percent = percentOfJob(state);
  const tokensReceived = state.documents.reduce((sum, document) => sum + document.tokensReceived, 0);
  const content = progressOf({ stage, message, percent, tokensReceived }, undefined, undefined);
  return chunkAt(state, content, standing, now);
}

function progressOf(
  { stage, message, percent, tokensReceived }: Omit<StageReached, 'version'>,
  document: DocumentState | undefined,
  delta: SegmentDelta | undefined,
): ProgressChunk {
  return { __typename: 'ProgressChunk', stage, message, document, percent, delta, tokensReceived };
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
  const parts: Part[] = [];
  for (const document of state.documents) {
    if (document.version > after) {
      addParts(parts, document, after, reached);
    }
  }
  return parts;
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

/** The number of a document's first segment among its parts: stages come before, never so many. */
const FIRST_SEGMENT = 1_000_000;

function addParts(parts: Part[], document: DocumentState, after: number, reached: number): void {
  const deltas = segmentDeltas(document, after);
  const { index, stages, percent, tokensReceived, end } = document;
  const isBetween = ({ version }: { readonly version: number }) => version > after && version <= reached;
  for (const [number, stage] of stages.entries()) {
    // The present stage needs no chunk of its own where text comes with it.
    if (isBetween(stage) && (deltas.length === 0 || number < stages.length - 1)) {
      const content = progressOf(stage, document, undefined);
      parts.push({ content, place: { document: index, part: number + 1 } });
    }
  }
  const { stage, message } = stages.at(-1) ?? { stage: 'STREAMING', message: 'Receiving the optimized text' };
  for (const delta of deltas) {
    const content = progressOf({ stage, message, percent, tokensReceived }, document, delta);
    parts.push({ content, place: { document: index, part: FIRST_SEGMENT + delta.segment } });
  }
  if (end && isBetween(end)) {
    const { failure } = end;
    const content: Content = failure
      ? { __typename: 'ErrorChunk', failure, document }
      : { __typename: 'ResultChunk', document };
    parts.push({ content, place: { document: index, part: FIRST_SEGMENT + document.segments.length } });
  }
}

function segmentDeltas({ segments }: DocumentState, after: number): SegmentDelta[] {
  const deltas: SegmentDelta[] = [];
  segments.forEach(({ version, status, text, growth, start, end, reason }, segment) => {
    if (version > after && status !== 'WAITING') {
      const offset = unchangedSince(growth, after);
      deltas.push({
        segment,
        segmentCount: segments.length,
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
