import { type Headers, post, type Response, type Target } from '../http/index.ts';
import { readWhole } from './body.ts';
import { callError, endpointError } from './errors.ts';
import { isRecord, parseJson } from './guards.ts';
import { chatTarget, type TargetOptions } from './target.ts';

/** A connection to an endpoint. */
export interface Client {
  /**
   * Sends one request with this JSON, once `accepted` has resolved. Gives the response as soon as its headers are here;
   * throws a CopydeskError for anything but a 2xx, and the signal's reason once it aborts.
   */
  send(body: string, signal: AbortSignal, accepted: Promise<unknown> | undefined): Promise<Response>;
  /** The id under which the endpoint knows the call, if it is fit to be shown. */
  requestIdOf(headers: Headers): string | undefined;
}

const MAX_ERROR_BYTES = 64 * 1024;
const unreachable = 'The endpoint could not be reached. Check OPENAI_BASE_URL, or try again later.';

/** A client that takes its settings from `options` alone, never from the environment. */
export function createClient(options: TargetOptions): Client {
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
      target ??= chatTarget({ ...options, apiKey });
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

/** How long to wait, as the endpoint says: in `retry-after-ms`, or in `retry-after` in seconds or as a date. */
function retryAfterOf(headers: Headers): number | undefined {
  const exact = headers['retry-after-ms'];
  const given = headers['retry-after'];
  const seconds = given ? Number(given) * 1000 : Number.NaN;
  const wait = exact ? Number(exact) : Number.isNaN(seconds) ? Date.parse(given ?? '') - Date.now() : seconds;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
