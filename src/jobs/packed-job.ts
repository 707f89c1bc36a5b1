import type { SourceDocument } from '../optimizer/index.ts';
import { eachInTurns } from '../turns.ts';
import type { Entry } from './events.ts';
import type { Job } from './job.ts';
import type { StoredJob } from './store.ts';

/**
 * A stored job as a thread sends it: megabytes of text, and thousands of objects, would hold the event loop of whoever gets them. Its
 * pieces are JSON: the job without the texts of its documents, then each of these, then each entry.
 */
export interface PackedJob {
  /** The pieces, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: readonly number[];
}

/** Packs a job from what is kept of it: its JSON, and that of its entries. */
export function packJob(kept: string, entries: readonly string[]): PackedJob {
  const job: Job = JSON.parse(kept);
  const { documents } = job.input;
  const shell = { ...job, input: { ...job.input, documents: documents.map((each) => ({ ...each, content: '' })) } };
  const pieces = [JSON.stringify(shell), ...documents.map(({ content }) => JSON.stringify(content)), ...entries];
  let end = 0;
  const ends = pieces.map((piece) => {
    end += Buffer.byteLength(piece);
    return end;
  });
  const bytes = Buffer.allocUnsafeSlow(end);
  pieces.forEach((piece, index) => {
    bytes.write(piece, ends[index - 1] ?? 0);
  });
  return { bytes, ends };
}

/** Gives a job as it was before it was written; it is read in turns with all long tasks. */
export async function unpackJob({ bytes, ends }: PackedJob): Promise<StoredJob> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (piece: number) => JSON.parse(text.toString('utf8', ends[piece - 1] ?? 0, ends[piece]));
  const job: Job = read(0);
  const documents: SourceDocument[] = [];
  for await (const [index, document] of eachInTurns(job.input.documents.entries())) {
    documents.push({ ...document, content: read(1 + index) });
  }
  const entries: Entry[] = [];
  for await (const piece of eachInTurns(ends.keys().drop(1 + documents.length))) {
    entries.push(read(piece));
  }
  return { job: { ...job, input: { ...job.input, documents } }, entries };
}

/** Whether a reply of the thread is a job. */
export function isPackedJob(value: unknown): value is PackedJob {
  return typeof value === 'object' && value !== null && 'bytes' in value && 'ends' in value;
}
