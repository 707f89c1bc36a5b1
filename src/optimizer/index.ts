export type { DocumentEvent, Failure, PlannedSegment, SegmentOutcome, Stage } from './events.ts';
export { stages } from './events.ts';
export { failureOf, type OptimizeOptions, optimize, type SourceDocument } from './optimize.ts';
export { type Guide, guides } from './prompt/guides.ts';
export type { RetryLimits } from './retry.ts';
