import { applyDelta } from '../documents/delta.ts';
import type { Chunk, CompleteChunk, ErrorChunk, ProgressChunk, ResultChunk } from './types.ts';

/** A job as its stream has told it so far. */
export interface Folded {
  readonly jobId: string;
  /** The job's documents, in the order of the input. */
  readonly documents: readonly FoldedDocument[];
  /** What stands for a person to read, of the chunk that came last. */
  readonly message: string;
  /** Why the job as a whole failed, if it did. */
  readonly error: ErrorChunk['error'] | undefined;
  /** The end, once it came. */
  readonly complete: CompleteChunk | undefined;
}

/** A document as its stream has told it so far. */
export interface FoldedDocument {
  readonly index: number;
  /** Empty until a chunk tells it. */
  readonly name: string;
  readonly stage: ProgressChunk['stage'] | undefined;
  /** 0 to 100. */
  readonly percent: number;
  /** Estimated, of the text that came so far. */
  readonly tokensReceived: number;
  /** By their number, those that have begun; another object each time one changes. */
  readonly segments: readonly (FoldedSegment | undefined)[];
  /** How many it has; 0 until a segment begins. */
  readonly segmentCount: number;
  /** The text as it reads now, segments that have not begun left out. */
  readonly text: string;
  readonly result: ResultChunk['result'] | undefined;
  readonly error: ErrorChunk['error'] | undefined;
}

/** A segment as its stream has told it so far. */
export interface FoldedSegment {
  readonly text: string;
  readonly state: TextDelta['state'];
  /** Where it stands in the original, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Why the source's text was kept, all of it or a part. */
  readonly reason: string | null;
}

type TextDelta = NonNullable<ProgressChunk['delta']>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

class Document implements FoldedDocument {
  stage: ProgressChunk['stage'] | undefined;
  percent = 0;
  tokensReceived = 0;
  segmentCount = 0;
  result: ResultChunk['result'] | undefined;
  error: ErrorChunk['error'] | undefined;
  name = '';
  readonly index: number;
  readonly segments: FoldedSegment[] = [];

  constructor(index: number) {
    this.index = index;
  }

  get text(): string {
    // Segments that have not begun are holes, which `map` leaves and `join` passes over.
    return this.segments.map(({ text }) => text).join('');
  }
}

/**
 * Folds a stream, from its beginning on, into the job it tells of: gives the same object after each chunk, brought up to
 * date. However often and wherever the stream was cut and re-joined, the text comes out the same.
 *
 * ```ts
 * for await (const { documents } of fold(client.optimizeStream(input))) editor.show(documents[0]?.text);
 * ```
 */
export async function* fold(chunks: AsyncIterable<Chunk>): AsyncGenerator<Folded, void> {
  const documents: Document[] = [];
  const job: Writable<Folded> = { jobId: '', documents, message: '', error: undefined, complete: undefined };
  const grow = (count: number) => {
    while (documents.length < count) {
      documents.push(new Document(documents.length));
    }
  };
  const documentOf = ({ index, name }: { index: number; name: string }): Document => {
    grow(index + 1);
    const document = documents[index] ?? new Document(index);
    document.name = name;
    return document;
  };

  for await (const chunk of chunks) {
    job.jobId = chunk.jobId;
    switch (chunk.__typename) {
      case 'ProgressChunk':
        job.message = chunk.message;
        grow(chunk.totalDocuments);
        if (chunk.document) {
          progress(documentOf(chunk.document), chunk);
        }
        break;
      case 'ResultChunk': {
        const document = documentOf(chunk.result.document);
        document.result = chunk.result;
        document.percent = 100;
        break;
      }
      case 'ErrorChunk':
        job.message = chunk.error.message;
        if (chunk.error.document) {
          documentOf(chunk.error.document).error = chunk.error;
        } else {
          job.error = chunk.error;
        }
        break;
      case 'CompleteChunk':
        job.message = chunk.message;
        job.complete = chunk;
    }
    yield job;
  }
}

function progress(document: Document, { stage, percent, tokensReceived, delta }: ProgressChunk): void {
  document.stage = stage;
  document.percent = percent;
  document.tokensReceived = tokensReceived;
  if (delta) {
    const { segment, segmentCount, state, start, end, reason } = delta;
    const text = applyDelta(document.segments[segment]?.text ?? '', delta);
    document.segmentCount = segmentCount;
    document.segments[segment] = { text, state, start, end, reason };
  }
}
