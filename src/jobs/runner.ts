import { CopydeskError } from '../errors.ts';
import type { Model } from '../models/index.ts';
import { type DocumentSoFar, failureOf, optimize, type RetryLimits } from '../optimizer/index.ts';
import { type Entry, isEnding, isKept, isSynced, type JobEvent } from './events.ts';
import { sha256 } from './fingerprint.ts';
import type { LiveJob } from './live-job.ts';
import { type DocumentState, isDone } from './state.ts';
import type { JobStore } from './store.ts';
import { statusAtEnd } from './views.ts';

/** What a run needs besides the job. */
export interface RunOptions extends RetryLimits {
  /** The model, and those that step in where it fails. Throws where it is not offered any more. */
  readonly models: () => readonly [Model, ...Model[]];
  readonly store: JobStore;
  /** Whether the store takes the job. Until then nothing of it is told or kept; where it does not, the job's signal has aborted. */
  readonly accepted: Promise<boolean>;
  /** Whether it will, as far as can be told: its calls go out before. */
  readonly isCertain: boolean;
  /** How often a job goes on after a restart before it is given up. */
  readonly recoveryAttempts: number;
  readonly now: () => number;
  /** Is told of an error that is a bug. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Why a job is run: it is new, another process left it unfinished, or what failed of it is wanted once more. */
export type Reason = 'new' | 'recovered' | 'retried';

/**
 * Runs a job to its end: hands every event to the store, where it is kept, and then to the state. Resolves once the job
 * has ended, however it did, or is stopped, to whether the store has its end: where the store fails, the job fails, and
 * ends in memory alone.
 */
export async function runJob(live: LiveJob, reason: Reason, options: RunOptions): Promise<boolean> {
  const { store, accepted, isCertain, now, models, attempts, retryDeadlineMs, recoveryAttempts, onUnexpected } =
    options;
  const { id, caller, input } = live.state.job;
  const { documents, optimizationType, instructions, audience, protectedTerms, rewriteHeadings } = input;
  let isCancelled = live.state.documents.some(({ end }) => end?.failure?.code === 'CANCELLED');
  /** Why the store has no longer all that happened. */
  let gap: unknown;
  /** Endings that the store has not kept yet, in order; followers are told of each once it has. */
  const endings: JobEvent[] = [];
  /** Resolves once all of them are told. */
  let told = Promise.resolve();

  const entryOf = (event: JobEvent) => ({ version: live.state.version + endings.length + 1, at: now(), event });

  /** Tells of an event that need not be on disk before. */
  function note(event: JobEvent): void {
    requireKept();
    const entry = entryOf(withProgress(live, event));
    if (isKept(event)) {
      store.append(id, entry).catch((error) => {
        gap = error;
      });
    }
    live.apply(entry);
  }

  /** Tells of one that is to be on disk before, and resolves then. One ending does not wait for another: those that come together are kept together. */
  async function record(event: JobEvent): Promise<void> {
    if (!isEnding(event)) {
      await told;
    }
    requireKept();
    if (event.type === 'documentFailed') {
      isCancelled ||= event.failure.code === 'CANCELLED';
      for (const entry of unfinished(live, event.document, now())) {
        await store.append(id, entry);
      }
    }
    const entry = entryOf(event);
    if (isEnding(event)) {
      return tell(entry);
    }
    await store.append(id, entry);
    live.apply(entry);
  }

  function requireKept(): void {
    if (gap !== undefined) {
      throw gap;
    }
  }

  function tell(entry: Entry): Promise<void> {
    endings.push(entry.event);
    told = Promise.all([store.append(id, entry), told]).then(
      () => {
        endings.shift();
        live.apply(entry);
      },
      (error) => {
        endings.shift();
        gap = error;
        throw error;
      },
    );
    return told;
  }

  /** What has to be told, kept or not. */
  async function recordLast(event: JobEvent): Promise<void> {
    await record(event).catch((error) => {
      gap = error;
      live.apply(entryOf(event));
    });
  }

  /** Throws where what happened before the end could not be kept. */
  async function recordEnd(): Promise<void> {
    const before = told;
    const event = jobEnded(live, isCancelled, endings);
    const isEndKept = record(event).then(
      () => true,
      () => false,
    );
    await before;
    if (!(await isEndKept)) {
      live.apply(entryOf(event));
    }
  }

  try {
    const soFar = live.state.documents.map(soFarOf);
    if (reason === 'recovered') {
      for (const event of recovering(live, recoveryAttempts)) {
        note(event);
      }
    }
    const wants = { optimizationType, instructions, audience, protectedTerms, rewriteHeadings };
    const task = { ...wants, userId: sha256(caller), turn: id, accepted: isCertain ? undefined : accepted };
    const limits = { segmentWords: live.state.job.segmentWords, attempts, retryDeadlineMs, now, onUnexpected };
    const events = optimize(documents, { ...task, ...limits }, models(), live.signal, soFar);
    if (!(await accepted)) {
      return false;
    }
    if (reason === 'new') {
      note({ type: 'jobStarted' });
    }
    for await (const event of events) {
      // What was paid for is kept, also where the job is left as it is.
      if (live.isStopped && event.type !== 'segmentEnded' && event.type !== 'modelCalled') {
        continue;
      }
      if (isEnding(event)) {
        // Where it fails, the next event does.
        record(event).catch(() => {});
      } else if (isSynced(event)) {
        await record(event);
      } else {
        if (endings.length > 0) {
          await told;
        }
        note(event);
      }
    }
    if (live.isStopped) {
      await told;
      return false;
    }
    await recordEnd();
  } catch (error) {
    if (!(error instanceof CopydeskError)) {
      onUnexpected(error);
    }
    if (live.isStopped) {
      return false;
    }
    await recordLast({ type: 'jobFailed', failure: failureOf(error) });
    await recordLast(jobEnded(live, isCancelled, endings));
  }
  return gap === undefined;
}

function soFarOf({ end, segments }: DocumentState): DocumentSoFar {
  return {
    isEnded: end !== undefined,
    segments: segments.map((segment) => ({ ...segment, isDone: isDone(segment) })),
  };
}

function jobEnded({ state }: LiveJob, isCancelled: boolean, endings: readonly JobEvent[]): JobEvent {
  return { type: 'jobEnded', status: isCancelled ? 'CANCELLED' : statusAtEnd(state, endings) };
}

/** What is told of a job that goes on after a restart. Throws where that was in vain too often. */
function recovering({ state }: LiveJob, recoveryAttempts: number): readonly JobEvent[] {
  if (state.fruitlessRecoveries > recoveryAttempts) {
    const message = `The server stopped ${state.fruitlessRecoveries} times while it worked on this job and got no further: it is given up.`;
    throw new CopydeskError('INTERNAL', message, { isRetryable: false });
  }
  const message = 'The server was restarted: going on where the document stood';
  return state.documents
    .filter(({ end }) => !end)
    .map(({ index }) => ({ type: 'documentStaged', document: index, stage: 'RECOVERING', message }));
}

/** The store does not keep how text grew, so a stage says itself how far the document was. */
function withProgress({ state }: LiveJob, event: JobEvent): JobEvent {
  const document = event.type === 'documentStaged' ? state.documents[event.document] : undefined;
  return event.type === 'documentStaged' && document
    ? { ...event, percent: document.percent, tokensReceived: document.tokensReceived }
    : event;
}

/** What had been received of a document that failed is not lost with the process's memory of it. */
function unfinished({ state: { version, documents } }: LiveJob, document: number, at: number): readonly Entry[] {
  const segments = documents[document]?.segments ?? [];
  return segments.flatMap(({ status, text }, segment) =>
    status === 'STREAMING'
      ? [{ version, at, event: { type: 'segmentGrew', document, segment, offset: 0, text } as const }]
      : [],
  );
}
