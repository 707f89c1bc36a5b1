import { CopydeskError } from '../../errors.ts';
import { LinkedAbort } from '../../linked-abort.ts';

/** How long one call may take, in milliseconds. */
export interface TimeLimits {
  /** Until the first content or reasoning. */
  readonly firstTokenTimeoutMs: number;
  /** Between two pieces of content or reasoning. */
  readonly idleTimeoutMs: number;
  /** From the request to the last byte. */
  readonly totalTimeoutMs: number;
}

/** What a call waits for: its first text, its next, the usage behind a complete text, or the end of the body. */
export type Wait = 'first' | 'next' | 'usage' | 'end';

// A complete text does not wait long for its usage, which is estimated if it does not come. The end of the body
// is waited for only so that the connection can be used again.
const USAGE_WAIT_MS = 5_000;
const END_WAIT_MS = 100;

// Made once: an abort without a reason makes an error, with its stack, each time.
const over = new Error('The call is over.');

/** The clock of one call, which ends early once `caller` aborts. */
export class Timers {
  readonly #limits: TimeLimits;
  readonly #abort: LinkedAbort;
  readonly #total: NodeJS.Timeout;
  #waited: Wait | undefined;
  #current: NodeJS.Timeout | undefined;

  /** Starts the total timer. */
  constructor(limits: TimeLimits, caller: AbortSignal) {
    this.#limits = limits;
    this.#abort = new LinkedAbort(caller);
    this.#total = this.#expireAfter(limits.totalTimeoutMs, 'did not finish', 'MODEL_TOTAL_TIMEOUT_MS');
  }

  /** Aborts with the caller's reason, or with MODEL_TIMEOUT once a timer ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Starts to wait, in place of whatever was waited for. */
  restart(wait: Wait): void {
    if (wait === this.#waited) {
      this.#current?.refresh();
      return;
    }
    this.#waited = wait;
    clearTimeout(this.#current);
    this.#current = this.#start(wait);
  }

  /** Ends the call: no timer or listener stays, and what is still open upstream is closed. */
  stop(): void {
    clearTimeout(this.#current);
    clearTimeout(this.#total);
    this.#abort.unlink();
    this.#abort.abort(over);
  }

  #start(wait: Wait): NodeJS.Timeout {
    const { firstTokenTimeoutMs, idleTimeoutMs } = this.#limits;
    switch (wait) {
      case 'first':
        return this.#expireAfter(firstTokenTimeoutMs, 'did not start to answer', 'MODEL_FIRST_TOKEN_TIMEOUT_MS');
      case 'next':
        return this.#expireAfter(idleTimeoutMs, 'did not go on', 'MODEL_IDLE_TIMEOUT_MS');
      case 'usage':
        return this.#endAfter(Math.min(idleTimeoutMs, USAGE_WAIT_MS));
      case 'end':
        return this.#endAfter(Math.min(idleTimeoutMs, END_WAIT_MS));
    }
  }

  #expireAfter(ms: number, what: string, setting: string): NodeJS.Timeout {
    return setTimeout(() => {
      const message = `The model ${what} within ${ms / 1000} s. ${setting} sets how long to wait.`;
      this.#abort.abort(new CopydeskError('MODEL_TIMEOUT', message));
    }, ms);
  }

  #endAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#abort.abort(), ms);
  }
}
