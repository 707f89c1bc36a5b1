import type { Estimate } from '../jobs/index.ts';
import { builder } from './builder.ts';
import { DocumentRefType } from './document-ref.ts';
import { OptimizeInputType } from './input.ts';

const DocumentEstimateType = builder.objectRef<Estimate['documents'][number]>('DocumentEstimate').implement({
  fields: (t) => ({
    document: t.field({ type: DocumentRefType, resolve: (estimate) => estimate }),
    segments: t.exposeInt('segments'),
    lockedSegments: t.exposeInt('lockedSegments'),
    words: t.exposeInt('words'),
    promptTokens: t.exposeInt('promptTokens'),
  }),
});

const EstimateType = builder.objectRef<Estimate>('Estimate').implement({
  fields: (t) => ({
    documents: t.field({ type: [DocumentEstimateType], resolve: ({ documents }) => [...documents] }),
    promptTokens: t.exposeInt('promptTokens'),
    completionTokensLow: t.exposeInt('completionTokensLow'),
    completionTokensHigh: t.exposeInt('completionTokensHigh'),
    costUsdLow: t.exposeFloat('costUsdLow', {
      nullable: true,
      description: "Null where the model's price is not known.",
    }),
    costUsdHigh: t.exposeFloat('costUsdHigh', { nullable: true }),
  }),
});

builder.queryField('estimate', (t) =>
  t.field({
    type: EstimateType,
    description: 'Plan and price of an optimization, without running it or calling a model.',
    args: { input: t.arg({ type: OptimizeInputType, required: true }) },
    resolve: (_, { input }, { desk, caller }) => desk.estimate(input, caller),
  }),
);
