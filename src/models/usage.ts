import type { Usage } from './model.ts';

/** Nothing used: where every sum starts. */
export const noUsage: Usage = {
  promptTokens: 0,
  cachedPromptTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
  totalTokens: 0,
  isEstimated: false,
  costUsd: 0,
  modelCalls: 0,
};

/** The sum of two usages; estimated if either is, and its cost known only if both are. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    cachedPromptTokens: a.cachedPromptTokens + b.cachedPromptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    totalTokens: a.totalTokens + b.totalTokens,
    isEstimated: a.isEstimated || b.isEstimated,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
    modelCalls: a.modelCalls + b.modelCalls,
  };
}
