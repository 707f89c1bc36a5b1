import { createParser } from 'eventsource-parser';
import { CopydeskError, errorCodes } from '../errors.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** A client gives up on a connection that is silent for so long: the server sends something every 12 s. */
const SILENCE_LIMIT_MS = 30_000;

/** The connection failed or was cut: the same request may go through. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** Where the server is and how to reach it. */
export interface TransportOptions {
  /** Where the API is: `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** What sends requests; the platform's own when absent. */
  readonly fetch?: typeof fetch | undefined;
  /** Headers for every request, such as an authorization. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: unknown; field?: unknown } }[];
}

/** Runs a query or a mutation. Throws a CopydeskError where it is refused, a ConnectionError where it did not arrive. */
export async function request<Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: TransportOptions,
  signal: AbortSignal,
): Promise<Data> {
  const response = await send(operation, variables, 'application/json', options, signal);
  const answer: Answer<Data> = await response.json().catch(cut(signal));
  return dataOf(answer);
}

/**
 * Runs a subscription. Ends with the server's `complete`; a stream that ends otherwise, or falls silent, throws a
 * ConnectionError.
 */
export async function* stream<Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: TransportOptions,
  signal: AbortSignal,
): AsyncGenerator<Data, void> {
  const connection = new AbortController();
  const either = AbortSignal.any([signal, connection.signal]);
  const silence = () => connection.abort(new ConnectionError('The server has fallen silent.'));
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const answers: Answer<Data>[] = [];
  let isComplete = false;
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === 'complete') {
        isComplete = true;
      } else if (event === 'next') {
        answers.push(JSON.parse(data));
      }
    },
  });
  try {
    watchdog = setTimeout(silence, SILENCE_LIMIT_MS);
    const response = await send(operation, variables, 'text/event-stream', options, either);
    clearTimeout(watchdog);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (reader && !isComplete) {
      // Only the wait for the server counts, not what the caller does between.
      watchdog = setTimeout(silence, SILENCE_LIMIT_MS);
      const { done, value } = await reader.read().catch(cut(signal));
      clearTimeout(watchdog);
      if (done) {
        break;
      }
      parser.feed(value);
      for (const answer of answers.splice(0)) {
        yield dataOf(answer);
      }
    }
    if (!isComplete) {
      throw new ConnectionError('The stream was cut.');
    }
  } finally {
    clearTimeout(watchdog);
    connection.abort();
  }
}

async function send<Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
  accept: string,
  options: TransportOptions,
  signal: AbortSignal,
): Promise<Response> {
  const { body, headers } = encode({ query: operation.toString(), variables });
  const response = await (options.fetch ?? fetch)(options.url, {
    method: 'POST',
    headers: { ...options.headers, ...headers, accept },
    body,
    signal,
  }).catch(cut(signal, `${options.url} cannot be reached.`));
  if (response.status >= 500 || response.status === 408 || response.status === 429) {
    throw new ConnectionError(`${options.url} answered ${response.status}.`);
  }
  if (!response.ok) {
    const answer: Answer<Data> = await response.json().catch(() => ({}));
    throw (
      refusal(answer.errors) ??
      new CopydeskError('NOT_FOUND', `${options.url} answered ${response.status}: no Copydesk.`)
    );
  }
  return response;
}

/** JSON, or the GraphQL multipart request where the variables hold files. */
function encode(payload: object): { body: BodyInit; headers: Record<string, string> } {
  const files: { path: string; file: Blob }[] = [];
  const operations = JSON.stringify(withoutFiles(payload, '', files));
  if (files.length === 0) {
    return { body: operations, headers: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  form.append('operations', operations);
  form.append('map', JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [index, [path]]))));
  files.forEach(({ file }, index) => {
    form.append(String(index), file);
  });
  return { body: form, headers: {} };
}

function withoutFiles(value: unknown, path: string, files: { path: string; file: Blob }[]): unknown {
  if (value instanceof Blob) {
    files.push({ path, file: value });
    return null;
  }
  const inside = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    return value.map((item, index) => withoutFiles(item, inside(index), files));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withoutFiles(item, inside(key), files)]),
    );
  }
  return value;
}

function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  const refused = refusal(errors);
  if (refused) {
    throw refused;
  }
  if (data === null || data === undefined) {
    throw new ConnectionError('The server answered without data.');
  }
  return data;
}

function refusal(errors: Answer<unknown>['errors']): CopydeskError | undefined {
  const [first] = errors ?? [];
  if (!first) {
    return undefined;
  }
  const { code, field } = first.extensions ?? {};
  const known = errorCodes.find((candidate) => candidate === code) ?? 'INVALID_INPUT';
  return new CopydeskError(known, first.message, { field: typeof field === 'string' ? field : undefined });
}

/** What a failed read means: the caller's own abort stays what it is. */
function cut(signal: AbortSignal, message = 'The connection was cut.') {
  return (error: unknown): never => {
    signal.throwIfAborted();
    throw error instanceof ConnectionError ? error : new ConnectionError(message, { cause: error });
  };
}
