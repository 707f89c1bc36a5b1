import { chunk, type EndpointAnswer, sse } from '../kit/endpoint.ts';

/** An answer of which the endpoint writes a portion at a time, each when it is asked for. */
export interface Portions {
  readonly answer: EndpointAnswer;
  /** Writes the next portion; the last one ends the answer. */
  release(): void;
}

export function inPortions(portions: readonly string[]): Portions {
  const gates = portions.map((text) => ({ text, ...Promise.withResolvers<void>() }));
  const waiting = gates.values();
  return {
    answer: {
      async raw(res) {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const { text, promise } of gates) {
          await promise;
          res.write(sse(chunk(text)));
        }
        res.end(sse(chunk(undefined, 'stop')) + sse('[DONE]'));
      },
    },
    release: () => waiting.next().value?.resolve(),
  };
}
