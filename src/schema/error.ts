import { errorCodes } from '../errors.ts';
import { contentOf, type DocumentState } from '../jobs/index.ts';
import type { Failure } from '../optimizer/index.ts';
import { builder } from './builder.ts';
import { DocumentRefType } from './document-ref.ts';
import { StageType } from './status.ts';

/** All codes, also those of refusals, which are GraphQL errors. */
const ErrorCodeType = builder.enumType('ErrorCode', { values: errorCodes });

/** Why a document, or with none the whole job, failed. */
export interface FailedDocument {
  readonly failure: Failure;
  readonly document: DocumentState | undefined;
}

/** Why a document, or the whole job, failed. */
export const OptimizeErrorType = builder.objectRef<FailedDocument>('OptimizeError').implement({
  fields: (t) => ({
    code: t.field({ type: ErrorCodeType, resolve: ({ failure }) => failure.code }),
    message: t.string({
      description: "For a person to read. Never the endpoint's own text, a key or a path.",
      resolve: ({ failure }) => failure.message,
    }),
    isRetryable: t.boolean({ resolve: ({ failure }) => failure.isRetryable }),
    stage: t.field({ type: StageType, resolve: ({ document }) => document?.stages.at(-1)?.stage ?? 'PROCESSING' }),
    document: t.field({ type: DocumentRefType, nullable: true, resolve: ({ document }) => document }),
    field: t.string({
      nullable: true,
      description: "The input's path the error is about: `documents.0.content`.",
      resolve: ({ failure }) => failure.field,
    }),
    partialContent: t.string({
      nullable: true,
      description: 'What had been received when it failed, so that nothing is lost.',
      resolve: ({ document }) => (document ? contentOf(document) || null : null),
    }),
  }),
});
