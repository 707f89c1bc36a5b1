import { CopydeskError } from '../errors.ts';
import { createBuiltinModel } from './builtin/index.ts';
import type { Model } from './model.ts';
import { createOpenAIModel } from './openai/index.ts';
import { pooled } from './pool.ts';

/** An endpoint that speaks the OpenAI chat protocol, and how to call it. Times in milliseconds, per call. */
export interface Endpoint {
  readonly apiKey: string | undefined;
  /** OpenAI's own when absent. */
  readonly baseURL: string | undefined;
  readonly model: string;
  readonly concurrency: number;
  readonly firstTokenTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
}

/** The models that this server offers. */
export interface Models {
  readonly list: readonly Model[];
  readonly default: Model;
  /** The model of this id, the default one without. Throws MODEL_NOT_FOUND. */
  get(id: string | undefined): Model;
}

/** The endpoint's model, if there is one, as the default, and `builtin`. */
export function createModels(endpoint: Endpoint | undefined): Models {
  const builtin = createBuiltinModel();
  const list = endpoint
    ? [pooled(createOpenAIModel({ ...endpoint, id: endpoint.model }), endpoint.concurrency), builtin]
    : [builtin];
  const [first = builtin] = list;
  return {
    list,
    default: first,
    get(id) {
      const model = id === undefined ? first : list.find((candidate) => candidate.id === id);
      if (!model) {
        const offered = list.map((candidate) => `\`${candidate.id}\``).join(', ');
        throw new CopydeskError('MODEL_NOT_FOUND', `\`model\` must be one of ${offered}.`, 'model');
      }
      return model;
    },
  };
}
