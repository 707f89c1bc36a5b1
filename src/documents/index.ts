export { decodeText } from './decode.ts';
export { applyDelta, type Delta } from './delta.ts';
export { type DocumentFormat, documentFormats, formatOfName } from './format.ts';
export { type LineEnding, lineEndingOf } from './line-ending.ts';
export { type Segment, segmentDocument } from './segment.ts';
