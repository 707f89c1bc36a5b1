import type { Readability } from '../documents/index.ts';
import { type Preservation, preservationKinds, type Review } from '../optimizer/index.ts';
import { eachInTurns } from '../turns.ts';
import { builder } from './builder.ts';

const ReadabilityType = builder.objectRef<Readability>('Readability').implement({
  fields: (t) => ({
    words: t.exposeInt('words'),
    sentences: t.exposeInt('sentences'),
    averageSentenceLength: t.exposeFloat('averageSentenceLength'),
    fleschReadingEase: t.exposeFloat('fleschReadingEase'),
    fleschKincaidGrade: t.exposeFloat('fleschKincaidGrade'),
  }),
});

/** How easy a document was to read, and is now. */
export const ReadabilityChangeType = builder
  .objectRef<NonNullable<Review['readability']>>('ReadabilityChange')
  .implement({
    description: 'Of the prose alone, markup and code left out. Null for other languages than English.',
    fields: (t) => ({
      before: t.field({ type: ReadabilityType, resolve: ({ before }) => before }),
      after: t.field({ type: ReadabilityType, resolve: ({ after }) => after }),
    }),
  });

const PreservationKindType = builder.enumType('PreservationKind', { values: preservationKinds });

const PreservationIssueType = builder.objectRef<Preservation['issues'][number]>('PreservationIssue').implement({
  fields: (t) => ({
    kind: t.field({ type: PreservationKindType, resolve: ({ kind }) => kind }),
    segment: t.exposeInt('segment'),
    message: t.exposeString('message'),
    lost: t.stringList({ description: 'What was lost, or came from nowhere.', resolve: ({ lost }) => [...lost] }),
    added: t.stringList({ resolve: ({ added }) => [...added] }),
  }),
});

/** What of the original came through. */
export const PreservationReportType = builder.objectRef<Preservation>('PreservationReport').implement({
  description: "What of the original's facts and structure came through.",
  fields: (t) => ({
    isPreserved: t.boolean({ resolve: ({ issues }) => issues.length === 0 }),
    lengthRatio: t.exposeFloat('lengthRatio', { description: 'Characters out per character in, of the prose.' }),
    changedWordRatio: t.exposeFloat('changedWordRatio', { description: 'Words changed per word in.' }),
    issues: t.field({ type: [PreservationIssueType], resolve: ({ issues }) => eachInTurns(issues) }),
  }),
});
