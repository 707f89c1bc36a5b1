import { createYoga, useExecutionCancellation, useReadinessCheck, type YogaServerInstance } from 'graphql-yoga';
import { type Context, type StreamPosition, schema } from '../schema/index.ts';
import { maskError } from './errors.ts';
import { useGraphiQL } from './graphiql.ts';
import { useOperationLimits } from './limits.ts';
import { useNotAcceptable } from './not-acceptable.ts';
import { isAllowed, useOrigins } from './origins.ts';
import { usePage } from './page.ts';
import { lastEventIdOf, useRejoin } from './rejoin.ts';
import { useRequestBody } from './request-body.ts';
import { useStreams } from './streams.ts';

/** Whoever asks: the server does not tell its callers apart. */
const CALLER_ID = 'anyone';

/** What the API works with. */
export interface AppOptions extends Pick<Context, 'desk' | 'models' | 'limits' | 'version'> {
  readonly corsOrigins: readonly string[];
  readonly maxRequestBytes: number;
  /** Where the built page is. */
  readonly pageFolder: string;
  /** Aborts when streams are to be cut. */
  readonly cut: AbortSignal;
  readonly onUnexpected: (error: unknown) => void;
}

/** The API as a handler of HTTP requests: a listener for `node:http` with a `fetch` of its own. */
export function createApp(options: AppOptions): YogaServerInstance<object, Context> {
  const { desk, models, limits, version, corsOrigins, cut, onUnexpected } = options;
  const positions = new WeakMap<Request, StreamPosition>();
  const positionOf = (request: Request) => {
    const position = positions.get(request) ?? { cursor: undefined };
    positions.set(request, position);
    return position;
  };

  return createYoga<object, Context>({
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
    // Apollo's recipe for server-sent events sends the one, urql the other.
    extraParamNames: ['operationType', 'documentId'],
    maskedErrors: { isDev: false, maskError: (error) => maskError(error, onUnexpected) },
    logging: false,
    landingPage: false,
    graphiql: false,
    plugins: [
      useReadinessCheck({ check: () => desk.isOpen }),
      usePage(options.pageFolder),
      useGraphiQL(),
      useOrigins(corsOrigins),
      useRejoin(desk, CALLER_ID),
      useRequestBody(options.maxRequestBytes),
      useOperationLimits(),
      useExecutionCancellation(),
      useStreams({ positionOf, cut, onUnexpected }),
      useNotAcceptable(),
    ],
  });
}
