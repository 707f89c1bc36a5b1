import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClient, fold } from '../../src/client/index.ts';
import { streamOf } from '../kit/endpoint.ts';
import { startPair } from '../kit/server.ts';

it('However the endpoint cuts its bytes into writes, the folded text is the same', async () => {
  let writes: Uint8Array[] = [];
  await using pair = await startPair({
    answer: () => ({
      async raw(response) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const bytes of writes) {
          response.write(bytes);
          await setImmediate();
        }
        response.end();
      },
    }),
  });
  const client = createClient({ url: pair.server.url });
  const tokens = fc.array(fc.constantFrom('Grüße', ' ', '👩🏽‍💻', '日本', '\n\n', '\r\n', 'a', '"quoted"', '\\'), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(tokens, fc.array(fc.nat(400)), async (list, places) => {
      const text = list.join('');
      fc.pre(text.trim() !== '');
      const bytes = new TextEncoder().encode(streamOf(...list));
      const cuts = [...places.map((place) => Math.min(place, bytes.length)), bytes.length].toSorted((a, b) => a - b);
      writes = cuts.map((end, index) => bytes.slice(cuts[index - 1] ?? 0, end));
      let folded: string | undefined;
      let result: string | undefined;
      const content = text.replaceAll('a', 'b');
      const input = { optimizationType: 'STYLE', documents: [{ name: 'a.txt', content }] } as const;
      for await (const job of fold(client.optimizeStream({ ...input, documents: [...input.documents] }))) {
        folded = job.documents[0]?.text;
        result = job.documents[0]?.result?.optimizedContent;
      }
      expect(folded).toBe(text);
      expect(result).toBe(text);
    }),
    { numRuns: 60 },
  );
});
