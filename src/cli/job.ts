import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Chunk,
  type Client,
  ConnectionError,
  CopydeskError,
  type ErrorChunk,
  type OptimizeInput,
  type ResultChunk,
} from '../client/index.ts';
import type { Task } from './options.ts';
import type { Source } from './read.ts';

/** What became of a document that was optimized. */
export type Result = ResultChunk['result'];
/** Why a document failed. */
export type Failure = Pick<ErrorChunk['error'], 'code' | 'message' | 'isRetryable'>;

/** Who is told how the documents of a job fare. Each of them ends once. */
export interface Watcher<Document> {
  progressed(document: Document, percent: number): void;
  ended(document: Document, outcome: Result | Failure): void;
  /** The server has no room for the job at present. */
  waits(reason: string): void;
}

const cancelled: Failure = { code: 'CANCELLED', message: 'Cancelled before it began.', isRetryable: true };

/** A server that has no room is asked again after so long. */
const BUSY_DELAY_MS = 3_000;

/** Whether a document was optimized. */
export function isResult(outcome: Result | Failure): outcome is Result {
  return 'optimizedContent' in outcome;
}

/** What an error tells of a document. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CopydeskError) {
    return error;
  }
  if (error instanceof ConnectionError) {
    return { code: 'INTERNAL', message: error.message, isRetryable: true };
  }
  throw error;
}

/**
 * Optimizes documents and resolves once all have ended: in one job, or in several one after the other where the server takes
 * them for too many. A document that is refused fails alone. Throws a CopydeskError where the whole request is refused, and a
 * ConnectionError where the server is out of reach from the start. When `stop` aborts the job is cancelled.
 */
export async function runJob(
  client: Client,
  task: Task,
  sources: readonly Source[],
  watcher: Watcher<Source>,
  stop: AbortSignal,
): Promise<void> {
  if (stop.aborted) {
    for (const source of sources) {
      watcher.ended(source, cancelled);
    }
    return;
  }
  const again = (rest: readonly Source[]) => (rest.length > 0 ? runJob(client, task, rest, watcher, stop) : undefined);
  const { format, ...input } = task;
  const documents = documentsOf(sources, format);
  try {
    await followJob(client, client.optimizeStream({ ...input, documents }), sources, watcher, stop);
  } catch (error) {
    const refused = refusedDocument(error, sources);
    if (refused) {
      watcher.ended(refused, failureOf(error));
      await again(sources.filter((source) => source !== refused));
    } else if (isTooMuch(error)) {
      const half = Math.ceil(sources.length / 2);
      await again(sources.slice(0, half));
      await again(sources.slice(half));
    } else if (error instanceof CopydeskError && error.code === 'RATE_LIMITED') {
      watcher.waits(error.message);
      await sleep(BUSY_DELAY_MS, undefined, { signal: stop }).catch(() => {});
      await again(sources);
    } else {
      throw error;
    }
  }
}

/** Follows a job to its end and tells `watcher` of each of its `documents`. When `stop` aborts it is cancelled. */
export async function followJob<Document>(
  client: Client,
  chunks: AsyncIterable<Chunk>,
  documents: readonly Document[],
  watcher: Watcher<Document>,
  stop: AbortSignal,
): Promise<void> {
  const open = new Map(documents.entries());
  let jobId: string | undefined;
  let failure: Failure = { code: 'INTERNAL', message: 'The job ended without this document.', isRetryable: true };
  const end = (index: number | undefined, outcome: Result | Failure) => {
    const document = index === undefined ? undefined : open.get(index);
    if (index !== undefined && document !== undefined) {
      open.delete(index);
      watcher.ended(document, outcome);
    }
  };
  const cancel = () => {
    if (jobId !== undefined) {
      // Should it fail, the stream says why the job ended, or that it is out of reach.
      client.cancel(jobId).catch(() => {});
    }
  };

  stop.addEventListener('abort', cancel, { once: true });
  try {
    for await (const chunk of chunks) {
      if (jobId === undefined) {
        jobId = chunk.jobId;
        if (stop.aborted) {
          cancel();
        }
      }
      if (chunk.__typename === 'ProgressChunk' && chunk.document) {
        const document = open.get(chunk.document.index);
        if (document !== undefined) {
          watcher.progressed(document, chunk.percent);
        }
      } else if (chunk.__typename === 'ResultChunk') {
        end(chunk.result.document.index, chunk.result);
      } else if (chunk.__typename === 'ErrorChunk' && chunk.error.document) {
        end(chunk.error.document.index, chunk.error);
      } else if (chunk.__typename === 'ErrorChunk') {
        failure = chunk.error;
      }
    }
  } catch (error) {
    if (jobId === undefined) {
      throw error;
    }
    failure = failureOf(error);
  } finally {
    stop.removeEventListener('abort', cancel);
  }
  for (const index of [...open.keys()]) {
    end(index, failure);
  }
}

const NAME_LENGTH = 255;

/** What is sent of documents. */
export function documentsOf(sources: readonly Source[], format: Task['format']): OptimizeInput['documents'] {
  return sources.map(({ name, content }) => ({
    // The end of a path tells more than its start, and has the extension.
    name: name.slice(-NAME_LENGTH).toWellFormed(),
    content,
    format: format ?? null,
  }));
}

function refusedDocument(error: unknown, sources: readonly Source[]): Source | undefined {
  const index = error instanceof CopydeskError && /^documents\.(\d+)/.exec(error.field ?? '')?.[1];
  if (index) {
    return sources[Number(index)];
  }
  return isTooMuch(error) && sources.length === 1 ? sources[0] : undefined;
}

/** Whether fewer documents may go through. */
function isTooMuch(error: unknown): boolean {
  return error instanceof CopydeskError && (error.code === 'TOO_LARGE' || error.code === 'QUOTA_EXCEEDED');
}
