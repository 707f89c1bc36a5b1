import { type Chunk, difference, jobProgress, remainder } from './chunk.ts';
import type { Cursor } from './cursor.ts';
import type { LiveJob } from './live-job.ts';
import { countOutcomes } from './views.ts';

/** How to follow a job. */
export interface FollowOptions {
  /** From where to go on. */
  readonly after: Pick<Cursor, 'version' | 'partial'>;
  /** What the first chunk tells a person: that the job was started, or joined. */
  readonly greeting: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/**
 * Follows a job to its CompleteChunk. Each time the reader is ready it is sent what changed since the last time, so a
 * slow one gets fewer chunks, never other text. Ends at once where `after` is the end of a finished job, and early once
 * the signal aborts.
 */
export function follow(live: LiveJob, options: FollowOptions): AsyncGenerator<Chunk, void> {
  const { greeting, after, now } = options;
  return followFrom(live, jobProgress(live.state, 'STARTING', greeting, after, now()), options);
}

async function* followFrom(live: LiveJob, first: Chunk, options: FollowOptions): AsyncGenerator<Chunk, void> {
  const { after, signal, now } = options;
  const { state } = live;
  let { version } = after;
  const isAtEnd = () => state.endedAt !== undefined && version === state.version;
  if (isAtEnd() && !after.partial) {
    return;
  }
  live.join();
  try {
    yield first;
    if (after.partial) {
      yield* remainder(state, version, after.partial, now());
      version = after.partial.reached;
    }
    while (!isAtEnd()) {
      const wake = await live.changed(version, signal);
      if (wake === 'abort') {
        return;
      }
      if (wake === 'beat') {
        yield jobProgress(state, 'PROCESSING', standing(live), { version, partial: undefined }, now());
      }
      const reached = state.version;
      yield* difference(state, version, now());
      version = reached;
    }
  } finally {
    live.leave();
  }
}

/** Waits for a job's end as a follower that wants no chunks. Once the signal aborts, its reason is thrown. */
export async function waitForEnd(live: LiveJob, signal: AbortSignal): Promise<void> {
  live.join();
  try {
    while (live.state.endedAt === undefined) {
      await live.changed(live.state.version, signal);
      signal.throwIfAborted();
    }
  } finally {
    live.leave();
  }
}

function standing({ state }: LiveJob): string {
  const { successCount, failureCount } = countOutcomes(state);
  return `Still working: ${successCount + failureCount} of ${state.documents.length} documents are done`;
}
