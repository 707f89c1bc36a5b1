import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context, StreamPosition } from '../schema/index.ts';
import { isLong } from './json.ts';
import { type StreamFormat, writeStream } from './stream-writer.ts';
import { isSubscribed, type Subscribed, subscribe } from './subscribe.ts';
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

/** What an Accept header says of streams: the format that is wanted, if one is, and whether plain JSON is taken as well. */
export interface StreamWish {
  readonly type: StreamType | undefined;
  readonly isOnly: boolean;
}

/** Reads an Accept header; without one, all is accepted. */
export function streamWishOf(accept: string | null | undefined): StreamWish {
  const types = accept?.toLowerCase() ?? '*/*';
  if (/multipart\/mixed[^,]*;\s*subscriptionspec=/.test(types)) {
    return { type: 'multipart/mixed', isOnly: true };
  }
  const type = /text\/event-stream|text\/\*|\*\/\*/.test(types) ? 'text/event-stream' : undefined;
  return { type, isOnly: type !== undefined && !/\*\/\*|application\//.test(types) };
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
  senderOf(answer: Response): Sender | undefined;
  /** The head and the body of what a subscription came to, as a stream. */
  answerOf(result: Subscribed | ExecutionResult, type: StreamType, position: StreamPosition): StreamAnswer;
}

type Sender = (target: WriteTarget) => void;

/** An answer of the status 200 that is a stream. */
export interface StreamAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** Writes the body, once the head is written. */
  readonly send: Sender;
}

/** Streams that are written straight to their connections: a body in between would cost as much memory as all else of one. */
export function createStreams({ positionOf, cut, onUnexpected }: StreamsOptions): Streams {
  const senders = new WeakMap<Response, Sender>();
  /** By their requests, until Yoga has made the heads of their answers. */
  const longResults = new WeakMap<Request, ExecutionResult>();

  function answerOf(result: Subscribed | ExecutionResult, type: StreamType, position: StreamPosition): StreamAnswer {
    const { format, contentType } = formats[type];
    const results = isSubscribed(result) ? result.results : only(result);
    return {
      headers: {
        'content-type': contentType,
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
      send: (target) => writeStream(results, target, { format, position, cut, onUnexpected }),
    };
  }

  const plugin: Plugin<Context> = {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args) => subscribe({ ...args, contextValue: ownContext(args.contextValue) }, onUnexpected));
    },
    onResultProcess({ request, result, setResult, setResultProcessor }) {
      if (Array.isArray(result) || isAsyncIterable(result)) {
        return;
      }
      const { type, isOnly } = streamWishOf(request.headers.get('accept'));
      if (type && (isOnly || isSubscribed(result))) {
        setResultProcessor((_, { Response }) => {
          const { headers, send } = answerOf(result, type, positionOf(request));
          const answer = new Response(null, { status: 200, headers });
          senders.set(answer, send);
          return answer;
        }, type);
      } else if ('data' in result && isLong(result.data)) {
        longResults.set(request, result);
        setResult({ ...result, stringify: () => '' });
      }
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

  return { plugin, senderOf: (answer) => senders.get(answer), answerOf };
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
