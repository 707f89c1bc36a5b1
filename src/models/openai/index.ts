import type { Model, RewriteEvent, RewriteRequest } from '../model.ts';
import { createParameters } from './adapt.ts';
import { call } from './call.ts';
import { createClient } from './client.ts';
import { EndpointError } from './errors.ts';
import { buildBody } from './request.ts';
import type { TimeLimits } from './timers.ts';
import { estimateUsage } from './usage.ts';

/** A model at any endpoint that speaks the OpenAI chat protocol. */
export interface OpenAIOptions extends TimeLimits {
  /** The model's id at the endpoint. */
  readonly id: string;
  /** None: the endpoint is called without Authorization. */
  readonly apiKey: string | undefined;
  /** None: OpenAI itself. */
  readonly baseURL: string | undefined;
}

/**
 * A model behind an endpoint. Each rewrite makes one call, and one more for every parameter that the endpoint turns
 * out to refuse, which is remembered. It does not retry otherwise.
 *
 * @example
 * const model = createOpenAIModel({ id: 'gpt-5-mini', apiKey, baseURL: undefined, ...limits });
 * for await (const event of model.rewrite(request, signal)) if (event.type === 'text') show(event.text);
 */
export function createOpenAIModel(options: OpenAIOptions): Model {
  const client = createClient(options);
  const parameters = createParameters(options.baseURL);

  async function* rewrite(request: RewriteRequest, signal: AbortSignal): AsyncGenerator<RewriteEvent, void> {
    for (let modelCalls = 1; ; modelCalls++) {
      signal.throwIfAborted();
      const sent = parameters.current();
      try {
        const { answer, streamed } = yield* call(client, buildBody(options.id, request, sent), options, signal);
        const usage = answer.usage ?? estimateUsage(request, answer.text);
        yield { type: 'end', usage: { ...usage, isEstimated: answer.usage === undefined, modelCalls }, streamed };
        return;
      } catch (error) {
        if (!(error instanceof EndpointError && parameters.learn(error, sent))) throw error;
      }
    }
  }

  return { id: options.id, isBuiltin: false, rewrite };
}
