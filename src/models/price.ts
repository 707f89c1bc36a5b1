import type { Usage } from './model.ts';

/** What a model costs, in US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/** What `usage` costs at `price`; reasoning tokens are among the completion tokens. Null without a price. */
export function costOf(
  usage: Pick<Usage, 'promptTokens' | 'cachedPromptTokens' | 'completionTokens'>,
  price: Price | undefined,
): number | null {
  if (!price) {
    return null;
  }
  const { promptTokens, cachedPromptTokens, completionTokens } = usage;
  const dollars =
    (promptTokens - cachedPromptTokens) * price.input +
    cachedPromptTokens * price.cachedInput +
    completionTokens * price.output;
  return dollars / 1e6;
}
