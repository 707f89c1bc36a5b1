import { setTimeout as sleep } from 'node:timers/promises';
import { CopydeskError, type ErrorCode } from '../errors.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** How often and how long a text is tried. */
export interface RetryLimits {
  /** Calls per segment. */
  readonly attempts: number;
  /** After so long no other attempt begins, in milliseconds from the first. */
  readonly retryDeadlineMs: number;
}

/** An attempt that failed, in its place. */
export interface FailedAttempt {
  readonly error: unknown;
  /** Counts from 1. */
  readonly attempt: number;
  /** Milliseconds since the first attempt began. */
  readonly elapsedMs: number;
}

/**
 * How long to wait before trying again, in milliseconds: as long as the endpoint says, or twice as long each time, with
 * jitter, so that what failed together does not come back together. Undefined where there is no other attempt: none is
 * left, or it can't get better.
 */
export function waitBeforeRetry({ error, attempt, elapsedMs }: FailedAttempt, limits: RetryLimits): number | undefined {
  if (
    !(error instanceof CopydeskError) ||
    !error.isRetryable ||
    error.code === 'CANCELLED' ||
    attempt >= limits.attempts
  ) {
    return undefined;
  }
  const backoffMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
  const waitMs = error.retryAfterMs === undefined ? backoffMs : error.retryAfterMs + backoffMs / 10;
  return elapsedMs + waitMs <= limits.retryDeadlineMs ? waitMs : undefined;
}

/** What another model at the same endpoint may do better. */
const otherModelMayHelp: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'TOO_LARGE',
  'MODEL_NOT_FOUND',
  'MODEL_QUOTA_EXCEEDED',
  'MODEL_RATE_LIMITED',
  'MODEL_TIMEOUT',
  'MODEL_UNAVAILABLE',
]);

/** Whether the next model is to step in after an attempt that gave no text. */
export function shouldFallBack({ error, attempt, elapsedMs }: FailedAttempt, limits: RetryLimits): boolean {
  const isInTime = attempt < limits.attempts && elapsedMs <= limits.retryDeadlineMs;
  return isInTime && error instanceof CopydeskError && otherModelMayHelp.has(error.code);
}

/** Waits. Throws the signal's reason once it aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}
