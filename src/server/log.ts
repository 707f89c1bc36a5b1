import { type Logger, pino } from 'pino';
import type { DeskEvent } from '../jobs/index.ts';

/** Lines are written together, so many milliseconds behind the first at most: each on its own costs as much as a chunk. */
const FLUSH_INTERVAL_MS = 200;
const HELD_BYTES = 4_096;

/** JSON lines on standard error. No document, name, prompt or key is ever logged. */
export function createLog(level: string): Logger {
  const stream = pino.destination({ dest: 2, minLength: HELD_BYTES, periodicFlush: FLUSH_INTERVAL_MS });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

/** Logs what happens at the desk. */
export function logDeskEvent(log: Logger, event: DeskEvent): void {
  switch (event.type) {
    case 'jobAccepted': {
      const { id, model, input } = event.job;
      const { optimizationType, documents } = input;
      log.info({ jobId: id, model, optimizationType, documents: documents.length }, 'job accepted');
      break;
    }
    case 'jobEnded': {
      const { job, status, endedAt, documents } = event.state;
      const milliseconds = (endedAt ?? job.createdAt) - job.createdAt;
      const failures = documents.flatMap(({ index, end }) =>
        end?.failure ? { document: index, code: end.failure.code, message: end.failure.message } : [],
      );
      if (failures.length > 0) {
        log.warn({ jobId: job.id, status, milliseconds, failures }, 'job ended');
      } else {
        log.info({ jobId: job.id, status, milliseconds }, 'job ended');
      }
      break;
    }
    case 'unexpected':
      logUnexpected(log, event.error);
  }
}

/** Logs a bug by its place in the code: its message may quote a document. */
export function logUnexpected(log: Logger, error: unknown): void {
  const { name, stack } = error instanceof Error ? error : new Error();
  const frames = stack?.split('\n').filter((line) => line.startsWith('    at '));
  log.error({ error: name, stack: frames }, 'unexpected error');
}
