/** Why a waiting follower goes on: there is something new, nothing was for a while, or its signal aborted. */
export type Wake = 'change' | 'beat' | 'abort';

/** What is followed. */
export interface Followed {
  /** The newest version that followers may be sent. */
  readonly shownVersion: number;
  onLeave(follower: Follower): void;
}

/** Somebody who follows a job, until `leave` is called. */
export class Follower {
  readonly #job: Followed;
  readonly #signal: AbortSignal;
  #resolve: ((why: Wake) => void) | undefined;

  constructor(job: Followed, signal: AbortSignal) {
    this.#job = job;
    this.#signal = signal;
    signal.addEventListener('abort', this);
  }

  /** Waits until there is something newer than `version` to send, it is time for a beat, or the follower's signal aborts. */
  changed(version: number): Promise<Wake> {
    if (this.#signal.aborted) {
      return Promise.resolve('abort');
    }
    if (this.#job.shownVersion > version) {
      return Promise.resolve('change');
    }
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Has it go on, if it waits. */
  wake(why: Wake): void {
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(why);
  }

  leave(): void {
    this.#signal.removeEventListener('abort', this);
    this.#job.onLeave(this);
  }

  /** The signal aborts. */
  handleEvent(): void {
    this.wake('abort');
  }
}
