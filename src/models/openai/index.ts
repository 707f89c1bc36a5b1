import type { Model, RewriteEvent, RewriteRequest } from '../model.ts';
import { costOf, type Price } from '../price.ts';
import { createParameters } from './adapt.ts';
import { type CallOptions, call, type Receipt } from './call.ts';
import { createClient } from './client.ts';
import { EndpointError } from './errors.ts';
import type { TargetOptions } from './target.ts';
import { estimateUsage } from './usage.ts';

/** A model at any endpoint that speaks the OpenAI chat protocol. */
export interface OpenAIOptions extends CallOptions {
  /** None: the endpoint is called without Authorization. */
  readonly apiKey: string | undefined;
  /** None: OpenAI itself. */
  readonly baseURL: string | undefined;
  readonly azure?: TargetOptions['azure'];
  /** None: what calls cost is not known. */
  readonly price?: Price | undefined;
}

/**
 * A model behind an endpoint. Each rewrite makes one call, and one more for every parameter that the endpoint turns
 * out to refuse, which is remembered. It does not retry otherwise.
 *
 * @example
 * const model = createOpenAIModel({ id: 'gpt-5-mini', apiKey, baseURL: undefined, ...limits });
 * await model.rewrite(request, signal, (event) => event.type === 'text' && show(event.text));
 */
export function createOpenAIModel(options: OpenAIOptions): Model {
  const client = createClient(options);
  const parameters = createParameters(options.azure?.endpoint ?? options.baseURL);

  const rewrite: Model['rewrite'] = async (request, signal, emit) => {
    while (true) {
      signal.throwIfAborted();
      const sent = parameters.current();
      const receipt: Receipt = { answer: undefined, streamed: false };
      try {
        await call(client, request, sent, options, signal, receipt, emit);
        return { streamed: receipt.streamed };
      } catch (error) {
        if (!(error instanceof EndpointError && parameters.learn(error, sent))) {
          throw error;
        }
      } finally {
        emit(await usageOf(request, receipt));
      }
    }
  };

  async function usageOf(request: RewriteRequest, { answer }: Receipt): Promise<RewriteEvent> {
    const usage = answer?.usage ?? (await estimateUsage(request, answer?.content));
    const isEstimated = answer !== undefined && answer.usage === undefined;
    return { type: 'usage', usage: { ...usage, isEstimated, costUsd: costOf(usage, options.price), modelCalls: 1 } };
  }

  const { id, price } = options;
  return { id, isBuiltin: false, concurrency: Number.POSITIVE_INFINITY, price, rewrite };
}
