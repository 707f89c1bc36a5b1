import { costOf, type Model } from '../models/index.ts';
import { type DocumentEstimate, estimateDocument, type SourceDocument, type Task } from '../optimizer/index.ts';

/** What a request will take and cost where every call goes well. */
export interface Estimate {
  readonly documents: readonly (DocumentEstimate & { readonly index: number; readonly source: SourceDocument })[];
  readonly promptTokens: number;
  readonly completionTokensLow: number;
  readonly completionTokensHigh: number;
  /** In US dollars; null where the model's price is not known. */
  readonly costUsdLow: number | null;
  readonly costUsdHigh: number | null;
}

/** Plans `sources` one after the other. The rule-based editor takes no tokens. */
export async function estimate(
  sources: readonly SourceDocument[],
  task: Task,
  { isBuiltin, price }: Model,
  signal: AbortSignal,
): Promise<Estimate> {
  const documents: (DocumentEstimate & { index: number; source: SourceDocument })[] = [];
  for (const [index, source] of sources.entries()) {
    const plan = await estimateDocument(source, task, signal);
    const tokens = isBuiltin ? { promptTokens: 0, completionTokensLow: 0, completionTokensHigh: 0 } : {};
    documents.push({ ...plan, ...tokens, index, source });
  }
  const sum = (tokens: 'promptTokens' | 'completionTokensLow' | 'completionTokensHigh') =>
    documents.reduce((total, document) => total + document[tokens], 0);
  const promptTokens = sum('promptTokens');
  const cost = (completionTokens: number) => costOf({ promptTokens, cachedPromptTokens: 0, completionTokens }, price);
  const [completionTokensLow, completionTokensHigh] = [sum('completionTokensLow'), sum('completionTokensHigh')];
  return {
    documents,
    promptTokens,
    completionTokensLow,
    completionTokensHigh,
    costUsdLow: cost(completionTokensLow),
    costUsdHigh: cost(completionTokensHigh),
  };
}
