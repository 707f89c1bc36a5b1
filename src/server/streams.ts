import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context, StreamPosition } from '../schema/index.ts';
import { maskError } from './errors.ts';
import { isLong } from './json.ts';
import { type StreamFormat, writeStream } from './stream-writer.ts';
import { resultsOf, subscribe } from './subscribe.ts';
import { type WriteTarget, writeJson } from './write-json.ts';

/** GraphQL over server-sent events, distinct connections: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export const sseFormat: StreamFormat = {
  // An EventSource that was cut would come back after three seconds otherwise.
  head: 'retry: 1000\n\n',
  ping: ':\n\n',
  // EventSource drops an event without data.
  tail: (cursor) => `event: complete\n${idLine(cursor)}data:\n\n`,
  event: (cursor) => ({ before: `event: next\n${idLine(cursor)}data: `, after: '\n\n' }),
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
  event: () => ({ before: '\r\nContent-Type: application/json\r\n\r\n{"payload":', after: '}\r\n--graphql' }),
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

/** Results that are sent as streams, and long ones. */
export interface Streams {
  /** Runs subscriptions and takes results for streams, in place of Yoga's own ways. */
  readonly plugin: Plugin<Context>;
  /** What writes the body that `answer` is the head of, once that is written; undefined where it has its own. */
  senderOf(answer: Response): ((target: WriteTarget) => void) | undefined;
}

/** Streams that are written straight to their connections: a body in between would cost as much memory as all else of one. */
export function createStreams({ positionOf, cut, onUnexpected }: StreamsOptions): Streams {
  const senders = new WeakMap<Response, (target: WriteTarget) => void>();
  /** By their requests, until Yoga has made the heads of their answers. */
  const longResults = new WeakMap<Request, ExecutionResult>();

  const plugin: Plugin<Context> = {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args) =>
        subscribe({ ...args, contextValue: ownContext(args.contextValue) }, (error) => maskError(error, onUnexpected)),
      );
    },
    onResultProcess({ request, result, setResult, setResultProcessor }) {
      if (Array.isArray(result) || isAsyncIterable(result)) {
        return;
      }
      const type = streamTypeOf(request);
      const results = type && (resultsOf(result) ?? (wantsStreamOnly(request) ? only(result) : undefined));
      if (!type || !results) {
        if (isLong(result.data)) {
          longResults.set(request, result);
          setResult({ ...result, stringify: () => '' });
        }
        return;
      }
      const { format, contentType } = formats[type];
      const position = positionOf(request);
      setResultProcessor((_, fetchAPI) => {
        const answer = new fetchAPI.Response(null, {
          status: 200,
          headers: {
            'Content-Type': contentType,
            'Cache-Control': 'no-cache, no-transform',
            'X-Accel-Buffering': 'no',
          },
        });
        senders.set(answer, (target) => writeStream(results, target, { format, position, cut, onUnexpected }));
        return answer;
      }, type);
    },
    onResponse({ request, response }) {
      const result = longResults.get(request);
      if (result) {
        longResults.delete(request);
        response.headers.delete('content-length');
        senders.set(response, (target) => {
          writeJson(plain(result), target, { isOver: () => target.destroyed })
            .catch(onUnexpected)
            .finally(() => target.end());
        });
      }
    },
  };

  return { plugin, senderOf: (answer) => senders.get(answer) };
}

/** What resolvers need: without the request, whose headers and body would be held as long as its stream. */
function ownContext({ desk, models, limits, version, caller, lastEventId, position }: Context): Context {
  return { desk, models, limits, version, caller, lastEventId, position };
}

/** A result that is none of a stream, as a stream of one. */
async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, void> {
  yield plain(result);
}

/** A result as it is sent. */
function plain({ errors, ...result }: ExecutionResult): ExecutionResult {
  return errors ? { errors: errors.map(withoutStatus), ...result } : result;
}

/** What Yoga wants to know of an error is none of the client's business. */
function withoutStatus(error: GraphQLError): GraphQLError {
  const { http: _, unexpected: __, ...extensions } = error.extensions ?? {};
  const { message, nodes, path } = error;
  return new GraphQLError(message, { ...(nodes && { nodes }), ...(path && { path }), extensions });
}
