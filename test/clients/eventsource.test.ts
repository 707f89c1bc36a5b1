import { EventSource } from 'eventsource';
import { STREAM } from '../kit/operations.ts';
import { describeClient } from './suite.ts';
import type { Subscribe } from './watch.ts';

const subscribe: Subscribe = (url, variables, { next, end }) => {
  const query = new URLSearchParams({ query: STREAM, variables: JSON.stringify(variables) });
  const source = new EventSource(`${url}?${query}`);
  source.addEventListener('next', ({ data }) => next(JSON.parse(data)));
  source.addEventListener('complete', () => {
    source.close();
    end();
  });
  return () => source.close();
};

describeClient('EventSource', subscribe);
