import { CopydeskError, type ErrorCode } from '../errors.ts';

/** A rewrite is complete, but it would damage its source. The message says what is wrong, to a person and to a model. */
export class RefusedRewrite extends Error {
  override readonly name = 'RefusedRewrite';
}

const aboutText: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'MODEL_OUTPUT_TRUNCATED',
  'MODEL_OUTPUT_INVALID',
  'MODEL_REFUSED',
]);

/** Whether a failure has to do with the text that was sent, so that another text may go through. */
export function isAboutText(error: unknown): boolean {
  return error instanceof RefusedRewrite || (error instanceof CopydeskError && aboutText.has(error.code));
}
