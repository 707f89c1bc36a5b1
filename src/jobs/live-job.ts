import { CopydeskError } from '../errors.ts';
import type { Entry, JobEvent } from './events.ts';
import { type Followed, Follower, type Wake } from './follower.ts';
import { apply, type JobState } from './state.ts';

/** A ProgressChunk is sent at least this often, also while the model thinks. */
const BEAT_INTERVAL_MS = 15_000;

/** What a timer may be early by. */
const TIMER_MS = 1;

/** What all live jobs of a desk have in common. Times in milliseconds. */
export interface LiveJobOptions {
  /** From one text that followers are shown to the next, at least. */
  readonly flushIntervalMs: number;
  readonly disconnectGraceMs: number;
}

/** A job in memory: its state as it changes, and those who follow it. */
export class LiveJob implements Followed {
  readonly state: JobState;
  readonly #options: LiveJobOptions;
  readonly #cancellation = new AbortController();
  readonly #followers = new Set<Follower>();
  readonly #beat: NodeJS.Timeout | undefined;
  #grace: NodeJS.Timeout | undefined;
  #isSpared = false;
  #isStopped = false;
  #shownAt = performance.now();
  #isShowPlanned = false;
  #shownVersion: number;

  constructor(state: JobState, options: LiveJobOptions) {
    this.state = state;
    this.#options = options;
    this.#shownVersion = state.version;
    if (state.endedAt === undefined) {
      this.#beat = setTimeout(() => this.#wake('beat'), BEAT_INTERVAL_MS);
      this.#watchFollowers();
    }
  }

  /** Aborts when the job is to stop; the reason is the CopydeskError to tell. */
  get signal(): AbortSignal {
    return this.#cancellation.signal;
  }

  cancel(message: string): void {
    this.#cancellation.abort(new CopydeskError('CANCELLED', message));
  }

  /** Whether the job is to be left as it is: another process goes on with it. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** From now on it goes on also where nobody follows it. */
  spare(): void {
    this.#isSpared = true;
    clearTimeout(this.#grace);
  }

  /** Closes its calls and leaves it as it is. */
  stop(): void {
    this.#isStopped = true;
    this.spare();
    clearTimeout(this.#beat);
    this.cancel('The server is shutting down.');
  }

  /** Puts an entry into the state and lets followers know: at once, or when more is due where that can wait. */
  apply(entry: Entry): void {
    const canWait = this.#canWait(entry.event);
    apply(this.state, entry);
    if (canWait) {
      this.#showWhenDue();
    } else {
      this.#show();
    }
    if (this.state.endedAt !== undefined) {
      clearTimeout(this.#beat);
      clearTimeout(this.#grace);
    }
  }

  /** What followers may be sent: text that grew since waits until more is due. */
  get shownVersion(): number {
    return this.#shownVersion;
  }

  /** Somebody follows until it leaves; nothing is waited for once `signal` aborts. */
  join(signal: AbortSignal): Follower {
    if (this.#followers.size === 0) {
      // How the job began goes out with the first chunk, and not just before the first text.
      this.#show();
    }
    const follower = new Follower(this, signal);
    this.#followers.add(follower);
    this.#watchFollowers();
    return follower;
  }

  onLeave(follower: Follower): void {
    this.#followers.delete(follower);
    this.#watchFollowers();
  }

  /** A sign of life of somebody who does not follow: the grace period starts anew. */
  touch(): void {
    this.#watchFollowers();
  }

  #showWhenDue(): void {
    if (this.#isShowPlanned || this.#shownVersion === this.state.version) {
      return;
    }
    this.#isShowPlanned = true;
    const earlyMs = this.#earlyMs();
    if (earlyMs > TIMER_MS) {
      setTimeout(this.#onDue, earlyMs);
    } else {
      // What else this turn of the event loop reads goes with it.
      setImmediate(this.#onDue);
    }
  }

  readonly #onDue = () => {
    this.#isShowPlanned = false;
    // Something may have been shown out of turn meanwhile.
    if (this.#earlyMs() > TIMER_MS) {
      this.#showWhenDue();
    } else {
      this.#show();
    }
  };

  #earlyMs(): number {
    return this.#options.flushIntervalMs - (performance.now() - this.#shownAt);
  }

  #show(): void {
    if (this.#shownVersion < this.state.version) {
      this.#shownVersion = this.state.version;
      this.#shownAt = performance.now();
      this.#wake('change');
    }
  }

  /** What a follower waits for is shown at once: a document's first text and its end, and the job's. */
  #canWait(event: JobEvent): boolean {
    switch (event.type) {
      case 'segmentGrew':
        return this.state.documents[event.document]?.tokensReceived !== 0;
      case 'documentEnded':
      case 'documentFailed':
      case 'jobEnded':
        return false;
      default:
        return true;
    }
  }

  #wake(why: Wake): void {
    this.#beat?.refresh();
    for (const follower of this.#followers) {
      follower.wake(why);
    }
  }

  #watchFollowers(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const { job, endedAt } = this.state;
    if (!this.#isSpared && this.#followers.size === 0 && job.input.onDisconnect === 'CANCEL' && endedAt === undefined) {
      const { disconnectGraceMs } = this.#options;
      this.#grace = setTimeout(
        () =>
          this.cancel(
            `Cancelled: nobody followed the job for ${disconnectGraceMs / 1000} s. Retry it, or send a new idempotencyKey to start anew.`,
          ),
        disconnectGraceMs,
      );
    }
  }
}
