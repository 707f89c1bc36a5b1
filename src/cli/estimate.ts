import type { Client, Estimate } from '../client/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { documentsOf, failureOf } from './job.ts';
import type { Task } from './options.ts';
import { counted } from './report.ts';
import { shownJson, shownName } from './shown.ts';
import type { Sources } from './sources.ts';

/** `copydesk optimize --estimate`: prints what an optimization would take and cost. Starts nothing. */
export async function printEstimate(
  client: Client,
  { format, ...task }: Task,
  sources: Sources,
  isJson: boolean,
  signal: AbortSignal,
): Promise<ExitCode> {
  let isComplete = true;
  const fail = (name: string, reason: string) => {
    isComplete = false;
    process.stderr.write(`${shownName(name)}: ${reason}\n`);
  };
  for (const { name, reason } of sources.missing) {
    fail(name, reason);
  }
  const estimates: Estimate[] = [];
  const lines: string[] = [];
  for await (const batch of sources.batches(({ name }, error) => fail(name, failureOf(error).message))) {
    const estimate = await client.estimate({ ...task, documents: documentsOf(batch, format) }, { signal });
    estimates.push(estimate);
    lines.push(
      ...estimate.documents.map(
        ({ document, words, segments }) =>
          `${shownName(document.name)}: ${counted(words, 'word')} in ${counted(segments, 'segment')}\n`,
      ),
    );
  }
  process.stdout.write(isJson ? `${shownJson(sumOf(estimates))}\n` : `${lines.join('')}${priceOf(sumOf(estimates))}\n`);
  return isComplete ? exitCodes.done : exitCodes.incomplete;
}

/** The estimates of several jobs as one. */
function sumOf(estimates: readonly Estimate[]): Estimate {
  const sum = (of: (estimate: Estimate) => number) => estimates.reduce((total, estimate) => total + of(estimate), 0);
  const sumKnown = (of: (estimate: Estimate) => number | null) =>
    estimates.some((estimate) => of(estimate) === null) ? null : sum((estimate) => of(estimate) ?? 0);
  return {
    documents: estimates
      .flatMap(({ documents }) => documents)
      .map((one, index) => ({ ...one, document: { ...one.document, index } })),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokensLow: sum(({ completionTokensLow }) => completionTokensLow),
    completionTokensHigh: sum(({ completionTokensHigh }) => completionTokensHigh),
    costUsdLow: sumKnown(({ costUsdLow }) => costUsdLow),
    costUsdHigh: sumKnown(({ costUsdHigh }) => costUsdHigh),
  };
}

function priceOf({
  promptTokens,
  completionTokensLow,
  completionTokensHigh,
  costUsdLow,
  costUsdHigh,
}: Estimate): string {
  const tokens = `${promptTokens} tokens in, ${completionTokensLow} to ${completionTokensHigh} out`;
  const cost =
    costUsdLow === null || costUsdHigh === null
      ? 'the price of the model is not known (MODEL_PRICES)'
      : `${costUsdLow.toFixed(4)} to ${costUsdHigh.toFixed(4)} US dollars`;
  return `${tokens}; ${cost}`;
}
