import { type Chunk, difference, jobProgress } from './chunk.ts';
import type { Standing } from './cursor.ts';
import type { LiveJob } from './live-job.ts';
import { countOutcomes } from './views.ts';

/** How to follow a job. */
export interface FollowOptions {
  /** From where to go on. */
  readonly after: Standing;
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
  const { signal, now } = options;
  const { state } = live;
  let standing = options.after;
  const isAtEnd = () => state.endedAt !== undefined && standing.version === state.version && !standing.partial;
  if (isAtEnd()) {
    return;
  }
  const follower = live.join(signal);
  try {
    yield first;
    while (!isAtEnd()) {
      const wake = standing.partial ? 'change' : await follower.changed(standing.version);
      if (wake === 'abort') {
        return;
      }
      if (wake === 'beat') {
        yield jobProgress(state, 'PROCESSING', progressOf(live), standing, now());
      }
      const version = standing.partial?.reached ?? state.version;
      // A `yield*` would wrap each of them.
      for (const chunk of difference(state, standing, now())) {
        yield chunk;
      }
      standing = { version, partial: undefined };
    }
  } finally {
    follower.leave();
  }
}

/** Waits for a job's end as a follower that wants no chunks. Once the signal aborts, its reason is thrown. */
export async function waitForEnd(live: LiveJob, signal: AbortSignal): Promise<void> {
  const follower = live.join(signal);
  try {
    while (live.state.endedAt === undefined) {
      await follower.changed(live.state.version);
      signal.throwIfAborted();
    }
  } finally {
    follower.leave();
  }
}

function progressOf({ state }: LiveJob): string {
  const { successCount, failureCount } = countOutcomes(state);
  return `Still working: ${successCount + failureCount} of ${state.documents.length} documents are done`;
}
