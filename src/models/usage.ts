import type { Usage } from './model.ts';

/** Nothing used: where every sum starts. */
export const noUsage: Usage = {
  promptTokens: 0,
  cachedPromptTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
  totalTokens: 0,
  isEstimated: false,
  modelCalls: 0,
};

/** The sum of two usages; estimated if either is. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    cachedPromptTokens: a.cachedPromptTokens + b.cachedPromptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    totalTokens: a.totalTokens + b.totalTokens,
    isEstimated: a.isEstimated || b.isEstimated,
    modelCalls: a.modelCalls + b.modelCalls,
  };
}

const BYTES_PER_TOKEN = 4;

/**
 * About how many tokens `text` has: its UTF-8 bytes by four, the rule of thumb OpenAI gives for English, which errs
 * on the high side for other scripts.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
