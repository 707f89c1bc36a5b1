export { criticMarkup } from '../documents/critic-markup.ts';
export { applyDelta, type Delta } from '../documents/delta.ts';
export { applyEdits, type Edit } from '../documents/edit.ts';
export { CopydeskError, type ErrorCode } from '../errors.ts';
export { type CallOptions, type Client, createClient, type StreamOptions } from './client.ts';
export { type Folded, type FoldedDocument, type FoldedSegment, fold } from './fold.ts';
export { ConnectionError, type TransportOptions } from './transport.ts';
export type * from './types.ts';
