import type { IncomingMessage, ServerResponse } from 'node:http';
import { addAbortSignal, PassThrough, Readable } from 'node:stream';
import { createYoga, useExecutionCancellation, useReadinessCheck } from 'graphql-yoga';
import { type Context, type StreamPosition, schema } from '../schema/index.ts';
import { maskError } from './errors.ts';
import { useGraphiQL } from './graphiql.ts';
import { useOperationLimits } from './limits.ts';
import { useNotAcceptable } from './not-acceptable.ts';
import { createOperationCache } from './operation-cache.ts';
import { isAllowed, useOrigins } from './origins.ts';
import { usePage } from './page.ts';
import { createPostedStreams, type PostedStreamsOptions } from './posted-streams.ts';
import { lastEventIdOf, useRejoin } from './rejoin.ts';
import { extraParamNames, type NodeContext, readJson, useRequestBody } from './request-body.ts';
import { createStreams } from './streams.ts';

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

/** The API as a handler of requests. */
export interface App {
  /** For those of a server of `node:http`. */
  listener(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** For those of this process, in place of the platform's `fetch`. */
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/** The API, whoever serves it. */
export function createApp(options: AppOptions): App {
  const { desk, models, limits, version, corsOrigins, cut, onUnexpected } = options;
  const positions = new WeakMap<Request, StreamPosition>();
  const positionOf = (request: Request) => {
    const position = positions.get(request) ?? { cursor: undefined };
    positions.set(request, position);
    return position;
  };

  const contextOf: PostedStreamsOptions['contextOf'] = (from, signal) => ({
    desk,
    models,
    limits,
    version,
    ...from,
    caller: { id: CALLER_ID, signal },
  });

  const streams = createStreams({ positionOf, cut, onUnexpected });
  const postedStreams = createPostedStreams({
    schema,
    maxBytes: options.maxRequestBytes,
    contextOf,
    streams,
    onUnexpected,
  });
  const { onExecute } = useExecutionCancellation();

  const yoga = createYoga<Partial<NodeContext>, Context>({
    schema,
    context: ({ request }) =>
      contextOf(
        { lastEventId: lastEventIdOf(request.headers.get('last-event-id')), position: positionOf(request) },
        request.signal,
      ),
    cors: (request) => {
      const origin = request.headers.get('origin');
      return origin && isAllowed(origin, corsOrigins) ? { origin, credentials: false } : false;
    },
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: createOperationCache(), errorCache: createOperationCache() },
    extraParamNames,
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
      // A stream ends by itself when its client leaves.
      { onExecute },
      streams.plugin,
      postedStreams.plugin,
      useNotAcceptable(),
    ],
  });

  return {
    async listener(request, response) {
      try {
        const params = postedStreams.mayBe(request) ? readJson(request, options.maxRequestBytes) : undefined;
        if (params && (await postedStreams.answer(request, params, response))) {
          return;
        }
        const answer = await yoga.handleNodeRequestAndResponse(request, response, { req: request, params });
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        const send = streams.senderOf(answer);
        if (send) {
          send(response);
        } else {
          response.end(Buffer.from(await answer.arrayBuffer()));
        }
      } catch (error) {
        onUnexpected(error);
        if (!response.headersSent) {
          response.writeHead(500);
        }
        response.end();
      }
    },
    async fetch(url, init) {
      const answer = await yoga.fetch(url, init);
      const send = streams.senderOf(answer);
      if (!send) {
        return answer;
      }
      const body = new PassThrough();
      if (init.signal) {
        addAbortSignal(init.signal, body);
      }
      send(body);
      // One class, that Node's types and the DOM's each tell of in their own words.
      return new Response(Readable.toWeb(body) as ReadableStream, answer);
    },
  };
}
