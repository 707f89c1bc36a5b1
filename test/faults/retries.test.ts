import { describe, expect, test } from 'vitest';
import { chunk, completion, type EndpointAnswer, sse, startEndpoint, streamOf } from '../kit/endpoint.ts';
import { postJson } from '../kit/http.ts';
import { input, words } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import {
  choice,
  cut,
  done,
  eventStream,
  type Fault,
  html,
  one,
  refusal,
  soon,
  stall,
  stop,
  stream,
} from './answers.ts';
import { expectNoHandleLeft, expectRun, inTurn, run, runJob } from './run.ts';

expectNoHandleLeft();

const attempts = (count: number, more: Record<string, string> = {}) => ({
  settings: { MODEL_ATTEMPTS: String(count), ...more },
});

describe.concurrent('What may get better is tried again, and the reader told why', () => {
  const short = {
    MODEL_FIRST_TOKEN_TIMEOUT_MS: '800',
    MODEL_IDLE_TIMEOUT_MS: '800',
    MODEL_TOTAL_TIMEOUT_MS: '20000',
  };
  const busy = 'The endpoint takes no more calls right now';
  const away = 'The endpoint is not available right now';
  const broke = 'The connection to the endpoint broke before the answer was complete';
  const unreachable = 'The endpoint could not be reached';
  const ended = 'The answer ended before it was complete';
  const noAnswer = 'The endpoint sent something that is no answer of a model';
  test.each<[string, EndpointAnswer, string]>([
    ['408', soon(408), 'The endpoint gave up waiting for the model'],
    ['429', soon(429, 'rate_limit_exceeded'), busy],
    ['429 without a code', soon(429), busy],
    ['498', soon(498), away],
    ['500', soon(500, 'server_error'), away],
    ['502', soon(502), away],
    ['503', soon(503), away],
    ['504', soon(504), 'The endpoint gave up waiting for the model'],
    ['529', soon(529), away],
    ['503 with the type of a bad request', { ...soon(503), body: { error: { type: 'invalid_request_error' } } }, away],
    ['an error event', stream(sse({ error: { message: 'no', code: 'rate_limit_exceeded' } })), busy],
    ['an error with 200', { body: { error: { message: 'no' } } }, away],
    ['finish_reason error', stream(choice({ delta: {}, finish_reason: 'error' })), away],
    ['a connection that is closed', { raw: (res) => void res.destroy() }, unreachable],
    ['a connection that is reset', { raw: (res) => void res.socket?.resetAndDestroy() }, unreachable],
    ['a connection that is cut', cut(one), broke],
    ['no first token', stall(''), 'The model did not start to answer within 0.8 s'],
    ['no next token', stall(one), 'The model did not go on within 0.8 s'],
    ['a stream without its end', stream(one), ended],
    ['an empty answer', stream(stop + done), 'The model gave an empty answer'],
    ['HTML with 200', { headers: html, body: '<!doctype html>' }, noAnswer],
    ['malformed JSON', stream(sse('{"choices":[')), noAnswer],
    ['an event past 1 MiB', stream(sse({ x: 'x'.repeat(1_100_000) })), noAnswer],
  ])('%s', async (_, answer, reason) => {
    const ran = await expectRun([answer, {}], { text: 'Source.', calls: 2 }, attempts(2, short));
    const retrying = ran.stages.filter((stage) => stage.startsWith('RETRYING'));
    expect(retrying).toEqual([expect.stringContaining(`RETRYING: Trying again (2 of 2): ${reason}`)]);
    expect(ran.jobUsage.modelCalls).toBe(2);
  });

  test('a connection that is refused', async () => {
    const gone = await startEndpoint();
    await gone.close();
    const { stages } = await expectRun(
      {},
      { text: '', code: 'MODEL_UNAVAILABLE', calls: 0 },
      attempts(3, { OPENAI_BASE_URL: gone.url }),
    );
    expect(stages.filter((stage) => stage.startsWith('RETRYING'))).toEqual([
      expect.stringMatching(/^RETRYING: Trying again \(2 of 3\): .*OPENAI_BASE_URL/),
      expect.stringMatching(/^RETRYING: Trying again \(3 of 3\): .*OPENAI_BASE_URL/),
    ]);
  });
});

