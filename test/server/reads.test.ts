import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClient, fold } from '../../src/client/index.ts';
import { streamOf } from '../kit/endpoint.ts';
import { startPair } from '../kit/server.ts';

it('However the endpoint cuts its bytes into writes, the folded text is the same', async () => {
  let places: readonly number[] = [];
  let lineEnd = '';
  await using pair = await startPair({
    answer: () => ({
      async raw(response, { target }) {
        const rewrite = target.replaceAll('b', 'a').replaceAll('\n', lineEnd);
        const bytes = new TextEncoder().encode(streamOf(...(rewrite.match(/\s+|\S{1,3}/gu) ?? [])));
        const cuts = [...places.map((place) => Math.min(place, bytes.length)), bytes.length].toSorted((a, b) => a - b);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const [index, end] of cuts.entries()) {
          response.write(bytes.slice(cuts[index - 1] ?? 0, end));
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
    fc.asyncProperty(tokens, fc.array(fc.nat(400)), fc.constantFrom('\n', '\r\n'), async (list, cuts, ending) => {
      const text = list.join('');
      // Wide gaps are a table's: such a paragraph is locked.
      fc.pre(text.trim() !== '' && !/ {3}/.test(text));
      [places, lineEnd] = [cuts, ending];
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
    { numRuns: 60, examples: [[['a', ' ', '\r\n', 'a', 'Grüße'], [], '\n']] },
  );
});
