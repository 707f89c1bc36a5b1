import { type DocumentNode, executeSubscriptionEvent, parse, validateSubscriptionArgs } from 'graphql';
import { createSharedExecutionContext } from 'graphql/execution/createSharedExecutionContext';
import { expect, it } from 'vitest';
import { type Chunk, difference, jobProgress } from '../../src/jobs/chunk.ts';
import type { JobEvent } from '../../src/jobs/events.ts';
import { apply, newState } from '../../src/jobs/state.ts';
import { type StreamPosition, schema } from '../../src/schema/index.ts';
import { planEvents } from '../../src/server/event-plan.ts';
import { newJob } from '../kit/job.ts';
import { input, STREAM } from '../kit/operations.ts';

const content = 'We utilized it. '.repeat(9);
const job = newJob([{ name: 'a.txt', type: 'document', format: 'TEXT', content }]);

const begun: readonly JobEvent[] = [
  { type: 'jobStarted' },
  { type: 'documentStaged', document: 0, stage: 'PREPARING', message: 'Reading' },
  {
    type: 'documentPlanned',
    document: 0,
    segments: [
      { start: 0, end: 80, isLocked: false, words: 15 },
      { start: 80, end: 144, isLocked: false, words: 12 },
    ],
  },
  { type: 'segmentGrew', document: 0, segment: 0, offset: 0, text: 'We used it. “Ä”\n' },
  { type: 'segmentGrew', document: 0, segment: 1, offset: 0, text: '' },
];

/** All chunks that a follower is sent behind `events`, and that somebody is who follows from the beginning. */
function chunksOf(events: readonly JobEvent[]): Chunk[] {
  const state = newState(job);
  events.forEach((event, index) => {
    apply(state, { version: index + 1, at: index, event });
  });
  const standing = { version: 0, partial: undefined };
  return [jobProgress(state, 'STARTING', 'Started', standing, 1_780_000_000_000), ...difference(state, standing, 5)];
}

const PROGRESS = `{ __typename ... on Chunk { cursor jobId timestamp } ... on ProgressChunk {
  stage message percent totalDocuments tokensReceived
  delta { __typename segment segmentCount offset text state start end reason }
  doc: document { index name content }
  partialContent short: partialContent(maxLength: 4)
} }`;

function operationOf(query: string | DocumentNode, variables: Readonly<Record<string, unknown>> = {}) {
  const position: StreamPosition = { cursor: undefined };
  const operation = validateSubscriptionArgs({
    schema,
    document: typeof query === 'string' ? parse(query) : query,
    contextValue: { position },
    variableValues: { input: input('We utilized it.'), ...variables },
  });
  if (!('schema' in operation)) {
    throw new Error(`${operation}`);
  }
  const { plan } = planEvents(operation, createSharedExecutionContext(undefined));
  return {
    position,
    planned: (event: unknown) => plan(event, operation.contextValue),
    executed: (event: unknown) => executeSubscriptionEvent({ ...operation, rootValue: event }),
  };
}

it.each([
  ['all that a stream can bring', STREAM],
  [
    'all that there is of progress',
    `subscription ($input: OptimizeInput!) { optimizeStream(input: $input) ${PROGRESS} }`,
  ],
  [
    'fragments in fragments, and fields that are named anew',
    `fragment Text on TextDelta { text offset }
     subscription ($input: OptimizeInput!) { chunk: optimizeStream(input: $input) { ...A ... on ProgressChunk { delta { ...Text } } } }
     fragment A on ProgressChunk { delta { state ...Text } ...B ...C @skip(if: true) constructor: cursor }
     fragment B on OptimizeChunk { ...C @include(if: true) }
     fragment C on ProgressChunk { other: message toJSON: stage }`,
  ],
])('Events of progress are executed to the byte as graphql-js does it, asked for %s', (_, query) => {
  const { planned, executed } = operationOf(query);
  const list = chunksOf(begun);
  expect(list.map((chunk) => 'delta' in chunk && chunk.delta?.segment)).toEqual([undefined, 0, 1]);
  for (const chunk of list) {
    expect(JSON.stringify(planned(chunk))).toBe(JSON.stringify(executed(chunk)));
  }
});

const ended: readonly JobEvent[] = [
  ...begun,
  {
    type: 'documentFailed',
    document: 0,
    failure: { code: 'CANCELLED', message: 'Enough.', isRetryable: true, field: undefined },
    processingTimeMs: 5,
  },
  { type: 'jobEnded', status: 'CANCELLED' },
];

it('Other events are left to graphql-js', () => {
  const { planned } = operationOf(STREAM);
  const left = chunksOf(ended).filter((chunk) => planned(chunk) === undefined);
  expect(left.map(({ __typename }) => __typename)).toEqual(['ErrorChunk', 'CompleteChunk']);
});

it.each([
  [
    'an argument by a variable',
    '$length: Int',
    '... on ProgressChunk { partialContent(maxLength: $length) }',
    { length: 3 },
  ],
  ['a field by a variable', '$yes: Boolean!', '... on ProgressChunk { message @include(if: $yes) }', { yes: true }],
  ['a field under a name that is no key', '', '... on ProgressChunk { __proto__: message }', {}],
])('Left is an operation that asks for %s', (_, declared, fields, variables) => {
  const { planned, executed } = operationOf(
    `subscription ($input: OptimizeInput!, ${declared}) { optimizeStream(input: $input) { ${fields} } }`,
    variables,
  );
  for (const chunk of chunksOf(begun)) {
    expect(planned(chunk)).toBeUndefined();
    expect(executed(chunk)).not.toHaveProperty('errors');
  }
});

it('Left is an event whose fields fail, or are null where they must not be', () => {
  const { planned, executed } = operationOf(STREAM);
  for (const chunk of chunksOf(begun)) {
    for (const wrong of [{ percent: undefined }, { percent: 'half' }, { stage: 'RESTING' }, { state: undefined }]) {
      expect(planned({ ...chunk, ...wrong })).toBeUndefined();
      expect(executed({ ...chunk, ...wrong })).toHaveProperty('errors');
    }
  }
});

it('Streams of one operation share its plan, each with what is its own', () => {
  const document = parse(STREAM);
  const [one, other] = [operationOf(document), operationOf(document)];
  const [first, last] = chunksOf(begun);
  one.planned(first);
  other.planned(last);
  expect([one.position.cursor, other.position.cursor]).toEqual([first?.cursor, last?.cursor]);
});
