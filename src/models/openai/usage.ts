import { pause } from '../../turns.ts';
import type { RewriteRequest, Usage } from '../model.ts';
import { countTokens } from '../tokens.ts';
import { isRecord } from './guards.ts';

/** The tokens of one call as the endpoint counted them. */
export type WireUsage = Omit<Usage, 'isEstimated' | 'costUsd' | 'modelCalls'>;

/** The `usage` of a chunk; undefined where it says nothing, or only zeros. */
export function readUsage(value: unknown): WireUsage | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const promptTokens = count(value, 'prompt_tokens');
  const completionTokens = count(value, 'completion_tokens');
  if (promptTokens + completionTokens === 0) {
    return undefined;
  }
  return {
    promptTokens,
    cachedPromptTokens: count(value.prompt_tokens_details, 'cached_tokens'),
    completionTokens,
    reasoningTokens: count(value.completion_tokens_details, 'reasoning_tokens'),
    totalTokens: count(value, 'total_tokens') || promptTokens + completionTokens,
  };
}

/**
 * What a call used that the endpoint did not count: nothing of it where the endpoint did not take it, the prompt and
 * what came of the answer otherwise.
 */
export async function estimateUsage(request: RewriteRequest, answer: string | undefined): Promise<WireUsage> {
  const [promptTokens, completionTokens] = answer === undefined ? [0, 0] : await countCall(request, answer);
  return {
    promptTokens,
    cachedPromptTokens: 0,
    completionTokens,
    reasoningTokens: 0,
    totalTokens: promptTokens + completionTokens,
  };
}

async function countCall(request: RewriteRequest, answer: string): Promise<[prompt: number, answer: number]> {
  // The prompt is made once more, and many calls may end in one breath.
  await pause();
  const { prompt } = request;
  const [system = 0, user = 0, completion = 0] = await countTokens([prompt.system, prompt.user, answer]);
  return [system + user, completion];
}

function count(owner: unknown, name: string): number {
  const value = isRecord(owner) ? owner[name] : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
