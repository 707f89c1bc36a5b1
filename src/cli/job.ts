import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Chunk,
  type Client,
  ConnectionError,
  CopydeskError,
  type ErrorChunk,
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
}

const cancelled: Failure = { code: 'CANCELLED', message: 'Cancelled before it began.', isRetryable: true };

/** A server that has no room is asked again after so long, and so often. */
const BUSY_DELAY_MS = 3_000;
const BUSY_ATTEMPTS = 100;

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
 * Optimizes documents in one job and resolves once it has ended. A document that is refused fails alone. Throws a
 * CopydeskError where the whole request is refused, and a ConnectionError where the server is out of reach from the start. When
 * `stop` aborts the job is cancelled.
 */
export async function runJob(
  client: Client,
  { format, ...task }: Task,
  sources: readonly Source[],
  watcher: Watcher<Source>,
  stop: AbortSignal,
): Promise<void> {
  let rest = sources;
  for (let attempt = 0; rest.length > 0; attempt += 1) {
    if (stop.aborted) {
      for (const source of rest) {
        watcher.ended(source, cancelled);
      }
      return;
    }
    const documents = rest.map(({ name, content }) => ({ name: nameToSend(name), content, format: format ?? null }));
    const chunks = client.optimizeStream({ ...task, documents });
    try {
      await followJob(client, chunks, rest, watcher, stop);
      return;
    } catch (error) {
      const refused = refusedDocument(error, rest);
      if (refused) {
        watcher.ended(refused, failureOf(error));
        rest = rest.filter((source) => source !== refused);
      } else if (isBusy(error) && attempt < BUSY_ATTEMPTS) {
        await sleep(BUSY_DELAY_MS, undefined, { signal: stop }).catch(() => {});
      } else {
        throw error;
      }
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

/** The end of a path tells more than its start, and has the extension. */
function nameToSend(name: string): string {
  return name.slice(-NAME_LENGTH).toWellFormed();
}

function refusedDocument(error: unknown, sources: readonly Source[]): Source | undefined {
  const index = error instanceof CopydeskError && /^documents\.(\d+)/.exec(error.field ?? '')?.[1];
  return index ? sources[Number(index)] : undefined;
}

function isBusy(error: unknown): boolean {
  return error instanceof CopydeskError && error.code === 'RATE_LIMITED';
}
