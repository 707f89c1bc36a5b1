import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  validateSubscriptionArgs,
} from 'graphql';
import { createSharedExecutionContext } from 'graphql/execution/createSharedExecutionContext';
import { ExecutorThrowingOnIncremental } from 'graphql/execution/ExecutorThrowingOnIncremental';
import { maskError } from './errors.ts';
import { planEvents } from './event-plan.ts';

/** What a subscription brings, held out of the sight of Yoga: that would wrap whatever it sees to be a stream, four times. */
export interface Subscribed {
  readonly results: AsyncIterable<ExecutionResult>;
}

/**
 * What `executeSubscriptionEvent` makes anew for each event, with a signal for its resolvers. None of ours asks for it, and to make
 * and to abort it was a third of an event's cost.
 */
const shared = createSharedExecutionContext(undefined);

/**
 * Runs a subscription: each event of its source is executed when it is asked for, and shown with its errors masked. Gives
 * the errors, masked too, where it is refused; what is masked `onUnexpected` is told. Its input is read once, not for each event.
 */
export async function subscribe(
  args: ExecutionArgs,
  onUnexpected: (error: unknown) => void,
): Promise<Subscribed | ExecutionResult> {
  const mask = (error: GraphQLError) => maskError(error, onUnexpected);
  const masked = (result: ExecutionResult): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map(mask) } : result;
  const operation = validateSubscriptionArgs(args);
  if (!('schema' in operation)) {
    return { errors: operation.map(mask) };
  }
  const source = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in source)) {
    return masked(source);
  }
  const events = source[Symbol.asyncIterator]();
  // The variables as they came were read: they may hold whole documents. One object for all events: what graphql-js finds
  // out about an operation's fields it keeps under it.
  const { plan, ...fragments } = planEvents(operation, shared);
  const event = { ...operation, ...fragments, rawVariableValues: {} };
  const results: AsyncIterator<ExecutionResult, void> = {
    async next() {
      const { done, value } = await events.next();
      if (done) {
        return { done, value: undefined };
      }
      const planned = plan(value, event.contextValue);
      if (planned) {
        return { done: false, value: planned };
      }
      event.rootValue = value;
      const result = await new ExecutorThrowingOnIncremental(event, shared).executeRootSelectionSet(false);
      return { done: false, value: masked(result) };
    },
    async return() {
      await events.return?.(undefined);
      return { done: true, value: undefined };
    },
  };
  return { results: { [Symbol.asyncIterator]: () => results } };
}

/** Whether what an operation came to is a stream. */
export function isSubscribed(result: object): result is Subscribed {
  return 'results' in result;
}
