import { contentOf, type DocumentState } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { DocumentRefType } from './document-ref.ts';
import { UsageType } from './usage.ts';

/** A document that is done, in its job. */
export interface FinishedDocument {
  readonly document: DocumentState;
  /** The id of the model that rewrote it. */
  readonly model: string;
}

const DocumentStatusType = builder.enumType('DocumentStatus', { values: ['FULFILLED'] as const });

const ResultMetadataType = builder.objectRef<FinishedDocument>('ResultMetadata').implement({
  fields: (t) => ({
    originalLength: t.int({
      description: 'In UTF-16 code units.',
      resolve: ({ document }) => document.source.content.length,
    }),
    optimizedLength: t.int({
      resolve: ({ document }) => document.segments.reduce((sum, { text }) => sum + text.length, 0),
    }),
    processingTimeMs: t.float({ resolve: ({ document }) => document.end?.processingTimeMs ?? 0 }),
    tokenCount: t.int({
      resolve: ({ document }) => document.usage.completionTokens || document.tokensReceived,
    }),
    model: t.string({ resolve: ({ document, model }) => document.models.join(', ') || model }),
    streamed: t.boolean({
      description: 'False where the endpoint could not stream and the whole text came at once.',
      resolve: ({ document }) => document.isStreamed,
    }),
  }),
});

/** A document that is done. */
export const OptimizedDocumentType = builder.objectRef<FinishedDocument>('OptimizedDocument').implement({
  fields: (t) => ({
    document: t.field({ type: DocumentRefType, resolve: ({ document }) => document }),
    originalFilename: t.string({ resolve: ({ document }) => document.source.name }),
    optimizedContent: t.string({
      description: 'The whole document, optimized.',
      resolve: ({ document }) => contentOf(document),
    }),
    status: t.field({ type: DocumentStatusType, resolve: () => 'FULFILLED' as const }),
    metadata: t.field({ type: ResultMetadataType, resolve: (finished) => finished }),
    usage: t.field({ type: UsageType, resolve: ({ document }) => document.usage }),
  }),
});
