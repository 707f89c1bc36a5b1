import { CopydeskError } from '../../errors.ts';

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

/** The clock of one call. */
export interface Timers {
  /** Aborts with the caller's reason, or with MODEL_TIMEOUT once a timer ends. */
  readonly signal: AbortSignal;
  /** Starts to wait, in place of whatever was waited for. */
  restart(wait: Wait): void;
  /** Ends the call: no timer or listener stays, and what is still open upstream is closed. */
  stop(): void;
}

// A complete text does not wait long for its usage, which is estimated if it does not come. The end of the body
// is waited for only so that the connection can be used again.
const USAGE_WAIT_MS = 5_000;
const END_WAIT_MS = 100;

// Made once: an abort without a reason makes an error, with its stack, each time.
const over = new Error('The call is over.');

/** Starts the total timer of a call that ends early once `caller` aborts. */
export function startTimers(limits: TimeLimits, caller: AbortSignal): Timers {
  const controller = new AbortController();
  const expireAfter = (ms: number, what: string, setting: string) =>
    setTimeout(() => {
      const message = `The model ${what} within ${ms / 1000} s. ${setting} sets how long to wait.`;
      controller.abort(new CopydeskError('MODEL_TIMEOUT', message));
    }, ms);
  const waits = {
    first: () => expireAfter(limits.firstTokenTimeoutMs, 'did not start to answer', 'MODEL_FIRST_TOKEN_TIMEOUT_MS'),
    next: () => expireAfter(limits.idleTimeoutMs, 'did not go on', 'MODEL_IDLE_TIMEOUT_MS'),
    usage: () => setTimeout(() => controller.abort(), Math.min(limits.idleTimeoutMs, USAGE_WAIT_MS)),
    end: () => setTimeout(() => controller.abort(), Math.min(limits.idleTimeoutMs, END_WAIT_MS)),
  } satisfies Record<Wait, () => NodeJS.Timeout>;

  let waited: Wait | undefined;
  let current: NodeJS.Timeout | undefined;
  const total = expireAfter(limits.totalTimeoutMs, 'did not finish', 'MODEL_TOTAL_TIMEOUT_MS');
  const onAbort = () => controller.abort(caller.reason);
  caller.addEventListener('abort', onAbort, { once: true });
  if (caller.aborted) {
    onAbort();
  }

  return {
    signal: controller.signal,
    restart(wait) {
      if (wait === waited) {
        current?.refresh();
        return;
      }
      waited = wait;
      clearTimeout(current);
      current = waits[wait]();
    },
    stop() {
      clearTimeout(current);
      clearTimeout(total);
      caller.removeEventListener('abort', onAbort);
      controller.abort(over);
    },
  };
}
