import type { JobState } from '../jobs/index.ts';
import { eachInTurns } from '../turns.ts';
import { builder } from './builder.ts';
import { type FinishedDocument, OptimizedDocumentType } from './document.ts';
import { type FailedDocument, OptimizeErrorType } from './error.ts';

/** What became of a document. */
export const DocumentOutcomeType = builder.unionType('DocumentOutcome', {
  types: [OptimizedDocumentType, OptimizeErrorType],
  resolveType: (outcome) => ('failure' in outcome ? 'OptimizeError' : 'OptimizedDocument'),
});

/** What became of the documents of a job that ended so far, in the order of the input; one by one, for each may be large. */
export function outcomesOf({
  documents,
  job,
  failure: jobFailure,
}: JobState): AsyncIterable<FinishedDocument | FailedDocument> {
  return eachInTurns(
    documents.flatMap((document) => {
      const failure = document.end ? document.end.failure : jobFailure;
      if (failure) {
        return { failure, document };
      }
      return document.end ? { document, job } : [];
    }),
  );
}
