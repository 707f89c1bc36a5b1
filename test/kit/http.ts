import { applyDelta } from '../../src/documents/index.ts';

/** One server-sent event, as it came. */
export interface WireEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts.
export type Json = any;

/** Posts an operation and gives the response. */
export function post(
  url: string,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
}

/** Posts an operation and gives its JSON answer. */
export async function postJson(url: string, query: string, variables: object = {}): Promise<Json> {
  return (await post(url, query, variables)).json();
}

/** Posts a subscription and gives the events of its stream as they come. */
export async function* events(
  url: string,
  query: string,
  variables: object,
  headers: Record<string, string> = {},
): AsyncGenerator<WireEvent, void> {
  const leave = new AbortController();
  try {
    const response = await post(url, query, variables, { accept: 'text/event-stream', ...headers }, leave.signal);
    let rest = '';
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      yield* blocks.filter((block) => block.startsWith('event: ')).map(parseEvent);
    }
  } finally {
    leave.abort();
  }
}

function parseEvent(block: string): WireEvent {
  const fields = new Map(block.split('\n').map((line) => [line.split(':', 1)[0], line.replace(/^\w+: ?/, '')]));
  return { event: fields.get('event') ?? '', id: fields.get('id'), data: fields.get('data') ?? '' };
}

/** Posts a subscription and gives its chunks as they come; ends with the stream, however that ends. */
export async function* chunks(
  url: string,
  query: string,
  variables: object,
  headers: Record<string, string> = {},
): AsyncGenerator<Json, void> {
  for await (const { event, data } of events(url, query, variables, headers)) {
    if (event === 'next') {
      const { data: result, errors } = JSON.parse(data);
      yield result ? Object.values(result)[0] : { __typename: 'Refused', errors };
    }
  }
}

/** All that an async iterable gives. */
export function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

/** The text of each document that the deltas of chunks make. */
export function textsOf(list: readonly Json[]): string[] {
  const documents: string[][] = [];
  for (const { document, delta } of list) {
    if (delta) {
      documents[document.index] ??= [];
      const segments = documents[document.index] ?? [];
      segments[delta.segment] = applyDelta(segments[delta.segment] ?? '', delta);
    }
  }
  return documents.map((segments) => segments.join(''));
}
