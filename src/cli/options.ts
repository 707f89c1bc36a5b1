import { type Capabilities, CopydeskError, type OptimizeInput } from '../client/index.ts';

/** What `copydesk optimize` is asked for. */
export interface OptimizeOptions {
  readonly type: string;
  readonly audience?: string;
  readonly instructions?: string;
  readonly protect?: readonly string[];
  readonly model?: string;
  readonly format?: string;
  readonly server?: string;
  readonly write?: boolean;
  readonly out?: string;
  readonly check?: boolean;
  readonly estimate?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
}

/** What is asked of the server, besides the documents. */
export interface Task extends Omit<OptimizeInput, 'documents' | 'idempotencyKey' | 'onDisconnect'> {
  /** Of every document; by its name where undefined. */
  readonly format: Capabilities['formats'][number] | undefined;
}

/** The task that `options` stand for. Throws a CopydeskError where the server does not know the type, the format or the model. */
export function taskOf(options: OptimizeOptions, { optimizationTypes, formats, models }: Capabilities): Task {
  const { type, format, model, audience, instructions, protect } = options;
  const types = optimizationTypes.map((info) => info.type);
  return {
    optimizationType: oneOf('--type', type, types),
    format: format === undefined ? undefined : oneOf('--format', format, formats),
    audience: audience ?? null,
    instructions: instructions ?? null,
    protectedTerms: [...(protect ?? [])],
    model: model === undefined ? null : requireModel(model, models),
  };
}

/** A value of the contract that is written as `value` on the command line. Throws a CopydeskError where it is none. */
export function oneOf<Value extends string>(option: string, value: string, values: readonly Value[]): Value {
  const found = values.find((candidate) => candidate === value.toUpperCase().replaceAll('-', '_'));
  if (found === undefined) {
    const known = values.map((candidate) => candidate.toLowerCase().replaceAll('_', '-')).join(', ');
    throw new CopydeskError('INVALID_INPUT', `\`${option}\` must be one of ${known}.`);
  }
  return found;
}

function requireModel(id: string, models: Capabilities['models']): string {
  if (!models.some((model) => model.id === id)) {
    throw new CopydeskError(
      'MODEL_NOT_FOUND',
      `\`--model\` must be one of ${models.map((model) => model.id).join(', ')}.`,
    );
  }
  return id;
}
