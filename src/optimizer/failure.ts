import { CopydeskError } from '../errors.ts';
import type { Failure } from './events.ts';

/** What a user is told of an error. */
export function failureOf(error: unknown): Failure {
  const known =
    error instanceof CopydeskError ? error : new CopydeskError('INTERNAL', 'Something went wrong on the server.');
  return { code: known.code, message: known.message, isRetryable: known.isRetryable, field: known.field };
}
