import type { Usage } from '../models/index.ts';
import { builder } from './builder.ts';

/** What a document or a job has used. */
export const UsageType = builder.objectRef<Usage>('Usage').implement({
  description: 'Tokens as the endpoint counted them; estimated where it did not say.',
  fields: (t) => ({
    promptTokens: t.exposeInt('promptTokens'),
    cachedPromptTokens: t.exposeInt('cachedPromptTokens'),
    completionTokens: t.exposeInt('completionTokens'),
    reasoningTokens: t.exposeInt('reasoningTokens'),
    totalTokens: t.exposeInt('totalTokens'),
    isEstimated: t.exposeBoolean('isEstimated'),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: "Null where the model's price is not known." }),
    modelCalls: t.exposeInt('modelCalls', { description: 'Calls made to the model, retries included.' }),
  }),
});
