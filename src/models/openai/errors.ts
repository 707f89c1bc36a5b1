import { CopydeskError, type ErrorCode, type ErrorDetails } from '../../errors.ts';
import { filledString, isRecord, parseJson } from './guards.ts';
import { type OptionalParameter, optionalParameters } from './request.ts';

/** The endpoint said no; where it did so because of a parameter that a rewrite can do without, to which. */
export class EndpointError extends CopydeskError {
  readonly refusedParameter: OptionalParameter | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    refusedParameter: OptionalParameter | undefined,
    details: ErrorDetails,
  ) {
    super(code, message, details);
    this.refusedParameter = refusedParameter;
  }
}

const refusedRequest = 'The endpoint refused the request. Check OPENAI_BASE_URL and OPENAI_MODEL.';

const messages = new Map<ErrorCode, string>([
  ['MODEL_AUTHENTICATION', 'The endpoint did not accept the key. Check OPENAI_API_KEY.'],
  ['MODEL_NOT_FOUND', 'The endpoint does not offer this model. Check OPENAI_MODEL and OPENAI_BASE_URL.'],
  ['MODEL_QUOTA_EXCEEDED', "The endpoint's quota is used up. Check the account that OPENAI_API_KEY belongs to."],
  ['MODEL_RATE_LIMITED', 'The endpoint takes no more calls right now. Try again later, or lower MODEL_CONCURRENCY.'],
  ['MODEL_TIMEOUT', 'The endpoint gave up waiting for the model. Try again later.'],
  ['TOO_LARGE', 'The text is too long for this model. Lower SEGMENT_WORDS, or choose another OPENAI_MODEL.'],
  ['MODEL_UNAVAILABLE', 'The endpoint is not available right now. Try again later.'],
  ['MODEL_REFUSED', 'The model refused to rewrite this text.'],
  ['MODEL_OUTPUT_TRUNCATED', 'The answer ended before it was complete.'],
  ['MODEL_OUTPUT_INVALID', 'The endpoint sent something that is no answer of a model. Check OPENAI_BASE_URL.'],
]);

// A code says more than a status: a quota that is used up comes as 429, a text too long as 400.
const byCode = new Map<string, ErrorCode>([
  ['invalid_api_key', 'MODEL_AUTHENTICATION'],
  ['authentication_error', 'MODEL_AUTHENTICATION'],
  ['model_not_found', 'MODEL_NOT_FOUND'],
  ['insufficient_quota', 'MODEL_QUOTA_EXCEEDED'],
  ['billing_hard_limit_reached', 'MODEL_QUOTA_EXCEEDED'],
  ['rate_limit_exceeded', 'MODEL_RATE_LIMITED'],
  ['rate_limit_error', 'MODEL_RATE_LIMITED'],
  ['context_length_exceeded', 'TOO_LARGE'],
  ['exceed_context_size_error', 'TOO_LARGE'],
  ['content_filter', 'MODEL_REFUSED'],
  ['content_policy_violation', 'MODEL_REFUSED'],
]);

const byStatus = new Map<number, ErrorCode>([
  [401, 'MODEL_AUTHENTICATION'],
  [402, 'MODEL_QUOTA_EXCEEDED'],
  [403, 'MODEL_AUTHENTICATION'],
  [404, 'MODEL_NOT_FOUND'],
  [408, 'MODEL_TIMEOUT'],
  [413, 'TOO_LARGE'],
  [429, 'MODEL_RATE_LIMITED'],
  [504, 'MODEL_TIMEOUT'],
]);

/** The error of a failed call in our own words, with the id under which the endpoint knows the call. */
export function callError(
  code: ErrorCode,
  requestId: string | undefined,
  message = messages.get(code),
  details: ErrorDetails = {},
): CopydeskError {
  return new CopydeskError(code, withId(message, requestId), details);
}

/**
 * The contract's error for what an endpoint answered: `body` is the `error` of its JSON, or all of it. Goes by
 * status, code and parameter alone; nothing of the endpoint's text gets into it.
 */
export function endpointError(
  body: unknown,
  status: number | undefined,
  requestId: string | undefined,
  retryAfterMs?: number,
): EndpointError {
  const said = { ...read(body), ...read(wrapped(body)) };
  const known = status ?? said.status;
  const code = findCode(said.codes, known);
  const isOurs = known === undefined ? said.codes?.includes('invalid_request_error') : known < 498;
  // What is wrong with the request itself does not get better by sending it again.
  const isRefused = code === 'MODEL_UNAVAILABLE' && isOurs;
  const message = withId(isRefused ? refusedRequest : messages.get(code), requestId);
  const details = { retryAfterMs, ...(isRefused && { isRetryable: false }) };
  return new EndpointError(code, message, refusedParameter(known, said.parameter), details);
}

function refusedParameter(status: number | undefined, parameter: string | undefined): OptionalParameter | undefined {
  if (status === 405 || status === 501) {
    return 'stream';
  }
  // Without a status the error came in place of an answer, over a 200.
  if (status !== undefined && status !== 400 && status !== 422) {
    return undefined;
  }
  return optionalParameters.find((name) => name === parameter);
}

function findCode(codes: readonly string[] = [], status: number | undefined): ErrorCode {
  const known = codes.map((code) => byCode.get(code)).find((code) => code !== undefined);
  return known ?? (status === undefined ? undefined : byStatus.get(status)) ?? 'MODEL_UNAVAILABLE';
}

interface Said {
  codes?: readonly string[];
  status?: number;
  parameter?: string;
}

function read(body: unknown): Said {
  if (!isRecord(body)) {
    return {};
  }
  const status = Number(body.code ?? body.status);
  // "stream_options.include_usage" is about stream_options.
  const parameter = filledString(body.param)?.split(/[.[]/)[0] ?? validatedField(body.detail);
  return {
    codes: [body.code, body.type].filter((code) => typeof code === 'string'),
    ...(status >= 400 && status < 600 && { status }),
    ...(parameter !== undefined && { parameter }),
  };
}

// FastAPI's 422, as Mistral and others send it: `detail: [{ loc: ['body', 'stream_options'] }]`.
function validatedField(detail: unknown): string | undefined {
  const first: unknown = Array.isArray(detail) ? detail[0] : undefined;
  const path: unknown = isRecord(first) ? first.loc : undefined;
  return Array.isArray(path) && path[0] === 'body' ? filledString(path[1]) : undefined;
}

// OpenRouter hands the provider's own error on as a string of JSON.
function wrapped(body: unknown): unknown {
  const raw = isRecord(body) && isRecord(body.metadata) ? filledString(body.metadata.raw) : undefined;
  const inner = raw === undefined ? undefined : parseJson(raw);
  return isRecord(inner) ? (inner.error ?? inner) : undefined;
}

function withId(message = 'The call failed.', requestId: string | undefined): string {
  return requestId === undefined ? message : `${message} [${requestId}]`;
}
