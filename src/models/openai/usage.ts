import type { RewriteRequest, Usage } from '../model.ts';
import { estimateTokens } from '../usage.ts';
import { isRecord } from './guards.ts';

/** The tokens of one call as the endpoint counted them. */
export type WireUsage = Omit<Usage, 'isEstimated' | 'modelCalls'>;

/** The `usage` of a chunk; undefined where it says nothing, or only zeros. */
export function readUsage(value: unknown): WireUsage | undefined {
  if (!isRecord(value)) return undefined;
  const promptTokens = count(value, 'prompt_tokens');
  const completionTokens = count(value, 'completion_tokens');
  if (promptTokens + completionTokens === 0) return undefined;
  return {
    promptTokens,
    cachedPromptTokens: count(value.prompt_tokens_details, 'cached_tokens'),
    completionTokens,
    reasoningTokens: count(value.completion_tokens_details, 'reasoning_tokens'),
    totalTokens: count(value, 'total_tokens') || promptTokens + completionTokens,
  };
}

/** An estimate by the length of the prompt and of the answer, for endpoints that do not count. */
export function estimateUsage(request: RewriteRequest, answer: string): WireUsage {
  const promptTokens = estimateTokens(request.prompt.system) + estimateTokens(request.prompt.user);
  const completionTokens = estimateTokens(answer);
  return {
    promptTokens,
    cachedPromptTokens: 0,
    completionTokens,
    reasoningTokens: 0,
    totalTokens: promptTokens + completionTokens,
  };
}

function count(owner: unknown, name: string): number {
  const value = isRecord(owner) ? owner[name] : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
