import { APIConnectionTimeoutError, APIError, AzureOpenAI, OpenAI } from 'openai';
import { readWhole } from './body.ts';
import { callError, endpointError } from './errors.ts';
import { post, StreamedResponse } from './http.ts';
import type { CallBody } from './request.ts';

/** Where a model is, and how to get in. */
export interface ClientOptions {
  readonly apiKey: string | undefined;
  readonly baseURL: string | undefined;
  /** In place of the base URL: a resource of Azure, where models are deployments. */
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string } | undefined;
  readonly totalTimeoutMs: number;
}

/** A connection to an endpoint. */
export interface Client {
  /**
   * Sends one request, once. Gives the response as soon as its headers are here; throws a CopydeskError for
   * anything but a 2xx, and the signal's reason once it aborts.
   */
  send(body: CallBody, signal: AbortSignal): Promise<StreamedResponse>;
  /** The id under which the endpoint knows the call, if it is fit to be shown. */
  requestIdOf(headers: Headers | undefined): string | undefined;
}

const MAX_TIMER_MS = 2 ** 31 - 1;
const MAX_ERROR_BYTES = 64 * 1024;
const unreachable = 'The endpoint could not be reached. Check OPENAI_BASE_URL, or try again later.';
const openaiURL = 'https://api.openai.com/v1';

/** A client that takes its settings from `options` alone, never from the environment. */
export function createClient({ baseURL, azure, totalTimeoutMs, ...options }: ClientOptions): Client {
  const apiKey = options.apiKey || undefined;
  const shared = {
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // Our own timers end a call; the SDK's must not come before them.
    timeout: Math.min(2 * totalTimeoutMs, MAX_TIMER_MS),
    logLevel: 'off' as const,
    fetch: leanFetch(apiKey),
  };
  const openai = azure
    ? new AzureOpenAI({
        ...shared,
        baseURL: `${azure.endpoint.replace(/\/+$/, '')}/openai`,
        apiVersion: azure.apiVersion,
      })
    : new OpenAI({ ...shared, baseURL: baseURL || openaiURL });

  const requestIdOf = (headers: Headers | undefined) => {
    const id = headers?.get('x-request-id') ?? '';
    const isKey = apiKey !== undefined && id.includes(apiKey);
    return /^[\w-]{1,128}$/.test(id) && !isKey ? id : undefined;
  };

  return {
    requestIdOf,
    async send(body, signal) {
      try {
        const response = await openai.chat.completions.create(body, { signal }).asResponse();
        if (response instanceof StreamedResponse) {
          return response;
        }
        throw new TypeError('The SDK did not use the fetch it was given.');
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof APIConnectionTimeoutError) {
          throw callError('MODEL_TIMEOUT', undefined, unreachable);
        }
        if (!(error instanceof APIError) || error.status === undefined) {
          throw callError('MODEL_UNAVAILABLE', undefined, unreachable);
        }
        throw endpointError(error.error, error.status, requestIdOf(error.headers), retryAfterOf(error.headers));
      }
    },
  };
}

/** How long to wait, as the endpoint says: in `retry-after-ms`, or in `retry-after` in seconds or as a date. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const exact = headers?.get('retry-after-ms');
  const given = headers?.get('retry-after');
  const seconds = given ? Number(given) * 1000 : Number.NaN;
  const wait = exact ? Number(exact) : Number.isNaN(seconds) ? Date.parse(given ?? '') - Date.now() : seconds;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

// The SDK adds what it finds in OPENAI_CUSTOM_HEADERS and what it knows of this machine. An endpoint without keys
// gets no Authorization at all, though the SDK needs one.
function plainHeaders(headers: HeadersInit | undefined, apiKey: string | undefined): Headers {
  const all = new Headers(headers);
  const plain = new Headers({ accept: 'text/event-stream, application/json', 'content-type': 'application/json' });
  plain.set('user-agent', all.get('user-agent') ?? 'copydesk');
  if (apiKey !== undefined && all.has('api-key')) {
    plain.set('api-key', apiKey);
  } else if (apiKey !== undefined) {
    plain.set('authorization', `Bearer ${apiKey}`);
  }
  return plain;
}

/** What sends the SDK's requests. It reads the body of an error itself: the SDK would read it without a limit. */
function leanFetch(apiKey: string | undefined) {
  return async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const signal = init.signal ?? new AbortController().signal;
    const response = await post(String(url), plainHeaders(init.headers, apiKey), String(init.body), signal);
    if (response.ok) {
      return response;
    }
    const { status, headers } = response;
    // Where the body is cut or too long, its status still says what happened.
    const body = await readWhole(response, MAX_ERROR_BYTES, signal).catch(() => undefined);
    return new Response(body?.length ? body : null, { status, headers });
  };
}
