import { CopydeskError } from '../errors.ts';
import type { Job } from './job.ts';

/** How much may be in work at a time. */
export interface PlaceLimits {
  /** Jobs of all callers together. */
  readonly concurrentJobs: number;
  /** Documents of one caller. */
  readonly callerDocuments: number;
  /** Bytes of one caller's documents, in UTF-8. */
  readonly callerBytes: number;
}

/** Places for the jobs in work. */
export interface Places {
  /** Takes a place for a job, until what is given is called. Throws where there is none, and says when to come back. */
  enter(job: Job): () => void;
  /** The same for a job that was accepted before: there is always a place for it. */
  occupy(job: Job): () => void;
}

/** What is told while no job has ended from which to learn how long one takes. */
const UNKNOWN_DURATION_MS = 10_000;

/** Places within `limits`; `now` is in milliseconds. */
export function createPlaces(limits: PlaceLimits, now: () => number): Places {
  // In the order in which they were taken.
  const taken = new Set<{ readonly since: number }>();
  // Counted, not summed up for each new job: there may be thousands in work.
  const loads = new Map<string, Load>();
  let durationMs = UNKNOWN_DURATION_MS;

  /** By how long jobs took lately, the next one ends then. */
  function comeBack(): string {
    const [oldest] = taken;
    const seconds = Math.max(1, Math.round(((oldest?.since ?? now()) + durationMs - now()) / 1000));
    return `Try again when a job has ended, in about ${seconds} s.`;
  }

  function requirePlace(caller: string, load: Load): void {
    const { concurrentJobs, callerDocuments, callerBytes } = limits;
    const sum = add(loads.get(caller) ?? noLoad, load);
    if (load.documents > callerDocuments || load.bytes > callerBytes) {
      const most = `${callerDocuments} documents and ${callerBytes} bytes of them (MAX_CALLER_DOCUMENTS, MAX_CALLER_BYTES)`;
      throw new CopydeskError('QUOTA_EXCEEDED', `At a time you may have ${most} in work. Send fewer at a time.`, {
        field: 'documents',
      });
    }
    if (taken.size >= concurrentJobs) {
      const message = `${taken.size} jobs are in work, as many as MAX_CONCURRENT_JOBS allows. ${comeBack()}`;
      throw new CopydeskError('RATE_LIMITED', message);
    }
    if (sum.documents > callerDocuments) {
      const message = `You have ${sum.documents - load.documents} documents in work, and MAX_CALLER_DOCUMENTS allows ${callerDocuments}.`;
      throw new CopydeskError('RATE_LIMITED', `${message} ${comeBack()}`);
    }
    if (sum.bytes > callerBytes) {
      const message = `You have documents of ${sum.bytes - load.bytes} bytes in work, and MAX_CALLER_BYTES allows ${callerBytes}.`;
      throw new CopydeskError('RATE_LIMITED', `${message} ${comeBack()}`);
    }
  }

  function take(caller: string, load: Load): () => void {
    const place = { since: now() };
    taken.add(place);
    loads.set(caller, add(loads.get(caller) ?? noLoad, load));
    return () => {
      if (taken.delete(place)) {
        durationMs = (durationMs + now() - place.since) / 2;
        release(caller, load);
      }
    };
  }

  function release(caller: string, { documents, bytes }: Load): void {
    const left = add(loads.get(caller) ?? noLoad, { documents: -documents, bytes: -bytes });
    if (left.documents > 0) {
      loads.set(caller, left);
    } else {
      loads.delete(caller);
    }
  }

  return {
    enter({ caller, input }) {
      const load = loadOf(input);
      requirePlace(caller, load);
      return take(caller, load);
    },
    occupy: ({ caller, input }) => take(caller, loadOf(input)),
  };
}

interface Load {
  readonly documents: number;
  readonly bytes: number;
}

const noLoad: Load = { documents: 0, bytes: 0 };

function loadOf({ documents }: Job['input']): Load {
  const bytes = documents.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return { documents: documents.length, bytes };
}

function add(a: Load, b: Load): Load {
  return { documents: a.documents + b.documents, bytes: a.bytes + b.bytes };
}
