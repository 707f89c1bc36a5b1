import type { IncomingMessage, ServerResponse } from 'node:http';
import { createYoga, useExecutionCancellation, useReadinessCheck } from 'graphql-yoga';
import { type Context, type StreamPosition, schema } from '../schema/index.ts';
import { maskError } from './errors.ts';
import { useGraphiQL } from './graphiql.ts';
import { useOperationLimits } from './limits.ts';
import { useNotAcceptable } from './not-acceptable.ts';
import { createOperationCache } from './operation-cache.ts';
import { isAllowed, useOrigins } from './origins.ts';
import { lastEventIdOf, useRejoin } from './rejoin.ts';
import { useRequestBody } from './request-body.ts';
import { createStreams } from './streams.ts';

/** Whoever asks: the server does not tell its callers apart. */
const CALLER_ID = 'anyone';

/** What the API works with. */
export interface AppOptions extends Pick<Context, 'desk' | 'models' | 'limits' | 'version'> {
  readonly corsOrigins: readonly string[];
  readonly maxRequestBytes: number;
  /** Aborts when streams are to be cut. */
  readonly cut: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/** The API as a listener for the requests of a server of `node:http`. */
export function createApp(options: AppOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { desk, models, limits, version, corsOrigins, cut, onUnexpected } = options;
  const positions = new WeakMap<Request, StreamPosition>();
  const positionOf = (request: Request) => {
    const position = positions.get(request) ?? { cursor: undefined };
    positions.set(request, position);
    return position;
  };

  const streams = createStreams({ positionOf, cut, onUnexpected });
  const { onExecute } = useExecutionCancellation();

  const yoga = createYoga<object, Context>({
    schema,
    context: ({ request }): Context => ({
      desk,
      models,
      limits,
      version,
      caller: { id: CALLER_ID, signal: request.signal },
      lastEventId: lastEventIdOf(request),
      position: positionOf(request),
    }),
    cors: (request) => {
      const origin = request.headers.get('origin');
      return origin && isAllowed(origin, corsOrigins) ? { origin, credentials: false } : false;
    },
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: createOperationCache(), errorCache: createOperationCache() },
    // Apollo's recipe for server-sent events sends the one, urql the other.
    extraParamNames: ['operationType', 'documentId'],
    maskedErrors: { isDev: false, maskError: (error) => maskError(error, onUnexpected) },
    logging: false,
    landingPage: false,
    graphiql: false,
    plugins: [
      useReadinessCheck({ check: () => desk.isOpen }),
      useGraphiQL(),
      useOrigins(corsOrigins),
      useRejoin(desk, CALLER_ID),
      useRequestBody(options.maxRequestBytes),
      useOperationLimits(),
      // A stream ends by itself when its client leaves.
      { onExecute },
      streams.plugin,
      useNotAcceptable(),
    ],
  });

  return async (request, response) => {
    try {
      const answer = await yoga.handleNodeRequestAndResponse(request, response);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (!streams.send(answer, response)) {
        response.end(Buffer.from(await answer.arrayBuffer()));
      }
    } catch (error) {
      onUnexpected(error);
      if (!response.headersSent) {
        response.writeHead(500);
      }
      response.end();
    }
  };
}
