import { expect, it } from 'vitest';
import { postJson } from '../kit/http.ts';
import { input } from '../kit/operations.ts';
import { startServer } from '../kit/server.ts';

const CHUNK = `{
  __typename
  ... on Chunk { cursor }
  ... on ProgressChunk { stage message delta { offset text } }
  ... on ResultChunk { result { optimizedContent } }
}`;

const QUERY = `subscription ($input: OptimizeInput!, $after: ID) { optimizeStream(input: $input, after: $after) ${CHUNK} }`;
const TWO = `query Version { capabilities { version } } subscription Stream($input: OptimizeInput!) { optimizeStream(input: $input) ${CHUNK} }`;

const variables = { input: input('We utilized it.') };
const asked = { query: QUERY, variables };

it.each<[string, unknown, Record<string, string>?]>([
  ['a job', asked],
  [
    'a job, as Apollo wants it',
    asked,
    { accept: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json;q=0.9' },
  ],
  [
    'a job, with what clients send besides',
    { ...asked, operationName: null, extensions: {}, operationType: 'subscription' },
  ],
  ['one of two operations', { query: TWO, variables, operationName: 'Stream' }],
  ['the other, which is no subscription', { query: TWO, operationName: 'Version' }],
  ['none of two operations', { query: TWO, variables }],
  ['a job of no documents', { ...asked, variables: { input: { ...variables.input, documents: [] } } }],
  ['a type that there is not', { ...asked, variables: { input: { ...variables.input, optimizationType: 'MAGIC' } } }],
  ['no variables', { query: QUERY }],
  ['variables in a list', { ...asked, variables: [variables] }],
  ['extensions in a list', { ...asked, extensions: [] }],
  ['a job, with a type of content that has a charset', asked, { 'content-type': 'application/json;charset=utf-8' }],
  ['a type of content that there is not', asked, { 'content-type': 'Application/JSON' }],
  ['a cursor that is none', { ...asked, variables: { ...variables, after: 'nowhere' } }],
  ['a header with a cursor that is none', asked, { 'last-event-id': 'nowhere' }],
  ['a field that there is not', { ...asked, query: QUERY.replace('cursor', 'cursors') }],
  ['an operation that cannot be parsed', { ...asked, query: 'subscription {' }],
  ['an operation that is no text', { ...asked, query: 1 }],
  ['no operation', {}],
  ['a parameter that there is not', { ...asked, extra: true }],
  ['a list of operations', [asked]],
  ['nothing', null],
  ['a body that is no JSON', '{'],
  ['a body that is much too large', { ...asked, variables: { input: input('word '.repeat(1_000_000)) } }],
  ['a body that is too large', { ...asked, variables: { input: input('word '.repeat(10_000)) } }],
])(
  'A client, a page of another origin, and a client once more get the same answer that ask for %s',
  async (_, body, headers = {}) => {
    const origin = 'https://pages.example';
    await using server = await startServer({ CORS_ORIGINS: origin, MAX_REQUEST_BYTES: '20000' });
    // A job that has ended: what a follower of one that runs is sent depends on when it looks.
    await postJson(server.url, 'mutation ($input: OptimizeInput!) { optimize(input: $input) { jobId } }', variables);
    const ask = async (more: Record<string, string>) => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers, ...more },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const { status } = response;
      return { answer: { status, type: response.headers.get('content-type'), text: await response.text() }, response };
    };
    const first = await ask({});
    const foreign = await ask({ origin });
    // What the server knows by now is answered another way.
    const again = await ask({});
    // Only a type of content that is not taken has no text.
    expect(foreign.answer.text === '').toBe(foreign.answer.status === 415);
    expect(foreign.response.headers.get('access-control-allow-origin')).toBe(origin);
    for (const own of [first, again]) {
      expect(own.response.headers.get('access-control-allow-origin')).toBeNull();
      expect(own.answer).toEqual(foreign.answer);
    }
    expect(server.log()).not.toContain('unexpected');
  },
);
