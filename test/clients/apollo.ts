import {
  ApolloClient,
  type ApolloLink,
  CombinedGraphQLErrors,
  type FetchPolicy,
  gql,
  InMemoryCache,
} from '@apollo/client';
import { STREAM } from '../kit/operations.ts';
import type { Subscribe } from './watch.ts';

const operation = gql(STREAM);

/** An Apollo Client over `link`, with nothing set up. */
export function clientOver(link: ApolloLink): ApolloClient {
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

/** Subscribes with Apollo Client over the link that `linkTo` makes for a URL. */
export function subscribeOver(linkTo: (url: string) => ApolloLink, fetchPolicy: FetchPolicy = 'no-cache'): Subscribe {
  return (url, variables, { next, end }) => {
    const subscription = clientOver(linkTo(url))
      .subscribe({ query: operation, variables, fetchPolicy })
      .subscribe({
        next({ data, error }) {
          if (CombinedGraphQLErrors.is(error)) {
            next({ errors: error.errors });
          } else if (error) {
            end(error);
          } else {
            next({ data });
          }
        },
        error: end,
        complete: end,
      });
    return () => subscription.unsubscribe();
  };
}
