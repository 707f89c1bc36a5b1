import { AzureOpenAI, OpenAI } from 'openai';
import { post, type Response, type Headers as ResponseHeaders, type Target, targetOf } from '../http/index.ts';
import { readWhole } from './body.ts';
import { callError, endpointError } from './errors.ts';
import { isRecord, parseJson } from './guards.ts';

/** Where a model is, and how to get in. */
export interface ClientOptions {
  /** The model's id at the endpoint. */
  readonly id: string;
  readonly apiKey: string | undefined;
  readonly baseURL: string | undefined;
  /** In place of the base URL: a resource of Azure, where models are deployments. */
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string } | undefined;
}

/** A connection to an endpoint. */
export interface Client {
  /**
   * Sends one request with this JSON, once `accepted` has resolved. Gives the response as soon as its headers are here;
   * throws a CopydeskError for anything but a 2xx, and the signal's reason once it aborts.
   */
  send(body: string, signal: AbortSignal, accepted: Promise<unknown> | undefined): Promise<Response>;
  /** The id under which the endpoint knows the call, if it is fit to be shown. */
  requestIdOf(headers: ResponseHeaders): string | undefined;
}

const MAX_ERROR_BYTES = 64 * 1024;
const unreachable = 'The endpoint could not be reached. Check OPENAI_BASE_URL, or try again later.';
const openaiURL = 'https://api.openai.com/v1';

/** A client that takes its settings from `options` alone, never from the environment. */
export function createClient(options: ClientOptions): Client {
  const apiKey = options.apiKey || undefined;
  let target: Promise<Target> | undefined;

  const requestIdOf: Client['requestIdOf'] = (headers) => {
    const id = headers['x-request-id'] ?? '';
    const isKey = apiKey !== undefined && id.includes(apiKey);
    return /^[\w-]{1,128}$/.test(id) && !isKey ? id : undefined;
  };

  return {
    requestIdOf,
    async send(body, signal, accepted) {
      target ??= targetFor({ ...options, apiKey });
      const response = await post(await target, body, signal, accepted).catch(() => {
        signal.throwIfAborted();
        throw callError('MODEL_UNAVAILABLE', undefined, unreachable);
      });
      if (response.status >= 200 && response.status < 300) {
        return response;
      }
      // Where the body is cut or too long, its status still says what happened.
      const read = await readWhole(response.body, MAX_ERROR_BYTES).catch(() => undefined);
      signal.throwIfAborted();
      const said = read && parseJson(read);
      const error = isRecord(said) ? (said.error ?? said) : undefined;
      throw endpointError(error, response.status, requestIdOf(response.headers), retryAfterOf(response.headers));
    },
  };
}

// The SDK builds the request, once: that costs as much as all else of a call, and none of it differs from call to call.
async function targetFor({ id, apiKey, baseURL, azure }: ClientOptions): Promise<Target> {
  const shared = {
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off' as const,
  };
  const openai = azure
    ? new AzureOpenAI({
        ...shared,
        baseURL: `${azure.endpoint.replace(/\/+$/, '')}/openai`,
        apiVersion: azure.apiVersion,
      })
    : new OpenAI({ ...shared, baseURL: baseURL || openaiURL });
  const { url, req } = await openai.buildRequest({ method: 'post', path: '/chat/completions', body: { model: id } });
  return targetOf(url, plainHeaders(req.headers, apiKey));
}

// The SDK adds what it finds in OPENAI_CUSTOM_HEADERS and what it knows of this machine. An endpoint without keys
// gets no Authorization at all, though the SDK needs one.
function plainHeaders(all: Headers, apiKey: string | undefined): Readonly<Record<string, string>> {
  const isAzure = all.has('api-key');
  return {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    'user-agent': all.get('user-agent') ?? 'copydesk',
    ...(apiKey !== undefined && (isAzure ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` })),
  };
}

/** How long to wait, as the endpoint says: in `retry-after-ms`, or in `retry-after` in seconds or as a date. */
function retryAfterOf(headers: ResponseHeaders): number | undefined {
  const exact = headers['retry-after-ms'];
  const given = headers['retry-after'];
  const seconds = given ? Number(given) * 1000 : Number.NaN;
  const wait = exact ? Number(exact) : Number.isNaN(seconds) ? Date.parse(given ?? '') - Date.now() : seconds;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
