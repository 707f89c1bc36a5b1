import { CopydeskError, type ErrorCode } from '../errors.ts';

/** So many failures in a row, of whatever call, and the endpoint is taken for down. */
const FAILURES = 5;

/** How long it is left alone then, before one call may probe it; twice as long each time that fails. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

/** What says that an endpoint is down, and not that a request or an answer is bad. */
const signsOfFailure: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['MODEL_UNAVAILABLE', 'MODEL_TIMEOUT']);

/** Keeps calls from an endpoint that is down, so that they fail at once and it can recover. */
export interface Breaker {
  /** Lets a call through, or throws MODEL_UNAVAILABLE. */
  pass(): void;
  succeed(): void;
  /** A call failed; `error` tells whether that is the endpoint's doing. */
  fail(error: unknown): void;
}

/** A breaker that lets calls through. `now` is the clock, in milliseconds. */
export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let restMs = FIRST_REST_MS;
  let closedUntil = 0;
  let isProbing = false;

  return {
    pass() {
      if (failures < FAILURES) {
        return;
      }
      const retryAfterMs = closedUntil - now();
      if (retryAfterMs > 0 || isProbing) {
        throw new CopydeskError(
          'MODEL_UNAVAILABLE',
          'The endpoint failed several times and is left alone for a moment.',
          {
            retryAfterMs: Math.max(retryAfterMs, FIRST_REST_MS / 4),
          },
        );
      }
      isProbing = true;
    },
    succeed() {
      failures = 0;
      restMs = FIRST_REST_MS;
      isProbing = false;
    },
    fail(error) {
      if (!(error instanceof CopydeskError && signsOfFailure.has(error.code) && error.isRetryable)) {
        // It answered, if only with a no; a call that was cancelled says nothing.
        isProbing = false;
        failures = error instanceof CopydeskError && error.code !== 'CANCELLED' ? 0 : failures;
        return;
      }
      failures += 1;
      if (failures >= FAILURES) {
        restMs = isProbing ? Math.min(2 * restMs, LONGEST_REST_MS) : restMs;
        closedUntil = now() + restMs;
        isProbing = false;
      }
    },
  };
}
