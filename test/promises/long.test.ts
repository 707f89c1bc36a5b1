import { expect, it } from 'vitest';
import type { EndpointCall } from '../kit/endpoint.ts';
import { collect, type Json } from '../kit/http.ts';
import { startPair } from '../kit/server.ts';
import { expectTold, inputOf, proofsOf, readProofs, type Source, streamOf } from './proof.ts';
import { cutAtRandom, rewrite } from './rewriter.ts';

const CONCURRENCY = 16;

it('A book of 60,000 words streams in, segment by segment, and comes out whole', { timeout: 60_000 }, async () => {
  const source = bookOf(60_000);
  let open = 0;
  let mostOpen = 0;
  await using pair = await startPair(
    {
      answer: ({ target }) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        return {
          // Forty words at a time.
          tokens: rewrite(target).match(/\s*\S+(?:\s+\S+){0,39}/g) ?? [],
          tokenMs: 20,
          // Asked for when nothing but the last token is left.
          get gate() {
            open -= 1;
            return Promise.resolve();
          },
        };
      },
    },
    { MODEL_CONCURRENCY: `${CONCURRENCY}`, FLUSH_INTERVAL_MS: '100' },
  );

  const list: Json[] = [];
  let callsAtFirstText = 0;
  for await (const chunk of streamOf(pair, inputOf([source]))) {
    if (chunk.delta?.state === 'STREAMING') {
      callsAtFirstText ||= pair.endpoint.calls.length;
    }
    list.push(chunk);
  }

  const [proof] = readProofs([source], list);
  if (!proof) {
    throw new Error('There is no proof of the book.');
  }
  expectTold(proof);
  const { result } = proof;
  expect(result.status).toBe('FULFILLED');
  expect(result.optimizedContent).toBe(rewrittenBook(source.content));
  const states = result.segments.map(({ state }: { state: string }) => state);
  expect(new Set(states)).toEqual(new Set(['COMMITTED', 'LOCKED']));
  const prose = states.filter((state: string) => state === 'COMMITTED').length;
  expect(prose).toBeGreaterThan(75);
  expect(pair.endpoint.calls).toHaveLength(prose);
  expect(mostOpen).toBe(CONCURRENCY);
  expect(callsAtFirstText).toBeLessThanOrEqual(CONCURRENCY);
  expect(new Set(proof.deltas.filter(({ state }) => state === 'STREAMING').map(({ segment }) => segment)).size).toBe(
    prose,
  );
  expectRising(list.flatMap(({ percent, document }) => (document ? (percent ?? []) : [])));
});

it('A document of 1.9 MB comes out as it went in, and other streams go on meanwhile', { timeout: 90_000 }, async () => {
  const source = bookOf(361_000);
  expect(Buffer.byteLength(source.content)).toBeGreaterThan(1_800_000);
  expect(Buffer.byteLength(source.content)).toBeLessThan(2_000_000);
  await using pair = await startPair({ answer: ({ target }) => ({ tokens: cutAtRandom(target, 400, 1) }) });
  const ended: string[] = [];
  const long = proofsOf(pair, [source]).finally(() => ended.push('long'));
  const small: Source = {
    name: 'small.md',
    format: 'MARKDOWN',
    content: 'A *small* text with `code`, and nothing else.\n',
  };
  for (let turn = 0; turn < 5; turn += 1) {
    const [proof] = await proofsOf(pair, [small]);
    expect(proof?.text).toBe(small.content);
    ended.push('small');
  }
  const [proof] = await long;
  expect(ended).toEqual(['small', 'small', 'small', 'small', 'small', 'long']);
  if (!proof) {
    throw new Error('There is no proof of the document.');
  }
  expectTold(proof);
  expect(proof.result.status).toBe('FULFILLED');
  expect(proof.text === source.content).toBe(true);
});

it('A document of 5 MB is refused, and no model is called', async () => {
  await using pair = await startPair();
  const [chunk, ...others] = await collect(streamOf(pair, inputOf([bookOf(850_000)])));
  expect(chunk).toMatchObject({
    __typename: 'Refused',
    errors: [{ extensions: { code: 'TOO_LARGE', field: 'documents.0.content' } }],
  });
  expect(others).toEqual([]);
  expect(pair.endpoint.calls).toEqual([] satisfies EndpointCall[]);
});

function expectRising(numbers: readonly number[]): void {
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers.length).toBeGreaterThan(20);
}

const sentences = [
  'In order to reach the harbour, the crew had to wait for the tide, which was late on that day.',
  'Nobody knew how long it would take, due to the fact that the charts were old.',
  'The captain read [the letter](https://example.com/letter) again and put `TIDE` into the log.',
  'It was very cold, and a large number of gulls sat on the *rails* as if they were waiting too.',
  'At last the wind turned, and they were able to set the sails and leave.',
];

/** A book in Markdown with chapters, paragraphs, lists, quotes, code and tables, of about so many words. */
function bookOf(words: number): Source {
  const parts = ['# The harbour\n'];
  for (let count = 0, turn = 0; count < words; turn += 1) {
    if (turn % 12 === 0) {
      parts.push(`## Chapter ${turn / 12 + 1}\n`);
    }
    const paragraph = sentences.map((_, index) => sentences[(turn * 2 + index) % sentences.length]).join(' ');
    parts.push(
      turn % 12 === 5
        ? `- ${paragraph}\n- ${sentences[turn % 5]}\n`
        : turn % 12 === 8
          ? `> ${paragraph}\n`
          : `${paragraph}\n`,
    );
    count += paragraph.split(' ').length + (turn % 12 === 5 ? 18 : 0);
    if (turn % 24 === 11) {
      parts.push('```log\nin order to test: TIDE 1\n```\n', '| Day | Tide |\n| --- | ---: |\n| 1 | 2.75 |\n');
    }
  }
  return { name: 'book.md', format: 'MARKDOWN', content: parts.join('\n') };
}

function rewrittenBook(content: string): string {
  return content
    .split('\n')
    .map((line) => (line.startsWith('in order') ? line : rewrite(line)))
    .join('\n');
}
