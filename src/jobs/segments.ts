import { applyDelta } from '../documents/index.ts';
import { estimateTokens } from '../models/index.ts';
import type { PlannedSegment, SegmentOutcome } from '../optimizer/index.ts';
import { noteGrowth } from './growth.ts';
import type { DocumentState, SegmentState } from './state.ts';

/** A segment of a document as it is planned; its document counts its words. */
export function newSegment(document: DocumentState, version: number, planned: PlannedSegment): SegmentState {
  const { start, end, isLocked, words } = planned;
  const text = isLocked ? document.source.content.slice(start, end) : '';
  document.words += words;
  return {
    start,
    end,
    words,
    status: isLocked ? 'LOCKED' : 'WAITING',
    version,
    text,
    growth: [version, text.length],
    edits: [],
    suggestions: [],
    reason: undefined,
    attempts: 0,
  };
}

/** A segment is done: what became of it. */
export function endSegment(document: DocumentState, version: number, index: number, outcome: SegmentOutcome): void {
  const { state, text, edits, suggestions = [], reason, attempts, model, streamed } = outcome;
  const length = document.segments[index]?.text.length ?? 0;
  const segment = growSegment(document, version, index, undefined, text);
  document.tokensReceived += state === 'COMMITTED' ? estimateTokens(text.slice(length)) : 0;
  document.doneWords += segment.words - doneWordsOf(segment);
  Object.assign(segment, { status: state, edits, suggestions, reason, attempts });
  document.isStreamed &&= streamed;
  if (model !== undefined && !document.models.includes(model)) {
    document.models.push(model);
  }
}

/** Text of a segment changed: from `from` on, or wherever it differs, it now reads `text`. */
export function growSegment(
  document: DocumentState,
  version: number,
  index: number,
  from: number | undefined,
  text: string,
): SegmentState {
  const segment = document.segments[index];
  if (!segment) {
    throw new RangeError(`Document ${document.index} has no segment ${index}.`);
  }
  const offset = from ?? commonLength(segment.text, text);
  const before = doneWordsOf(segment);
  segment.text = from === undefined ? text : applyDelta(segment.text, { offset, text });
  segment.status = 'STREAMING';
  segment.version = version;
  noteGrowth(segment.growth, version, offset, segment.text.length);
  document.doneWords += doneWordsOf(segment) - before;
  return segment;
}

/** A segment of which nothing is written, in place of one that was done. */
export function reopenSegment(document: DocumentState, version: number, segment: SegmentState): SegmentState {
  document.doneWords -= segment.words;
  const fresh = { text: '', growth: [version, 0], edits: [], suggestions: [], reason: undefined, attempts: 0 };
  return { ...segment, ...fresh, status: 'WAITING', version };
}

/** Words of a segment's source that its text stands for so far. */
function doneWordsOf({ start, end, words, text }: SegmentState): number {
  return words * Math.min(1, text.length / Math.max(1, end - start));
}

function commonLength(a: string, b: string): number {
  if (b.startsWith(a)) {
    return a.length;
  }
  let length = 0;
  while (a[length] === b[length]) {
    length += 1;
  }
  return length;
}
