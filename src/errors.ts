/** The codes of the public contract's `ErrorCode`. */
export const errorCodes = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'TOO_LARGE',
  'UNSUPPORTED_DOCUMENT',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'IDEMPOTENCY_KEY_REUSED',
  'JOB_EXPIRED',
  'CURSOR_INVALID',
  'CANCELLED',
  'MODEL_NOT_FOUND',
  'MODEL_AUTHENTICATION',
  'MODEL_RATE_LIMITED',
  'MODEL_QUOTA_EXCEEDED',
  'MODEL_TIMEOUT',
  'MODEL_UNAVAILABLE',
  'MODEL_REFUSED',
  'MODEL_OUTPUT_TRUNCATED',
  'MODEL_OUTPUT_INVALID',
  'INTERNAL',
] as const;

/** One of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'RATE_LIMITED',
  'CANCELLED',
  'MODEL_RATE_LIMITED',
  'MODEL_TIMEOUT',
  'MODEL_UNAVAILABLE',
  'MODEL_OUTPUT_TRUNCATED',
  'MODEL_OUTPUT_INVALID',
  'INTERNAL',
]);

/**
 * The one error that Copydesk throws on purpose. Its message is shown to users: it never holds the endpoint's own
 * text, a key or a path. Any other error is a bug and reaches users as INTERNAL.
 */
export class CopydeskError extends Error {
  override readonly name: string = 'CopydeskError';
  readonly code: ErrorCode;
  /** The input's path the error is about: `documents.0.content`. */
  readonly field: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean;
  /** How long to wait before trying again, in milliseconds, where whoever refused has said so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.isRetryable = details.isRetryable ?? retryable.has(code);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** What is known of an error beside its code, which tells most. */
export interface ErrorDetails {
  readonly field?: string | undefined;
  readonly isRetryable?: boolean | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What an operator may want to know; users are never shown it. */
  readonly cause?: unknown;
}

/** What an error says; of what is none, itself as text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
