import { CopydeskError } from '../errors.ts';
import { createBreaker } from './breaker.ts';
import { type BuiltinOptions, createBuiltinModel } from './builtin/index.ts';
import type { Model } from './model.ts';
import { createOpenAIModel, type OpenAIOptions } from './openai/index.ts';
import { createPool, type Pool } from './pool.ts';
import type { Price } from './price.ts';
import { shared } from './shared.ts';

/** An endpoint that speaks the OpenAI chat protocol, and what to call there. Times in milliseconds, per call. */
export interface Endpoint extends Omit<OpenAIOptions, 'id' | 'price'> {
  /** The ids of the models that callers may choose, the default one first. */
  readonly models: readonly string[];
  /** The ids of the models that step in, one after the other, where another fails before its first token. */
  readonly fallbackModels: readonly string[];
  readonly prices: ReadonlyMap<string, Price>;
  /** Calls at a time. */
  readonly concurrency: number;
}

/** The models that this server offers. */
export interface Models {
  readonly list: readonly Model[];
  readonly default: Model;
  /** The model of this id, the default one without. Throws MODEL_NOT_FOUND. */
  get(id: string | undefined): Model;
  /** The model of this id and those that step in for it, in order. Throws MODEL_NOT_FOUND. */
  chain(id: string): readonly [Model, ...Model[]];
  /** Makes no more calls to the endpoint. Resolves once those under way have ended. */
  close(): Promise<void>;
}

/** The endpoint's models, if there is one, the first of them as the default, and `builtin`. */
export function createModels(endpoint: Endpoint | undefined, options: BuiltinOptions): Models {
  const builtin = createBuiltinModel(options);
  const pool = createPool(endpoint?.concurrency ?? 1);
  const connect = endpoint ? createConnect(endpoint, pool) : () => builtin;
  const list = [...(endpoint?.models ?? []).map(connect), builtin];
  const fallbacks = (endpoint?.fallbackModels ?? []).map(connect);
  const [first = builtin] = list;

  function get(id: string | undefined): Model {
    const model = id === undefined ? first : list.find((candidate) => candidate.id === id);
    if (!model) {
      const offered = list.map((candidate) => `\`${candidate.id}\``).join(', ');
      throw new CopydeskError('MODEL_NOT_FOUND', `\`model\` must be one of ${offered}.`, { field: 'model' });
    }
    return model;
  }

  return {
    close: pool.close,
    list,
    default: first,
    get,
    chain(id) {
      const model = get(id);
      return model.isBuiltin ? [model] : [model, ...fallbacks.filter((fallback) => fallback.id !== id)];
    },
  };
}

/** All models of an endpoint share its pool and its breaker. */
function createConnect({ prices, concurrency: _, ...options }: Endpoint, pool: Pool): (id: string) => Model {
  const breaker = createBreaker(Date.now);
  const models = new Map<string, Model>();
  return (id) => {
    const known = models.get(id);
    const model = known ?? shared(createOpenAIModel({ ...options, id, price: prices.get(id) }), pool, breaker);
    models.set(id, model);
    return model;
  };
}
