import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunks, collect, type Json, postJson, textsOf } from '../kit/http.ts';
import { input, OPTIMIZE, STREAM } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';

let pair: Pair;

beforeAll(async () => {
  pair = await startPair({}, { MAX_DOCUMENTS: '3', MAX_DOCUMENT_BYTES: '1000' });
});

afterAll(() => pair[Symbol.asyncDispose]());

const one = { name: 'a.txt', content: 'A text.' };

const refusals: [string, object, string, string, RegExp][] = [
  ['no documents', { documents: [] }, 'INVALID_INPUT', 'documents', /1 to 3 documents, not 0/],
  [
    'more documents than the limit',
    { documents: [one, one, one, one] },
    'INVALID_INPUT',
    'documents',
    /1 to 3 documents, not 4/,
  ],
  [
    'an empty name',
    { documents: [one, { name: ' ', content: 'x' }] },
    'INVALID_INPUT',
    'documents.1.name',
    /1 to 255 characters, not none/,
  ],
  [
    'a name past the limit',
    { documents: [{ name: 'x'.repeat(256), content: 'x' }] },
    'INVALID_INPUT',
    'documents.0.name',
    /not 256/,
  ],
  [
    'neither content nor file',
    { documents: [{ name: 'a' }] },
    'INVALID_INPUT',
    'documents.0',
    /exactly one of `content` and `file`, not neither/,
  ],
  [
    'a document over the limit, in bytes',
    { documents: [{ name: 'a', content: 'é'.repeat(501) }] },
    'TOO_LARGE',
    'documents.0.content',
    /at most 1000 bytes in UTF-8, not 1002/,
  ],
  ['an unknown model', { model: 'gpt-0' }, 'MODEL_NOT_FOUND', 'model', /one of `test-model`, `builtin`/],
  [
    'CUSTOM without instructions',
    { optimizationType: 'CUSTOM', instructions: ' ' },
    'INVALID_INPUT',
    'instructions',
    /must say what to do/,
  ],
  [
    'CUSTOM of the rule-based editor',
    { optimizationType: 'CUSTOM', instructions: 'x', model: 'builtin' },
    'INVALID_INPUT',
    'model',
    /language model/,
  ],
  [
    'instructions past the limit',
    { instructions: 'x'.repeat(10_001) },
    'INVALID_INPUT',
    'instructions',
    /1 to 10000 characters, not 10001/,
  ],
  ['an audience past the limit', { audience: 'x'.repeat(1001) }, 'INVALID_INPUT', 'audience', /1 to 1000/],
  ['an empty protected term', { protectedTerms: ['ok', ''] }, 'INVALID_INPUT', 'protectedTerms.1', /1 to 200/],
  [
    'too many protected terms',
    { protectedTerms: Array.from({ length: 1001 }, () => 'x') },
    'INVALID_INPUT',
    'protectedTerms',
    /at most 1000/,
  ],
  [
    'too many protected characters',
    { protectedTerms: Array.from({ length: 101 }, () => 'x'.repeat(200)) },
    'INVALID_INPUT',
    'protectedTerms',
    /at most 20000 characters together/,
  ],
  ['an empty key', { idempotencyKey: '' }, 'INVALID_INPUT', 'idempotencyKey', /1 to 255/],
];

describe('Bad input is refused by a message that names the field and what it may be:', () => {
  it.each(refusals)('%s', async (_, more, code, field, message) => {
    const variables = { input: { ...input('A text.'), ...more } };
    const { errors } = await postJson(pair.server.url, OPTIMIZE, variables);
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code, field } }]);
    expect(await collect(chunks(pair.server.url, STREAM, variables))).toMatchObject([
      { errors: [{ extensions: { code, field } }] },
    ]);
    expect(pair.endpoint.calls).toHaveLength(0);
  });

  it.each([
    [
      'a type that is none',
      { optimizationType: 'BEAUTY' },
      'optimizationType',
      /"BEAUTY" does not exist in "OptimizationType"/,
    ],
    ['documents without names', { documents: [{ content: 'x' }] }, 'documents.0', /required field "name"/],
    ['a file that is none', { documents: [{ name: 'a', file: 'x' }] }, 'documents.0.file', /multipart request/],
    [
      'a whole document in the wrong place',
      { documents: [{ content: 'x'.repeat(9000) }] },
      'documents.0',
      /^.{0,303}$/,
    ],
  ])('%s', async (_, more, field, message) => {
    const { errors } = await postJson(pair.server.url, OPTIMIZE, { input: { ...input('A text.'), ...more } });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: 'INVALID_INPUT', field } },
    ]);
  });
});

describe('A file by the multipart request specification', () => {
  const markdown = '\uFEFF# Grüße\r\n\r\nEin Text.\r\n';

  async function upload(query: string, file: Blob, more: object = {}): Promise<Response> {
    const form = new FormData();
    const document = { name: 'a.md', file: null, ...more };
    const variables = { input: { documents: [document], optimizationType: 'CLARITY' } };
    form.append('operations', JSON.stringify({ query, variables }));
    form.append('map', JSON.stringify({ 0: ['variables.input.documents.0.file'] }));
    form.append('0', file, 'a.md');
    const accept = query === STREAM ? 'text/event-stream' : 'application/json';
    return fetch(pair.server.url, { method: 'POST', headers: { accept }, body: form });
  }

  it('comes through the mutation and the subscription byte for byte', async () => {
    const answer: Json = await (await upload(OPTIMIZE, new Blob([markdown]))).json();
    expect(answer.data.optimize.outcomes[0].optimizedContent).toBe(markdown);
    const body = await (await upload(STREAM, new Blob([markdown]))).text();
    const list = body.match(/(?<=^data: ).+$/gm)?.map((data) => JSON.parse(data).data.optimizeStream) ?? [];
    expect(textsOf(list)).toEqual([markdown]);
  });

  it.each([
    ['beside content', new Blob(['x']), { content: 'y' }, 'INVALID_INPUT', 'documents.0'],
    ['over the limit', new Blob(['x'.repeat(1001)]), {}, 'TOO_LARGE', 'documents.0.file'],
    ['that is no text', new Blob([new Uint8Array([0xff, 0xfe, 0])]), {}, 'UNSUPPORTED_DOCUMENT', 'documents.0.file'],
  ])('%s is refused', async (_, file, more, code, field) => {
    const { errors }: Json = await (await upload(OPTIMIZE, file, more)).json();
    expect(errors).toMatchObject([{ extensions: { code, field } }]);
  });
});
