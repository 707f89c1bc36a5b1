import { ApolloLink, gql, Observable } from '@apollo/client';
import { print } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-sse';
import { expect, test } from 'vitest';
import { input, STREAM } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import { clientOver, subscribeOver } from './apollo.ts';
import { describeClient } from './suite.ts';

/** The published recipe: https://the-guild.dev/graphql/sse/recipes */
class SSELink extends ApolloLink {
  readonly #client: Client;

  constructor(options: ClientOptions) {
    super();
    this.#client = createClient(options);
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    const { operationName, ...request } = operation;
    return new Observable((sink) => {
      // As they come, errors are plain objects; the types of the two libraries call them different things.
      const next = sink.next.bind(sink) as (result: object) => void;
      return this.#client.subscribe(
        { ...request, ...(operationName && { operationName }), query: print(operation.query) },
        { next, complete: sink.complete.bind(sink), error: sink.error.bind(sink) },
      );
    });
  }
}

describeClient(
  'Apollo Client with a graphql-sse link',
  subscribeOver((url) => new SSELink({ url })),
);

test('the link takes a mutation too', async () => {
  await using pair = await startPair();
  const mutation = gql('mutation ($input: OptimizeInput!) { optimize(input: $input) { status } }');
  const variables = { input: input('Some text.') };
  const { data } = await clientOver(new SSELink(pair.server)).mutate({ mutation, variables });
  expect(data).toMatchObject({ optimize: { status: 'COMPLETED' } });
});

test('a body that tells the type of its operation, as the recipe sends it, is taken', async () => {
  await using pair = await startPair();
  const response = await fetch(pair.server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ operationType: 'subscription', query: STREAM, variables: { input: input('Some text.') } }),
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('"__typename":"CompleteChunk"');
});
