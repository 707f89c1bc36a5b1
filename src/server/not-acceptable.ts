import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { streamWishOf } from './streams.ts';

const offers = {
  subscription:
    'A subscription is answered as `text/event-stream`, or as `multipart/mixed;subscriptionSpec=1.0`: name one of them in the Accept header. With curl: curl -N -H "Accept: text/event-stream" ...',
  other:
    'An answer comes as `application/json`, `application/graphql-response+json` or `text/event-stream`: name one of them in the Accept header.',
};

/** Answers 406 with a body that says what to ask for, before anything is started. */
export function useNotAcceptable(): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      if (!streamWishOf(args.contextValue.request.headers.get('accept')).type) {
        setResultAndStopExecution({
          errors: [new GraphQLError(offers.subscription, { extensions: { http: { status: 406 } } })],
        });
      }
    },
    onResultProcess({ resultProcessor, setResultProcessor }) {
      if (!resultProcessor) {
        setResultProcessor((result, fetchAPI) => {
          const errors = 'errors' in result && result.errors?.length ? result.errors : [new GraphQLError(offers.other)];
          return fetchAPI.Response.json({ errors }, { status: 406 });
        }, 'application/json');
      }
    },
  };
}
