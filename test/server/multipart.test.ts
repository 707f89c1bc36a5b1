import { expect, it } from 'vitest';
import { post, postJson } from '../kit/http.ts';
import { input } from '../kit/operations.ts';
import { startServer } from '../kit/server.ts';

const APOLLO =
  'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9';

const QUERY = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) { ... on ResultChunk { result { optimizedContent } } ... on CompleteChunk { status } }
}`;

it("speaks Apollo's multipart subscriptions, byte for byte, the delimiter behind each part", async () => {
  await using server = await startServer();
  // A job that has ended: what a follower of one that runs is sent depends on when it looks.
  const variables = { input: input('We utilized it.') };
  await postJson(server.url, 'mutation ($input: OptimizeInput!) { optimize(input: $input) { jobId } }', variables);
  const response = await post(server.url, QUERY, variables, { accept: APOLLO });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary="graphql";subscriptionSpec="1.0"');
  const part = (data: string) =>
    `\r\nContent-Type: application/json\r\n\r\n{"payload":{"data":{"optimizeStream":${data}}}}\r\n--graphql`;
  expect(await response.text()).toBe(
    [
      '\r\n--graphql',
      part('{}'),
      part('{}'),
      part('{}'),
      part('{}'),
      part('{"result":{"optimizedContent":"We used it."}}'),
      part('{"status":"COMPLETED"}'),
      '--\r\n',
    ].join(''),
  );
});

it('tells a refusal as one part', async () => {
  await using server = await startServer();
  const variables = { input: { documents: [], optimizationType: 'CLARITY' } };
  const response = await post(server.url, QUERY, variables, { accept: APOLLO });
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(
    /^\r\n--graphql\r\nContent-Type: application\/json\r\n\r\n\{"payload":\{"errors":\[.*"code":"INVALID_INPUT","field":"documents".*\}\}\r\n--graphql--\r\n$/,
  );
});
