import { setImmediate } from 'node:timers/promises';
import type { FetchAPI, GraphQLParams, Plugin } from 'graphql-yoga';
import { tooLarge } from './errors.ts';

/** In bytes. Each step on the way of a longer one holds the event loop for milliseconds: it is given back between them. */
const LONG_BODY = 100_000;

/**
 * Reads the body of a request, of at most `maxBytes`. JSON is read here: Yoga's own way keeps three copies of it for as long
 * as the request's stream is open. What is no request throws an Error, one that is too large TOO_LARGE.
 */
export function useRequestBody(maxBytes: number): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      const length = request.headers.get('content-length');
      if (length !== null && !(Number(length) <= maxBytes)) {
        throw tooLarge();
      }
      if (!requestParser || !request.body) {
        return;
      }
      if (isJson(request)) {
        setRequestParser((json) => readJson(json, maxBytes));
      } else if (length === null) {
        setRequestParser((other) => requestParser(limited(other, maxBytes, fetchAPI)));
      }
    },
  };
}

function isJson(request: Request): boolean {
  const [type] = (request.headers.get('content-type') ?? '').split(/[;,]/);
  return request.method === 'POST' && /^application\/(?:graphql\+)?json$/i.test(type?.trim() ?? '');
}

async function readJson({ body }: Request, maxBytes: number): Promise<GraphQLParams> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts: string[] = [];
  let length = 0;
  // An iterator would close the connection where it is left, before the answer is out.
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > maxBytes) {
      throw tooLarge();
    }
    texts.push(decoder.decode(read.value, { stream: true }));
  }
  const text = texts.join('') + decoder.decode();
  const giveBack = async () => {
    if (length > LONG_BODY) {
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