describe('What can not get better is not', () => {
  test.each<Fault>([
    ['400', refusal(400), { text: '', code: 'MODEL_UNAVAILABLE' }],
    ['400 context_length_exceeded', refusal(400, 'context_length_exceeded'), { text: '', code: 'TOO_LARGE' }],
    ['400 content_filter', refusal(400, 'content_filter'), { text: '', code: 'MODEL_REFUSED' }],
    ['401', refusal(401, 'invalid_api_key'), { text: '', code: 'MODEL_AUTHENTICATION' }],
    ['402', refusal(402), { text: '', code: 'MODEL_QUOTA_EXCEEDED' }],
    ['403', refusal(403), { text: '', code: 'MODEL_AUTHENTICATION' }],
    ['404', refusal(404, 'model_not_found'), { text: '', code: 'MODEL_NOT_FOUND' }],
    ['413', refusal(413), { text: '', code: 'TOO_LARGE' }],
    ['422', refusal(422), { text: '', code: 'MODEL_UNAVAILABLE' }],
    ['429 insufficient_quota', refusal(429, 'insufficient_quota'), { text: '', code: 'MODEL_QUOTA_EXCEEDED' }],
    [
      '429 billing_hard_limit_reached',
      refusal(429, 'billing_hard_limit_reached'),
      { text: '', code: 'MODEL_QUOTA_EXCEEDED' },
    ],
    [
      'insufficient_quota in the stream',
      stream(sse({ error: { code: 'insufficient_quota' } })),
      { text: '', code: 'MODEL_QUOTA_EXCEEDED' },
    ],
    ['a redirect', { status: 307, headers: { location: '/' } }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    [
      'finish_reason content_filter',
      stream(sse(chunk('One', 'content_filter'))),
      { text: 'One', code: 'MODEL_REFUSED' },
    ],
    ['a refusal', stream(choice({ delta: { refusal: 'no' } })), { text: '', code: 'MODEL_REFUSED' }],
    ['finish_reason length', stream(sse(chunk('One', 'length'))), { text: 'One', code: 'MODEL_OUTPUT_TRUNCATED' }],
    [
      'finish_reason length of a completion',
      { body: completion('One', 'length') },
      { text: 'One', code: 'MODEL_OUTPUT_TRUNCATED' },
    ],
  ])('%s', async (_, answer, expected) => {
    // Whatever the endpoint asks for.
    const asking = { ...answer, headers: { 'retry-after-ms': '1', 'x-should-retry': 'true', ...answer.headers } };
    const { isRetryable, stages } = await expectRun([asking, {}], { ...expected, withinMs: 2_000 }, attempts(5));
    expect(isRetryable).toBe(false);
    expect(stages.join()).not.toContain('RETRYING');
  });
});

describe('At most MODEL_ATTEMPTS calls are made', () => {
  test.each([1, 2, 4])('%i', async (count) => {
    await expectRun(soon(500), { text: '', code: 'MODEL_UNAVAILABLE', calls: count }, attempts(count));
  });

  test('per segment, and the others of a document that failed are closed', async () => {
    const failing: EndpointAnswer = { ...soon(429), delayMs: 50 };
    await using pair = await startPair(
      { answer: ({ target }) => (target.includes('word0 ') ? failing : { tokenMs: 50 }) },
      { MODEL_ATTEMPTS: '3', SEGMENT_WORDS: '50' },
    );
    const content = [words(60), words(60).replaceAll('word', 'other')].join('\n\n');
    const { code, calls } = await runJob(pair, [content]);
    expect(code).toBe('MODEL_RATE_LIMITED');
    expect(calls.map(({ target, state }) => [target.slice(0, 5), state]).toSorted()).toEqual([
      ['other', 'closed'],
      ['word0', 'finished'],
      ['word0', 'finished'],
      ['word0', 'finished'],
    ]);
  });

  test('and a segment that fails behind others that are written keeps its text: they are not lost', async () => {
    const answer = ({ target }: { target: string }): EndpointAnswer =>
      target.startsWith('beta') ? { ...soon(503), delayMs: 200 } : {};
    await using pair = await startPair({ answer }, { MODEL_ATTEMPTS: '2', SEGMENT_WORDS: '50' });
    const parts = ['alpha', 'beta', 'gamma'].map((name) => words(60).replaceAll('word', name));
    const { data } = await postJson(
      pair.server.url,
      'mutation ($input: OptimizeInput!) { optimize(input: $input) { status outcomes { ... on OptimizedDocument { status optimizedContent segments { state reason attempts } } } } }',
      { input: input(parts.join('\n\n')) },
    );
    expect(data.optimize).toEqual({
      status: 'COMPLETED_WITH_ISSUES',
      outcomes: [
        {
          status: 'FULFILLED_WITH_ISSUES',
          optimizedContent: parts.join('\n\n'),
          segments: [
            { state: 'COMMITTED', reason: null, attempts: 1 },
            { state: 'KEPT', reason: expect.stringMatching(/./), attempts: 2 },
            { state: 'COMMITTED', reason: null, attempts: 1 },
          ],
        },
      ],
    });
    expect(pair.endpoint.calls).toHaveLength(4);
  });

  test('of each document', async () => {
    await using pair = await startPair({ answer: () => soon(429) }, { MODEL_ATTEMPTS: '3' });
    const { calls } = await runJob(pair, ['One.', 'Two.', 'Three.']);
    const targets = calls.map(({ target }) => target).toSorted();
    expect(targets).toEqual(['One.', 'One.', 'One.', 'Three.', 'Three.', 'Three.', 'Two.', 'Two.', 'Two.']);
  });
});

describe('After the first token', () => {
  const wrong = sse(chunk('One wrong '));
  const short = { MODEL_IDLE_TIMEOUT_MS: '150' };
  test.each<[string, EndpointAnswer]>([
    ['a connection that is cut', cut(wrong)],
    ['a stall', stall(wrong)],
    [
      'an error event',
      {
        raw: (res) => {
          res.writeHead(200, eventStream).write(wrong);
          setTimeout(() => res.end(sse({ error: { code: 503 } })), 50);
        },
      },
    ],
    ['a stream without its end', stream(wrong)],
    ['the same start again', cut(sse(chunk('One two')))],
  ])('%s has the segment tried again from its start: its text is replaced', async (_, answer) => {
    const right = { text: 'One two three four.', tokenMs: 30 };
    const { deltas } = await expectRun([answer, right], { text: 'One two three four.', calls: 2 }, attempts(2, short));
    expect(deltas[0]).toMatchObject({ offset: 0, text: expect.stringMatching(/^One (wrong|two)$/) });
    const again = deltas.findLastIndex(({ offset }) => offset === 0);
    expect(again).toBeGreaterThan(0);
    const joined = deltas.slice(again).map(({ text }) => text);
    expect(joined.join('')).toBe('One two three four.');
  });

  test('the white space around the segment is kept', async () => {
    const content = '\n\n  One two.\n';
    await expectRun([cut(wrong), {}], { text: content, calls: 2 }, { content, ...attempts(2) });
    const expected = { text: '\n\n  One wrong\n', code: 'MODEL_UNAVAILABLE' };
    await expectRun(cut(wrong), expected, { content, ...attempts(1) });
  });

  test('other segments keep theirs', async () => {
    const parts = ['alpha', 'beta', 'gamma'].map((name) => words(60).replaceAll('word', name));
    let hasFailed = false;
    const answer = ({ target }: { target: string }): EndpointAnswer => {
      if (hasFailed || !target.startsWith('beta')) {
        return { tokenMs: 5 };
      }
      hasFailed = true;
      return cut(sse(chunk('beta0 wrong ')));
    };
    await using pair = await startPair({ answer }, { SEGMENT_WORDS: '50', MODEL_ATTEMPTS: '2' });
    const content = parts.join('\n\n');
    const { text, calls, deltas } = await runJob(pair, [content]);
    expect(text).toBe(content);
    expect(calls).toHaveLength(4);
    const starts = [0, 1, 2].map(
      (segment) => deltas.filter((delta) => delta.segment === segment && delta.offset === 0).length,
    );
    expect(starts).toEqual([1, 2, 1]);
  });

  test('what had come of the last attempt is kept where none is left', async () => {
    const answers = [cut(sse(chunk('One wrong '))), cut(sse(chunk('One two ')))];
    await expectRun(answers, { text: 'One two', code: 'MODEL_UNAVAILABLE', calls: 2 }, attempts(2));
  });
});

test('An attempt is told with a nonce of its own', async () => {
  const { calls } = await run([soon(503), stream(streamOf('One.'))], attempts(2));
  const nonces = calls.map(({ body }) => /<text-(\w+)>/.exec(body.messages[1]?.content ?? '')?.[1]);
  expect(new Set(nonces).size).toBe(2);
});

test('A retry waits without a connection: the failed call is over before the next begins', async () => {
  await using pair = await startPair(inTurn([stall(one), {}]), { MODEL_ATTEMPTS: '2', MODEL_IDLE_TIMEOUT_MS: '100' });
  const { calls } = await runJob(pair, ['Source.']);
  const [failed, next] = calls;
  expect(failed?.closedAt).toBeLessThan(next?.receivedAt ?? 0);
});
