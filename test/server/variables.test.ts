import { expect, it } from 'vitest';
import { chunks, collect, textsOf } from '../kit/http.ts';
import { startPair } from '../kit/server.ts';

const CHUNK = `__typename
  ... on ProgressChunk { delta @include(if: $withText) { segment offset text } document { index } partialContent(maxLength: $length) }
  ... on ResultChunk { result { document { index } optimizedContent content(edits: $edits) } }
  ... on CompleteChunk { status }`;
const OTHERS = '$withText: Boolean!, $length: Int, $edits: [ID!]!';
const others = { withText: true, length: 5, edits: [] };

// The input is let go once it is read, what else the variables hold is not.
it.each([
  ['the whole input', '$input: OptimizeInput!', '$input', { input: { optimizationType: 'CLARITY' } }],
  ['its documents', '$documents: [DocumentInput!]!', '{ optimizationType: CLARITY, documents: $documents }', {}],
  [
    'a document',
    '$document: DocumentInput!',
    '{ optimizationType: CLARITY, documents: [$document] }',
    { document: { name: 'a.txt', content: 'One two three.' } },
  ],
  [
    'a content',
    '$content: String!',
    '{ optimizationType: CLARITY, documents: [{ name: "a.txt", content: $content }] }',
    { content: 'One two three.' },
  ],
])('A stream goes on with its variables where one is %s', async (_, declared, argument, own) => {
  await using pair = await startPair({ answer: () => ({ tokenMs: 60 }) });
  const documents = [{ name: 'a.txt', content: 'One two three.' }];
  const variables = {
    ...others,
    ...('input' in own ? { input: { ...own.input, documents } } : { documents, ...own }),
  };
  const query = `subscription (${declared}, ${OTHERS}) { optimizeStream(input: ${argument}) { ${CHUNK} } }`;
  const list = await collect(chunks(pair.server.url, query, variables));
  expect(list.filter(({ delta }) => delta).length).toBeGreaterThan(1);
  expect(list.findLast(({ partialContent }) => partialContent)).toMatchObject({ partialContent: 'One t...' });
  expect(list.find(({ result }) => result)?.result).toMatchObject({ content: 'One two three.' });
  expect(textsOf(list)).toEqual(['One two three.']);
});
