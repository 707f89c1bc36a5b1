import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChunkReader, readChunk } from '../../src/models/openai/chunk.ts';

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

test('Chunks read one behind the other say what each says alone', () => {
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 30 }), (chunks) => {
      const read = createChunkReader();
      for (const value of chunks) {
        const data = JSON.stringify(value);
        expect(read(data)).toEqual(readChunk(JSON.parse(data)));
      }
    }),
    { numRuns: 300 },
  );
});

test('What is no JSON between the same head and tail is no chunk', () => {
  const read = createChunkReader();
  const data = (body: string) => `{"choices":[{"delta":{"content":"${body}"}}]}`;
  expect(read(data('one'))?.text).toBe('one');
  expect(read(data('t\\u0077o'))?.text).toBe('two');
  expect(read(data('a","role":"b'))?.text).toBe('a');
  for (const body of ['"', '\\', '\n', 'a"b', '\\x', '","', '"}}]}{"choices":[{"delta":{"content":"']) {
    expect(read(data(body)), body).toBeUndefined();
  }
});
