import { APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
import { readWhole } from './body.ts';
import { callError, endpointError } from './errors.ts';
import type { CallBody } from './request.ts';

/** Where a model is, and how to get in. */
export interface ClientOptions {
  readonly apiKey: string | undefined;
  readonly baseURL: string | undefined;
  readonly totalTimeoutMs: number;
}

/** A connection to an endpoint. */
export interface Client {
  /**
   * Sends one request, once. Gives the response as soon as its headers are here; throws a CopydeskError for
   * anything but a 2xx, and the signal's reason once it aborts.
   */
  send(body: CallBody, signal: AbortSignal): Promise<Response>;
  /** The id under which the endpoint knows the call, if it is fit to be shown. */
  requestIdOf(headers: Headers | undefined): string | undefined;
}

const MAX_TIMER_MS = 2 ** 31 - 1;
const MAX_ERROR_BYTES = 64 * 1024;
const unreachable = 'The endpoint could not be reached. Check OPENAI_BASE_URL, or try again later.';
const openaiURL = 'https://api.openai.com/v1';

/** A client that takes its settings from `options` alone, never from the environment. */
export function createClient({ baseURL, totalTimeoutMs, ...options }: ClientOptions): Client {
  // OPENAI_API_KEY= in an .env file means none.
  const apiKey = options.apiKey || undefined;
  const openai = new OpenAI({
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseURL || openaiURL,
    maxRetries: 0,
    // Our own timers end a call; the SDK's must not come before them.
    timeout: Math.min(2 * totalTimeoutMs, MAX_TIMER_MS),
    logLevel: 'off',
    // A redirect would take the document to a place nobody chose.
    fetchOptions: { redirect: 'error' },
    fetch: (url, init) => plainFetch(url, { ...init, headers: plainHeaders(init?.headers, apiKey) }),
  });

  const requestIdOf = (headers: Headers | undefined) => {
    const id = headers?.get('x-request-id') ?? '';
    const isKey = apiKey !== undefined && id.includes(apiKey);
    return /^[\w-]{1,128}$/.test(id) && !isKey ? id : undefined;
  };

  return {
    requestIdOf,
    async send(body, signal) {
      try {
        return await openai.chat.completions.create(body, { signal }).asResponse();
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof APIConnectionTimeoutError) throw callError('MODEL_TIMEOUT', undefined, unreachable);
        if (!(error instanceof APIError) || error.status === undefined)
          throw callError('MODEL_UNAVAILABLE', undefined, unreachable);
        throw endpointError(error.error, error.status, requestIdOf(error.headers));
      }
    },
  };
}

// The SDK adds what it finds in OPENAI_CUSTOM_HEADERS and what it knows of this machine. An endpoint without keys
// gets no Authorization at all, though the SDK needs one.
function plainHeaders(headers: HeadersInit | undefined, apiKey: string | undefined): Headers {
  const all = new Headers(headers);
  const plain = new Headers({ accept: 'text/event-stream, application/json', 'content-type': 'application/json' });
  plain.set('user-agent', all.get('user-agent') ?? 'copydesk');
  if (apiKey !== undefined) plain.set('authorization', `Bearer ${apiKey}`);
  return plain;
}

// The SDK reads the body of an error without a limit.
async function plainFetch(url: string | URL | Request, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.ok) return response;
  const { status, headers } = response;
  // Where the body is cut or too long, its status still says what happened.
  const body = await readWhole(response, MAX_ERROR_BYTES, init.signal ?? undefined).catch(() => undefined);
  return new Response(body?.length ? body : null, { status, headers });
}
