export type { Chunk, CompleteChunk, ErrorChunk, ProgressChunk, ResultChunk, SegmentDelta } from './chunk.ts';
export { type Caller, Desk, type DeskEvent, type DeskOptions } from './desk.ts';
export { createDiskStore } from './disk-store.ts';
export type { Estimate } from './estimate.ts';
export type { DocumentRequest, OptimizeRequest } from './input.ts';
export type { Job, OnDisconnect } from './job.ts';
export { createMemoryStore } from './memory-store.ts';
export { type DocumentState, hasIssues, type JobState, jobStatuses, type SegmentState } from './state.ts';
export { contentOf, countOutcomes, editsOf, type NumberedEdit, previewOf, usageOf } from './views.ts';
