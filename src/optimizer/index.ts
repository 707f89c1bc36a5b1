export { type PreservationKind, preservationKinds } from './checks/index.ts';
export { type DocumentEstimate, estimateDocument } from './estimate.ts';
export type { DocumentEvent, Failure, PlannedSegment, SegmentOutcome, Stage } from './events.ts';
export { stages } from './events.ts';
export { failureOf, optimize } from './optimize.ts';
export { type Guide, guides } from './prompt/guides.ts';
export type { RetryLimits } from './retry.ts';
export { type Preservation, type Review, reviewDocument } from './review.ts';
export type { DocumentSoFar, OptimizeOptions, SourceDocument, Task } from './source.ts';
