import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { StreamPosition } from '../schema/index.ts';
import { maskError } from './errors.ts';
import { type StreamFormat, streamBody } from './stream-body.ts';
import { resultsOf, subscribe } from './subscribe.ts';

/** GraphQL over server-sent events, distinct connections: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export const sseFormat: StreamFormat = {
  // An EventSource that was cut would come back after three seconds otherwise.
  head: 'retry: 1000\n\n',
  ping: ':\n\n',
  // EventSource drops an event without data.
  tail: (cursor) => `event: complete\n${idLine(cursor)}data:\n\n`,
  event: (json, cursor) => `event: next\n${idLine(cursor)}data: ${json}\n\n`,
};

function idLine(cursor: string | undefined): string {
  return cursor === undefined ? '' : `id: ${cursor}\n`;
}

/**
 * Apollo's multipart subscriptions: https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 * The delimiter stands behind each part: its client shows a part once it has seen the next delimiter.
 */
export const multipartFormat: StreamFormat = {
  head: '\r\n--graphql',
  ping: '\r\nContent-Type: application/json\r\n\r\n{}\r\n--graphql',
  tail: () => '--\r\n',
  event: (json) => `\r\nContent-Type: application/json\r\n\r\n{"payload":${json}}\r\n--graphql`,
};

const formats = {
  'text/event-stream': { format: sseFormat, contentType: 'text/event-stream; charset=utf-8' },
  'multipart/mixed': {
    format: multipartFormat,
    contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  },
} as const;

type StreamType = keyof typeof formats;

/** In which format a request wants its stream; undefined where it accepts none. */
export function streamTypeOf(request: Request): StreamType | undefined {
  const accept = request.headers.get('accept')?.toLowerCase() ?? '*/*';
  if (/multipart\/mixed[^,]*;\s*subscriptionspec=/.test(accept)) {
    return 'multipart/mixed';
  }
  return /text\/event-stream|text\/\*|\*\/\*/.test(accept) ? 'text/event-stream' : undefined;
}

/** Whether a request accepts a stream and no plain JSON. */
function wantsStreamOnly(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '*/*';
  return streamTypeOf(request) === 'multipart/mixed' || !/\*\/\*|application\//.test(accept);
}

/** What streams need besides their results. */
export interface StreamsOptions {
  /** Where the stream of a request stands, for the `id` of its events. */
  readonly positionOf: (request: Request) => StreamPosition;
  /** Aborts when streams are to be cut. */
  readonly cut: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/** Runs subscriptions and sends results as streams, in place of Yoga's own ways. */
export function useStreams({ positionOf, cut, onUnexpected }: StreamsOptions): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args: ExecutionArgs) => subscribe(args, (error) => maskError(error, onUnexpected)));
    },
    onResultProcess({ request, result, setResultProcessor }) {
      const type = streamTypeOf(request);
      if (!type || Array.isArray(result) || Symbol.asyncIterator in result) {
        return;
      }
      const results = resultsOf(result) ?? (wantsStreamOnly(request) ? only(result) : undefined);
      if (!results) {
        return;
      }
      const { format, contentType } = formats[type];
      setResultProcessor((_, fetchAPI) => {
        const body = streamBody(results, { format, fetchAPI, position: positionOf(request), cut, onUnexpected });
        return new fetchAPI.Response(body, {
          status: 200,
          headers: {
            'Content-Type': contentType,
            'Cache-Control': 'no-cache, no-transform',
            'X-Accel-Buffering': 'no',
          },
        });
      }, type);
    },
  };
}

/** A result that is none of a stream, as a stream of one. */
async function* only({ errors, ...result }: ExecutionResult): AsyncGenerator<ExecutionResult, void> {
  yield errors ? { errors: errors.map(withoutStatus), ...result } : result;
}

/** What Yoga wants to know of an error is none of the client's business. */
function withoutStatus(error: GraphQLError): GraphQLError {
  const { http: _, unexpected: __, ...extensions } = error.extensions ?? {};
  const { message, nodes, path } = error;
  return new GraphQLError(message, { ...(nodes && { nodes }), ...(path && { path }), extensions });
}
