import { createClient } from 'graphql-sse';
import { STREAM } from '../kit/operations.ts';
import { describeClient } from './suite.ts';
import type { Subscribe } from './watch.ts';

const subscribe: Subscribe = (url, variables, { next, end }) =>
  createClient({ url }).subscribe({ query: STREAM, variables }, { next, error: end, complete: end });

describeClient('graphql-sse', subscribe);
