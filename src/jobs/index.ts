export type { Chunk, CompleteChunk, ErrorChunk, ProgressChunk, ResultChunk, SegmentDelta } from './chunk.ts';
export { type Caller, Desk, type JobPage } from './desk.ts';
export { createDiskStore, DiskError } from './disk-store.ts';
export type { Estimate } from './estimate.ts';
export { jobStatuses } from './events.ts';
export type { DocumentRequest, OptimizeRequest } from './input.ts';
export type { Job, OnDisconnect } from './job.ts';
export { createMemoryStore } from './memory-store.ts';
export type { DeskEvent, DeskOptions } from './options.ts';
export { type DocumentState, hasIssues, type JobState, type SegmentState } from './state.ts';
export { type PlacedSuggestion, suggestionsOf } from './suggestions.ts';
export {
  changeOf,
  changesOf,
  contentOf,
  countOutcomes,
  editsOf,
  type NumberedEdit,
  percentOfJob,
  previewOf,
  usageOf,
} from './views.ts';
