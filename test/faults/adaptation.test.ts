import { describe, expect, test } from 'vitest';
import { type EndpointAnswer, type EndpointBody, type EndpointCall, sse } from '../kit/endpoint.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { one, plain, refusal, stream } from './answers.ts';
import { expectNoHandleLeft, expectRun, run, runJob } from './run.ts';

expectNoHandleLeft();

const all = ['max_tokens', 'stream', 'stream_options', 'temperature', 'user'];
const without = (...names: string[]) => all.filter((name) => !names.includes(name));

/** A pair whose endpoint refuses some bodies. */
const startRefusing = (refuse: (body: EndpointBody) => EndpointAnswer | undefined, settings = {}): Promise<Pair> =>
  startPair({ answer: ({ body }) => refuse(body) ?? {} }, { MODEL_ATTEMPTS: '1', ...settings });

const refuseParam = (param: string, status = 400, code = 'unsupported_value') => refusal(status, code, param);

/** What each call sent besides model and messages. */
const optionalOf = (calls: readonly EndpointCall[]) =>
  calls.map(({ body }) =>
    Object.keys(body)
      .filter((name) => name !== 'model' && name !== 'messages')
      .toSorted(),
  );

describe('A parameter the endpoint refuses', () => {
  test.each([
    ['temperature', 400],
    ['user', 400],
    ['user', 422],
    ['stream_options', 400],
  ])('%s with %i is left out, at once and from then on, and costs no attempt', async (param, status) => {
    await using pair = await startRefusing((body) => (param in body ? refuseParam(param, status) : undefined));
    const runs = [await runJob(pair, ['One two.']), await runJob(pair, ['Three.'])];
    expect(runs.map(({ text }) => text)).toEqual(['One two.', 'Three.']);
    expect(runs.map(({ jobUsage }) => jobUsage.modelCalls)).toEqual([2, 1]);
    expect(runs[0]?.stages.join()).not.toContain('RETRYING');
    expect(optionalOf(pair.endpoint.calls)).toEqual([all, without(param), without(param)]);
  });

  test('max_tokens is renamed, and left out only if that is refused as well', async () => {
    const refused = ['max_tokens'];
    await using pair = await startRefusing((body) => {
      const param = refused.find((name) => name in body);
      return param === undefined ? undefined : refuseParam(param, 400, 'unsupported_parameter');
    });
    const { calls } = await runJob(pair, ['One.']);
    // With room for reasoning, which that one counts in.
    expect(calls[1]?.body.max_completion_tokens).toBe(Number(calls[0]?.body.max_tokens) + 8_192);
    refused.push('max_completion_tokens');
    expect((await runJob(pair, ['Two.'])).text).toBe('Two.');
    expect(optionalOf(pair.endpoint.calls)).toEqual([
      all,
      [...without('max_tokens'), 'max_completion_tokens'].toSorted(),
      [...without('max_tokens'), 'max_completion_tokens'].toSorted(),
      without('max_tokens'),
    ]);
  });

  const asDetail = { status: 422, body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'] }] } };
  const asFlat = { status: 400, body: { object: 'error', message: 'No.', param: 'stream_options', code: 400 } };
  const raw = JSON.stringify(refuseParam('stream_options').body);
  const asWrapped = { status: 400, body: { error: { message: 'Provider error', code: 400, metadata: { raw } } } };
  test.each<[string, EndpointAnswer]>([
    ['an inner name', refuseParam('stream_options.include_usage')],
    ['another code', refuseParam('stream_options', 400, 'unknown_parameter')],
    ["FastAPI's detail", asDetail],
    ['a flat error', asFlat],
    ["a provider's error in OpenRouter's", asWrapped],
    ['JSON with 200', { ...refuseParam('stream_options'), status: 200 }],
    ['a first event', stream(sse(refuseParam('stream_options').body))],
  ])('is understood from %s', async (_, answer) => {
    await using pair = await startRefusing((body) => ('stream_options' in body ? answer : undefined));
    const { text, calls, jobUsage } = await runJob(pair, ['One.']);
    expect({ text, calls: calls.length }).toEqual({ text: 'One.', calls: 2 });
    expect(jobUsage).toMatchObject({ isEstimated: true, modelCalls: 2 });
  });

  test('all of them, one by one, cost one call each', async () => {
    const order = ['temperature', 'max_tokens', 'max_completion_tokens', 'user', 'stream'];
    await using pair = await startRefusing((body) => {
      const param = order.find((name) => name in body);
      return param === undefined ? undefined : refuseParam(param);
    });
    const { text, calls } = await runJob(pair, ['One.']);
    expect({ text, calls: calls.length }).toEqual({ text: 'One.', calls: 6 });
    expect(optionalOf(calls).at(-1)).toEqual([]);
  });

  test('is learned once by calls side by side', async () => {
    await using pair = await startRefusing((body) =>
      'max_tokens' in body ? { ...refuseParam('max_tokens'), delayMs: 100 } : undefined,
    );
    const contents = Array.from({ length: 8 }, (_, index) => `Text ${index}.`);
    const { documents, calls } = await runJob(pair, contents);
    expect(documents.map(({ text }) => text)).toEqual(contents);
    expect(calls).toHaveLength(16);
  });

  test('is remembered for its model alone', async () => {
    const settings = { OPENAI_MODEL: 'm1', OPENAI_MODELS: 'm1,m2' };
    await using pair = await startRefusing(
      (body) => (body.model === 'm1' && 'temperature' in body ? refuseParam('temperature') : undefined),
      settings,
    );
    for (const model of ['m1', 'm2', 'm1', 'm2']) {
      await runJob(pair, [`For ${model} at ${Math.random()}.`], { model });
    }
    expect(pair.endpoint.calls.map(({ body }) => [body.model, 'temperature' in body])).toEqual([
      ['m1', true],
      ['m1', false],
      ['m2', true],
      ['m1', false],
      ['m2', true],
    ]);
  });
});

describe('An endpoint that can not stream is called without, which is remembered', () => {
  test.each<[string, EndpointAnswer]>([
    ['400 for stream', refuseParam('stream')],
    ['400 for an organization that is not verified', refuseParam('stream', 400, 'unsupported_value')],
    ['422 for stream', refuseParam('stream', 422)],
    ['405', { status: 405, body: '' }],
    ['501', { status: 501, body: 'Not Implemented', headers: plain }],
  ])('%s', async (_, answer) => {
    await using pair = await startRefusing((body) => (body.stream === true ? answer : undefined));
    const runs = [await runJob(pair, ['One two.']), await runJob(pair, ['Three.'])];
    expect(runs).toMatchObject([
      { text: 'One two.', streamed: false, jobUsage: { isEstimated: false, modelCalls: 2 } },
      { text: 'Three.', streamed: false, jobUsage: { isEstimated: false, modelCalls: 1 } },
    ]);
    const rest = without('stream', 'stream_options');
    expect(optionalOf(pair.endpoint.calls)).toEqual([all, rest, rest]);
  });

  test('and where it just does not, its whole completion is used', async () => {
    const { streamed, calls } = await run({
      body: { choices: [{ message: { content: 'One.' }, finish_reason: 'stop' }] },
    });
    expect({ streamed, calls: calls.length }).toEqual({ streamed: false, calls: 1 });
  });
});

describe('Nothing is called again', () => {
  const failed = { text: '', code: 'MODEL_UNAVAILABLE' };
  test.each<[string, EndpointAnswer]>([
    ['for a parameter a rewrite needs', refuseParam('messages')],
    [
      'for a refusal that only words tell',
      { status: 400, body: { error: { message: "'temperature' is not supported" } } },
    ],
    ['for a parameter that was not sent', refuseParam('max_completion_tokens')],
    ['with another status', refuseParam('temperature', 500)],
  ])('%s', async (_, answer) => {
    await expectRun([answer, {}], failed);
  });

  test('once text was handed over', async () => {
    const answer = stream(one + sse(refuseParam('temperature').body));
    await expectRun([answer, {}], { ...failed, text: 'One.' });
  });

  test('by an endpoint that refuses the same parameter for ever', async () => {
    await expectRun(refuseParam('temperature'), { ...failed, calls: 2 });
  });
});
