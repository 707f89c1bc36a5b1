import {
  type Chunk,
  type CompleteChunk,
  countOutcomes,
  type ErrorChunk,
  type ProgressChunk,
  previewOf,
  type ResultChunk,
  type SegmentDelta,
  usageOf,
} from '../jobs/index.ts';
import { builder } from './builder.ts';
import { OptimizedDocumentType } from './document.ts';
import { DocumentRefType } from './document-ref.ts';
import { OptimizeErrorType } from './error.ts';
import { SegmentStateType } from './segment.ts';
import { JobStatusType, StageType } from './status.ts';
import { UsageType } from './usage.ts';

type Placed<Content> = Extract<Chunk, { __typename: string }> & Content;

const ChunkType = builder.interfaceRef<Chunk>('Chunk').implement({
  description: 'What every chunk carries.',
  resolveType: ({ __typename }) => __typename,
  fields: (t) => ({
    cursor: t.exposeID('cursor', {
      description:
        'Where the stream stands: pass it as `after`, or send it back as Last-Event-ID, to go on right behind this chunk.',
    }),
    jobId: t.id({ resolve: ({ state }) => state.job.id }),
    timestamp: t.field({ type: 'DateTime', resolve: ({ timestamp }) => timestamp }),
  }),
});

const TextDeltaType = builder.objectRef<SegmentDelta>('TextDelta').implement({
  description: `The text of one segment changed: from \`offset\` on, it now reads \`text\`.
Segments tile the document: joined in order they are the whole document. Applying a delta twice changes nothing.`,
  fields: (t) => ({
    segment: t.exposeInt('segment'),
    segmentCount: t.exposeInt('segmentCount'),
    offset: t.exposeInt('offset', {
      description: "In UTF-16 code units from the segment's start. Text behind it that was sent before is replaced.",
    }),
    text: t.exposeString('text'),
    state: t.field({ type: SegmentStateType, resolve: ({ state }) => state }),
    start: t.exposeInt('start', {
      description: 'Where the segment stands in the original, in UTF-16 code units: start inclusive, end exclusive.',
    }),
    end: t.exposeInt('end'),
    reason: t.exposeString('reason', {
      nullable: true,
      description: "Why the source's text was kept, all of it or a part.",
    }),
  }),
});

const ProgressChunkType = builder.objectRef<Placed<ProgressChunk>>('ProgressChunk').implement({
  // Most events are of this type, and none of its fields waits.
  extensions: { isSync: true },
  interfaces: [ChunkType],
  fields: (t) => ({
    stage: t.field({ type: StageType, resolve: ({ stage }) => stage }),
    message: t.exposeString('message', { description: 'For a person to read.' }),
    document: t.field({
      type: DocumentRefType,
      nullable: true,
      description: "Null where the progress is the whole job's.",
      resolve: ({ document }) => document,
    }),
    totalDocuments: t.int({ resolve: ({ state }) => state.documents.length }),
    percent: t.exposeFloat('percent', {
      description: '0 to 100, of the document, or of the job where `document` is null. Never falls.',
    }),
    delta: t.field({
      type: TextDeltaType,
      nullable: true,
      description: 'New text, if this chunk brings any.',
      resolve: ({ delta }) => delta,
    }),
    tokensReceived: t.exposeInt('tokensReceived', { description: 'Tokens received so far for the document.' }),
    partialContent: t.string({
      nullable: true,
      description:
        "The document's optimized text so far, cut to its first `maxLength` characters with `...` behind; null length for all of it.",
      args: { maxLength: t.arg.int({ defaultValue: 200 }) },
      resolve: ({ document }, { maxLength }) => (document ? previewOf(document, maxLength ?? null) : null),
    }),
  }),
});

const ResultChunkType = builder.objectRef<Placed<ResultChunk>>('ResultChunk').implement({
  description: 'One document is done.',
  interfaces: [ChunkType],
  fields: (t) => ({
    result: t.field({
      type: OptimizedDocumentType,
      resolve: ({ document, state }) => ({ document, job: state.job }),
    }),
  }),
});

const ErrorChunkType = builder.objectRef<Placed<ErrorChunk>>('ErrorChunk').implement({
  description:
    'One document failed, or, where `error.document` is null, the whole job. It never ends the other documents. What is refused before a job exists is a GraphQL error with `extensions.code` and `extensions.field` instead.',
  interfaces: [ChunkType],
  fields: (t) => ({ error: t.field({ type: OptimizeErrorType, resolve: (chunk) => chunk }) }),
});

const endMessages = {
  QUEUED: 'Not finished',
  RUNNING: 'Not finished',
  COMPLETED: 'Optimization completed',
  COMPLETED_WITH_ISSUES: 'Optimization completed, but not for all of the text',
  FAILED: 'Optimization failed',
  CANCELLED: 'Optimization cancelled',
};

const CompleteChunkType = builder.objectRef<Placed<CompleteChunk>>('CompleteChunk').implement({
  description: 'The last chunk of every stream. A stream that ends without it was cut: re-join it.',
  interfaces: [ChunkType],
  fields: (t) => ({
    message: t.string({ resolve: ({ state }) => endMessages[state.status] }),
    status: t.field({ type: JobStatusType, resolve: ({ state }) => state.status }),
    totalTimeMs: t.float({ resolve: ({ state }) => totalTimeMs(state) }),
    totalResults: t.int({ resolve: ({ state }) => state.documents.length }),
    successCount: t.int({ resolve: ({ state }) => countOutcomes(state).successCount }),
    failureCount: t.int({ resolve: ({ state }) => countOutcomes(state).failureCount }),
    usage: t.field({ type: UsageType, resolve: ({ state }) => usageOf(state) }),
  }),
});

/** From the job's acceptance to its end, in milliseconds. */
export function totalTimeMs({ job, endedAt }: Chunk['state']): number {
  return (endedAt ?? job.createdAt) - job.createdAt;
}

/** What a stream brings. */
export const OptimizeChunkType = builder.unionType('OptimizeChunk', {
  types: [ProgressChunkType, ResultChunkType, ErrorChunkType, CompleteChunkType],
  resolveType: ({ __typename }) => __typename,
});
