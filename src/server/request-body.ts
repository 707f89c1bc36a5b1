import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FetchAPI, GraphQLParams, Plugin } from 'graphql-yoga';
import { tooLarge } from './errors.ts';

/** What clients send beside what GraphQL over HTTP names: Apollo's recipe for server-sent events the one, urql the other. */
export const extraParamNames = ['operationType', 'documentId'];

/** In code units. Each step on the way of a longer one holds the event loop for milliseconds: it is given back between them. */
const LONG_BODY = 100_000;

/**
 * Reads the body of a request, of at most `maxBytes`. JSON is read here, from the connection itself where there is one: Yoga's
 * own way keeps three copies of it, and what it read them with, for as long as the request's stream is open. What is no request
 * throws an Error, one that is too large TOO_LARGE.
 */
export function useRequestBody(maxBytes: number): Plugin<object, Partial<NodeContext>> {
  return {
    onRequestParse({ request, serverContext, requestParser, setRequestParser, fetchAPI }) {
      const length = request.headers.get('content-length');
      if (isTooLong(length, maxBytes)) {
        throw tooLarge();
      }
      if (!requestParser) {
        return;
      }
      if (request.method === 'POST' && isJson(request.headers.get('content-type'))) {
        const { req, params } = serverContext;
        setRequestParser((other) => params ?? readJson(req ?? Readable.from(other.body ?? []), maxBytes));
      } else if (length === null && request.body) {
        setRequestParser((other) => requestParser(limited(other, maxBytes, fetchAPI)));
      }
    },
  };
}

/** What is known of a request that came over a connection. */
export interface NodeContext {
  readonly req: IncomingMessage;
  /** Of a body that was read already, or is being read. */
  readonly params: Promise<GraphQLParams> | undefined;
}

/** Whether a Content-Type is that of a request as JSON, by Yoga's reading. */
export function isJson(contentType: string | null | undefined): boolean {
  return /^application\/(?:graphql\+)?json(?:[;,]|$)/.test(contentType ?? '');
}

/** Whether a Content-Length says that a body is not to be read at all. */
export function isTooLong(contentLength: string | null | undefined, maxBytes: number): boolean {
  return typeof contentLength === 'string' && !(Number(contentLength) <= maxBytes);
}

/** Reads a request as JSON. Rejects with an Error where it is none, and with TOO_LARGE where it has more than `maxBytes`. */
export async function readJson(body: Readable, maxBytes: number): Promise<GraphQLParams> {
  const text = await readText(body, maxBytes);
  const giveBack = async () => {
    if (text.length > LONG_BODY) {
      await setImmediate();
    }
  };
  await giveBack();
  const value: unknown = JSON.parse(text);
  await giveBack();
  if (typeof value !== 'object' || value === null) {
    throw new TypeError('The body is no object.');
  }
  return value;
}

// An iterator would hold its listeners as long as the connection, and close that where it is left, before the answer is out.
function readText(body: Readable, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts: string[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      body.off('data', read).off('end', finish).off('error', fail).off('close', fail);
      settle();
    };
    const finish = () => end(() => resolve(texts.join('') + decoder.decode()));
    const fail = () => end(() => reject(new Error('The connection was closed within the request.')));
    const read = (bytes: Uint8Array) => {
      length += bytes.byteLength;
      if (length > maxBytes) {
        end(() => reject(tooLarge()));
        // The rest is passed over: the next request on the connection stands behind it.
        body.resume();
        return;
      }
      texts.push(decoder.decode(bytes, { stream: true }));
    };
    if (body.destroyed) {
      fail();
    } else {
      body.on('data', read).on('end', finish).on('error', fail).on('close', fail);
    }
  });
}

/** A request of unknown length whose body breaks off where it gets too long. */
function limited(request: Request, maxBytes: number, fetchAPI: FetchAPI): Request {
  let length = 0;
  const body = request.body?.pipeThrough(
    new fetchAPI.TransformStream<Uint8Array, Uint8Array>({
      transform(read, controller) {
        length += read.byteLength;
        if (length > maxBytes) {
          controller.error(tooLarge());
        } else {
          controller.enqueue(read);
        }
      },
    }),
  );
  const { url, method, headers, signal } = request;
  const half = { duplex: 'half' };
  return new fetchAPI.Request(url, { method, headers, signal, body: body ?? null, ...half });
}
