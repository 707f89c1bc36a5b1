import { applyEdits, criticMarkupSteps, type Edit, unifiedDiffSteps } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import {
  changeOf,
  changesOf,
  contentOf,
  type DocumentState,
  editsOf,
  hasIssues,
  type Job,
  suggestionsOf,
} from '../jobs/index.ts';
import { reviewDocument } from '../optimizer/index.ts';
import { eachInTurns, inTurns } from '../turns.ts';
import { builder } from './builder.ts';
import { DocumentRefType } from './document-ref.ts';
import { DiffFormatType, EditType } from './edit.ts';
import { PreservationReportType, ReadabilityChangeType } from './review.ts';
import { SegmentOutcomeType } from './segment.ts';
import { SuggestionType } from './suggestion.ts';
import { UsageType } from './usage.ts';

/** A document that is done, in its job. */
export interface FinishedDocument {
  readonly document: DocumentState;
  readonly job: Job;
}

const DocumentStatusType = builder.enumType('DocumentStatus', {
  values: {
    FULFILLED: {},
    FULFILLED_WITH_ISSUES: {
      description: "At least one segment kept the source's text because its rewrite was refused.",
    },
  },
});

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
    model: t.string({ resolve: ({ document, job }) => document.models.join(', ') || job.model }),
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
    status: t.field({
      type: DocumentStatusType,
      resolve: ({ document }) => (hasIssues(document) ? 'FULFILLED_WITH_ISSUES' : 'FULFILLED'),
    }),
    metadata: t.field({ type: ResultMetadataType, resolve: (finished) => finished }),
    usage: t.field({ type: UsageType, resolve: ({ document }) => document.usage }),
    edits: t.field({
      type: [EditType],
      description:
        'What changed, against the original, in order, never overlapping. Applying all of them to the original gives `optimizedContent`.',
      resolve: ({ document }) => eachInTurns(editsOf(document)),
    }),
    suggestions: t.field({
      type: [SuggestionType],
      description:
        'What was not changed because only the writer can decide on it, in order, with places in `optimizedContent`. Of what a model wrote, too. English only.',
      resolve: async (finished) => eachInTurns(await suggestionsFor(finished)),
    }),
    content: t.string({
      description: 'The document with only the edits of these ids applied.',
      args: { edits: t.arg.idList({ required: true }) },
      resolve: ({ document }, { edits }) => inTurns(contentSteps(document, edits)),
    }),
    diff: t.string({
      args: { format: t.arg({ type: DiffFormatType, required: true, defaultValue: 'UNIFIED' }) },
      resolve: ({ document }, { format }) => {
        const { name, content } = document.source;
        const edits = changesOf(document);
        return inTurns(
          format === 'UNIFIED' ? unifiedDiffSteps(name, content, edits) : criticMarkupSteps(content, edits),
        );
      },
    }),
    readability: t.field({
      type: ReadabilityChangeType,
      nullable: true,
      resolve: async (finished) => (await reviewOf(finished)).readability,
    }),
    preservation: t.field({
      type: PreservationReportType,
      resolve: async (finished) => (await reviewOf(finished)).preservation,
    }),
    segments: t.field({
      type: [SegmentOutcomeType],
      resolve: ({ document }) =>
        eachInTurns(document.segments.values().map((segment, index) => ({ ...segment, index }))),
    }),
  }),
});

function* contentSteps(document: DocumentState, ids: readonly string[]): Generator<undefined, string> {
  const chosen: Edit[] = [];
  for (const id of new Set(ids)) {
    const edit = changeOf(document, id);
    if (!edit) {
      throw new CopydeskError('INVALID_INPUT', '`edits` must hold ids of the `edits` of this document.', {
        field: 'edits',
      });
    }
    chosen.push(edit);
    yield;
  }
  return applyEdits(document.source.content, chosen);
}

const reviewOf = remembered(({ document, job }) =>
  reviewDocument({ ...document, edits: changesOf(document) }, job.input),
);
const suggestionsFor = remembered(({ document, job }) => suggestionsOf(document, job));

/** A document that is done does not change: what is found out about it is found out once. What fails is forgotten. */
function remembered<Found>(find: (finished: FinishedDocument) => Promise<Found>) {
  const found = new WeakMap<DocumentState, Promise<Found>>();
  return (finished: FinishedDocument): Promise<Found> => {
    const { document } = finished;
    const known = found.get(document);
    if (known) {
      return known;
    }
    const finding = find(finished);
    found.set(document, finding);
    finding.catch(() => found.delete(document));
    return finding;
  };
}
