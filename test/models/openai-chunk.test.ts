import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chunk, createChunkReader, plainChunk, readChunk } from '../../src/models/openai/chunk.ts';
import { Decoder } from '../../src/models/openai/decoder.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' "', '\\', '\n', '"content":"', '","x":"', '\u2028'),
);
const chunk = fc.oneof(
  { weight: 8, arbitrary: text.map((content) => ({ id: 'a', choices: [{ index: 0, delta: { content } }] })) },
  text.map((content) => ({ choices: [{ delta: { content }, finish_reason: 'stop' }], usage: { prompt_tokens: 1 } })),
  text.map((content) => ({ choices: [{ delta: { reasoning_content: content, content } }] })),
  text.map((content) => ({ content: 'outside', choices: [{ delta: { content } }] })),
  text.map((message) => ({ error: { message, content: 'x' } })),
  text.map((content) => ({ choices: [{ delta: { refusal: content } }, { delta: { content } }] })),
);

const eventOf = fc.constantFrom(
  (data: string) => `data: ${data}\n\n`,
  (data: string) => `data: ${data}\n\n`,
  (data: string) => `data:${data}\n\n`,
  (data: string) => `data: ${data}\r\n\r\n`,
  (data: string) => `: ping\n\ndata: ${data}\n\n`,
  (data: string) => `event: message\ndata: ${data}\n\n`,
  (data: string) => `data: ${data}\nid: 7\n\n\n`,
);

/** What an answer's chunks say whose body comes in these reads; undefined for what is no chunk. */
function readAll(reads: readonly Uint8Array[]): (Chunk | undefined)[] {
  const found: (Chunk | undefined)[] = [];
  const chunks = createChunkReader();
  const skim = (events: string) => {
    const { text, rest } = chunks.skim(events);
    found.push(...(text === '' ? [] : [plainChunk(text)]));
    return rest;
  };
  const onEvent = (data: string) => found.push(chunks.read(data));
  const decoder = new Decoder({ onEvent, skim, invalid: () => new Error('invalid') });
  for (const read of reads) {
    decoder.feed(read);
  }
  decoder.end();
  return found;
}

/** With the text of plain chunks in a row as one. */
function joined(chunks: readonly (Chunk | undefined)[]): unknown[] {
  const all: (Chunk | undefined)[] = [];
  for (const chunk of chunks) {
    const last = all.at(-1);
    const both = last && chunk && plainChunk(last.text + chunk.text);
    const isJoined =
      both && [last, chunk].every((each) => JSON.stringify(each) === JSON.stringify(plainChunk(each.text)));
    all.splice(isJoined ? -1 : all.length, isJoined ? 1 : 0, isJoined ? both : chunk);
  }
  return all.filter((chunk) => JSON.stringify(chunk) !== JSON.stringify(plainChunk('')));
}

/** `body` in reads that are cut at these places. */
function cutAt(body: string, places: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(body);
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

test('The chunks of a body say what each says alone, in whatever reads they come', () => {
  const events = fc.array(fc.tuple(chunk, eventOf), { maxLength: 30 });
  const places = fc.array(fc.nat(), { maxLength: 6 });
  fc.assert(
    fc.property(events, places, (list, cuts) => {
      const body = list.map(([value, event]) => event(JSON.stringify(value))).join('');
      const alone = list.map(([value]) => readChunk(JSON.parse(JSON.stringify(value))));
      expect(joined(readAll(cutAt(body, cuts)))).toEqual(joined(alone));
    }),
    { numRuns: 1_000 },
  );
});

test('What is no JSON between the same head and tail is no chunk, and what follows is one again', () => {
  const event = (body: string) => `data: {"choices":[{"delta":{"content":"${body}"}}]}\n\n`;
  for (const body of ['"', '\\', 'a"b', '\\x', '","', '"}}]}{"choices":[{"delta":{"content":"']) {
    const reads = [event('one'), event('t\\u0077o') + event('a","role":"b') + event(body) + event(' three')];
    const texts = readAll(reads.map((read) => Buffer.from(read))).map((each) => each?.text);
    expect(texts, body).toEqual(['one', 'two', 'a', undefined, ' three']);
  }
});

test('Events that stand between two of the same frame are read as what they are', () => {
  const event = (body: string) => `data: {"choices":[{"delta":{"content":"${body}"}}]}\n\n`;
  const stop = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
  const found = readAll([
    Buffer.from(event('one')),
    Buffer.from(`${event(' two')}: ping\n\n${stop}${event(' three')}`),
  ]);
  expect(found.map((each) => [each?.text, each?.finishReason])).toEqual([
    ['one', undefined],
    [' two', undefined],
    ['', 'stop'],
    [' three', undefined],
  ]);
});
