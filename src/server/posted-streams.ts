import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context, StreamPosition } from '../schema/index.ts';
import { createOperationCache } from './operation-cache.ts';
import { isForeign } from './origins.ts';
import { lastEventIdOf } from './rejoin.ts';
import { extraParamNames, isJson, isTooLong } from './request-body.ts';
import { type Streams, streamWishOf } from './streams.ts';
import { subscribe } from './subscribe.ts';

/** What subscriptions are run with. */
export interface PostedStreamsOptions {
  readonly schema: GraphQLSchema;
  /** Of a request's body. */
  readonly maxBytes: number;
  /** What resolvers work with; `signal` aborts when the client leaves. */
  readonly contextOf: (from: Pick<Context, 'lastEventId' | 'position'>, signal: AbortSignal) => Context;
  readonly onUnexpected: (error: unknown) => void;
  readonly streams: Streams;
}

/**
 * Streams whose requests are posted as JSON and take no other answer, as those of most clients: they are run and written without
 * Yoga, whose layers took a third of a burst's time to its first texts. Yoga has the first of each operation, and so the say
 * which are valid; and all that is wrong with a request.
 */
export interface PostedStreams {
  /** Learns from Yoga which operations are valid. */
  readonly plugin: Plugin<Context>;
  /** Whether a request may ask for such a stream, by its head. */
  mayBe(request: IncomingMessage): boolean;
  /**
   * Answers a request whose body asks for a subscription that is known, or whose client has left. Resolves to false, with nothing done,
   * where it asks for something else or cannot be read.
   */
  answer(request: IncomingMessage, body: Promise<unknown>, response: ServerResponse): Promise<boolean>;
}

const paramNames: ReadonlySet<string> = new Set([
  'query',
  'operationName',
  'variables',
  'extensions',
  ...extraParamNames,
]);

/** An operation and what it is run with. */
interface Params {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Whether a body is as GraphQL over HTTP says. */
function isParams(body: unknown): body is Params {
  const params: Readonly<Record<string, unknown>> = Object(body);
  return (
    typeof params.query === 'string' &&
    typeof (params.operationName ?? '') === 'string' &&
    isMap(params.variables) &&
    isMap(params.extensions) &&
    Object.keys(params).every((name) => paramNames.has(name))
  );
}

function isMap(value: unknown): boolean {
  return typeof (value ?? {}) === 'object' && !Array.isArray(value);
}

/** Aborts when the client leaves before it has all of its answer. */
function signalOf(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      left.abort();
    }
  });
  return left.signal;
}

/** Streams past Yoga. */
export function createPostedStreams(options: PostedStreamsOptions): PostedStreams {
  const { schema, maxBytes, contextOf, onUnexpected, streams } = options;
  /** Subscriptions that were found valid, by their text. */
  const operations = createOperationCache<DocumentNode>();

  /** What a body asks for, if it is a subscription that is known. */
  function subscriptionIn(body: unknown) {
    if (!isParams(body)) {
      return undefined;
    }
    const { query, operationName, variables: variableValues } = body;
    const document = operations.get(query);
    const isSubscription = document && getOperationAST(document, operationName)?.operation === 'subscription';
    return isSubscription ? { document, operationName, variableValues } : undefined;
  }

  return {
    plugin: {
      onSubscribe({ args: { document, contextValue } }) {
        operations.set(contextValue.params.query ?? '', document);
      },
    },
    mayBe({ method, url, headers }) {
      const ways = { origin: headers.origin, site: headers['sec-fetch-site'], host: headers.host };
      return (
        method === 'POST' &&
        url === '/graphql' &&
        isJson(headers['content-type']) &&
        !isTooLong(headers['content-length'], maxBytes) &&
        streamWishOf(headers.accept).isOnly &&
        !isForeign(ways)
      );
    },
    async answer({ headers }, body, response) {
      const { type } = streamWishOf(headers.accept);
      const subscription = await body.then(subscriptionIn, () => undefined);
      if (response.destroyed) {
        return true;
      }
      if (!type || !subscription) {
        return false;
      }
      const lastEventId = lastEventIdOf(headers['last-event-id']);
      const position: StreamPosition = { cursor: undefined };
      const contextValue = contextOf({ lastEventId, position }, signalOf(response));
      const result = await subscribe({ schema, ...subscription, contextValue }, onUnexpected);
      const answer = streams.answerOf(result, type, position);
      response.writeHead(200, answer.headers);
      answer.send(response);
      return true;
    },
  };
}
