import { describe, expect, test } from 'vitest';
import { chunk, type EndpointAnswer, type EndpointCall, sse, startEndpoint } from '../kit/endpoint.ts';
import { postJson } from '../kit/http.ts';
import { input, OPTIMIZE, words } from '../kit/operations.ts';
import { startPair, startServer } from '../kit/server.ts';
import { choice, cut, one, refusal, soon, stall, stop, stream } from './answers.ts';
import { expectNoHandleLeft, expectRun, inTurn, type RunOptions, run, runJob } from './run.ts';

expectNoHandleLeft();

const modelsOf = (calls: readonly EndpointCall[]) => calls.map(({ body }) => body.model);

describe('OPENAI_MODELS', () => {
  const settings = { OPENAI_MODEL: 'm1', OPENAI_MODELS: 'm2, m3', OPENAI_FALLBACK_MODELS: 'f1' };

  test.each([
    [undefined, 'm1'],
    ['m1', 'm1'],
    ['m2', 'm2'],
    ['m3', 'm3'],
  ])('lets a caller who asks for %s have %s, which is called and named', async (model, called) => {
    await using pair = await startPair({}, settings);
    const ran = await runJob(pair, ['Source.'], model === undefined ? {} : { model });
    expect({ model: ran.model, called: modelsOf(ran.calls) }).toEqual({ model: called, called: [called] });
  });

  test.each(['m4', 'M1', 'f1', '', 'm1 ', '../m1'])('refuses %j, and nothing is called', async (model) => {
    await using pair = await startPair({}, settings);
    const { errors } = await postJson(pair.server.url, OPTIMIZE, { input: input('Source.', { model }) });
    expect(errors).toMatchObject([{ extensions: { code: 'MODEL_NOT_FOUND', field: 'model' } }]);
    expect(pair.endpoint.calls).toEqual([]);
  });

  test('is that one alone where it is not set', async () => {
    await using pair = await startPair({}, { OPENAI_MODEL: 'm1' });
    const { errors } = await postJson(pair.server.url, OPTIMIZE, { input: input('Source.', { model: 'm2' }) });
    expect(errors[0].message).toBe('`model` must be one of `m1`, `builtin`.');
  });

  test('that the endpoint does not have is told by it', async () => {
    await expectRun(refusal(404, 'model_not_found'), { text: '', code: 'MODEL_NOT_FOUND' });
  });
});

describe('OPENAI_FALLBACK_MODELS', () => {
  const chain: RunOptions = {
    settings: {
      OPENAI_MODEL: 'm1',
      OPENAI_FALLBACK_MODELS: 'f1,f2',
      MODEL_ATTEMPTS: '3',
      MODEL_FIRST_TOKEN_TIMEOUT_MS: '200',
    },
  };

  test.each<[string, EndpointAnswer]>([
    ['is not available', refusal(503)],
    ['takes no more calls', { ...refusal(429), headers: { 'retry-after': '60' } }],
    ['has used up its quota', refusal(429, 'insufficient_quota')],
    ['is not there', refusal(404, 'model_not_found')],
    ['can not take so long a text', refusal(400, 'context_length_exceeded')],
    ['gives no first token', stall('')],
    ['breaks the connection', { raw: (res) => void res.destroy() }],
    ['is cut before its first token', cut(':\n\n')],
    ['is cut while it thinks', cut(choice({ delta: { reasoning: 'Hm.' } }))],
    ['gives an error for its first event', stream(sse({ error: { code: 'rate_limit_exceeded' } }))],
  ])('step in at once where the model %s, and the reader is told', async (_, answer) => {
    const { model, calls, stages } = await expectRun(
      [answer, {}],
      { text: 'Source.', calls: 2, withinMs: 3_000 },
      chain,
    );
    expect({ model, called: modelsOf(calls) }).toEqual({ model: 'f1', called: ['m1', 'f1'] });
    expect(stages).toContainEqual(expect.stringMatching(/^FALLING_BACK: m1 failed, trying f1: The .*\.( \[req_1\])?$/));
    expect(stages.join()).not.toContain('RETRYING');
  });

  test('step in one after the other', async () => {
    const { model, calls, stages } = await run([refusal(503), refusal(404), {}], chain);
    expect({ model, called: modelsOf(calls) }).toEqual({ model: 'f2', called: ['m1', 'f1', 'f2'] });
    expect(stages.filter((stage) => stage.startsWith('FALLING_BACK'))).toEqual([
      expect.stringContaining('m1 failed, trying f1'),
      expect.stringContaining('f1 failed, trying f2'),
    ]);
  });

  test('that fail as well end in the error of the last', async () => {
    const { code, model, calls } = await run([refusal(503), refusal(429), refusal(404)], chain);
    expect({ code, model, called: modelsOf(calls) }).toEqual({
      code: 'MODEL_NOT_FOUND',
      model: undefined,
      called: ['m1', 'f1', 'f2'],
    });
  });

  test('are called no more often than MODEL_ATTEMPTS allows in all', async () => {
    const { code, calls } = await run(soon(503), { settings: { ...chain.settings, MODEL_ATTEMPTS: '2' } });
    expect({ code, called: modelsOf(calls) }).toEqual({ code: 'MODEL_UNAVAILABLE', called: ['m1', 'f1'] });
  });

  test('the last of which is tried again while there are attempts', async () => {
    const answers = [refusal(503), refusal(503), soon(503), {}];
    const { model, calls } = await run(answers, { settings: { ...chain.settings, MODEL_ATTEMPTS: '4' } });
    expect({ model, called: modelsOf(calls) }).toEqual({ model: 'f2', called: ['m1', 'f1', 'f2', 'f2'] });
  });

  test.each<[string, EndpointAnswer, string]>([
    ['the key is refused', refusal(401), 'MODEL_AUTHENTICATION'],
    ['the model refuses the text', refusal(400, 'content_filter'), 'MODEL_REFUSED'],
    ['the answer is truncated by its limit', stream(sse(chunk('One', 'length'))), 'MODEL_OUTPUT_TRUNCATED'],
  ])('do not step in where %s', async (_, answer, code) => {
    const { calls, ...ran } = await run([answer, {}], chain);
    expect({ code: ran.code, called: modelsOf(calls) }).toEqual({ code, called: ['m1'] });
  });

  test('do not step in after the first token: the model itself is tried again', async () => {
    const { model, text, calls, stages } = await run([cut(one), {}], chain);
    expect({ model, text, called: modelsOf(calls) }).toEqual({ model: 'm1', text: 'Source.', called: ['m1', 'm1'] });
    expect(stages.join()).not.toContain('FALLING_BACK');
  });

  test('that stepped in stay, after their first token as well', async () => {
    const { model, calls } = await run([refusal(503), cut(one), {}], chain);
    expect({ model, called: modelsOf(calls) }).toEqual({ model: 'f1', called: ['m1', 'f1', 'f1'] });
  });

  test('step in for a segment, and all that wrote the document are named', async () => {
    await using pair = await startPair(
      { answer: ({ target, body }) => (target.startsWith('beta') && body.model === 'm1' ? refusal(503) : {}) },
      { ...chain.settings, SEGMENT_WORDS: '50' },
    );
    const content = ['alpha', 'beta'].map((name) => words(60).replaceAll('word', name)).join('\n\n');
    const { text, model } = await runJob(pair, [content]);
    expect(text).toBe(content);
    expect(model?.split(', ').toSorted()).toEqual(['f1', 'm1']);
  });

  test('step in for a model that a caller chose', async () => {
    await using pair = await startPair(inTurn([refusal(503), {}]), { ...chain.settings, OPENAI_MODELS: 'm2' });
    const { calls } = await runJob(pair, ['Source.'], { model: 'm2' });
    expect(modelsOf(calls)).toEqual(['m2', 'f1']);
  });

  test('are not called instead of themselves', async () => {
    await using pair = await startPair(inTurn([refusal(503), {}]), { ...chain.settings, OPENAI_MODELS: 'f1' });
    const { calls } = await runJob(pair, ['Source.'], { model: 'f1' });
    expect(modelsOf(calls)).toEqual(['f1', 'f2']);
  });

  test('are named by the plain mutation as well', async () => {
    await using pair = await startPair(inTurn([refusal(503), {}]), chain.settings);
    const { data } = await postJson(pair.server.url, OPTIMIZE, { input: input('Source.') });
    expect(data.optimize.outcomes[0].metadata.model).toBe('f1');
  });
});

describe('Azure', () => {
  const azure = (url: string, more: Record<string, string> = {}) => ({
    AZURE_OPENAI_ENDPOINT: new URL(url).origin,
    AZURE_OPENAI_API_KEY: 'azure-key',
    AZURE_OPENAI_DEPLOYMENT: 'my-deployment',
    MODEL_ATTEMPTS: '1',
    ...more,
  });
  const versions = 'api-version=2025-04-01-preview';

  test('is called by deployment, api-version and api-key', async () => {
    await using endpoint = await startEndpoint();
    await using server = await startServer(azure(endpoint.url));
    const { model, calls } = await runJob({ endpoint, server, [Symbol.asyncDispose]: async () => {} }, ['Source.']);
    expect(calls).toMatchObject([
      {
        path: `/openai/deployments/my-deployment/chat/completions?${versions}`,
        headers: { 'api-key': 'azure-key' },
        body: { stream: true, stream_options: { include_usage: true } },
      },
    ]);
    expect(calls[0]?.headers).not.toHaveProperty('authorization');
    expect(model).toBe('my-deployment');
  });

  test.each([
    [
      'another api-version',
      { AZURE_OPENAI_API_VERSION: '2024-10-21' },
      '/openai/deployments/my-deployment',
      '2024-10-21',
    ],
    [
      'OPENAI_MODEL for a deployment',
      { AZURE_OPENAI_DEPLOYMENT: '', OPENAI_MODEL: 'm1' },
      '/openai/deployments/m1',
      undefined,
    ],
  ])('takes %s', async (_, more, path, version) => {
    await using pair = await startPair();
    await using server = await startServer(azure(pair.endpoint.url, more));
    const { calls } = await runJob({ ...pair, server, [Symbol.asyncDispose]: async () => {} }, ['Source.']);
    expect(calls[0]?.path).toBe(`${path}/chat/completions?${version ? `api-version=${version}` : versions}`);
  });

  test('comes before OPENAI_BASE_URL and OPENAI_API_KEY, which it never sees', async () => {
    await using other = await startEndpoint();
    await using pair = await startPair();
    const more = { OPENAI_BASE_URL: other.url, OPENAI_API_KEY: 'sk-openai' };
    await using server = await startServer(azure(`${pair.endpoint.url}/`, more));
    const { calls } = await runJob({ ...pair, server, [Symbol.asyncDispose]: async () => {} }, ['Source.']);
    expect(JSON.stringify(calls[0]?.headers)).not.toContain('sk-openai');
    expect(other.calls).toEqual([]);
  });

  const filtered = sse({ choices: [], id: '', model: '', prompt_filter_results: [{ prompt_index: 0 }] });
  const late = choice({ index: 0, finish_reason: null, content_filter_offsets: {}, content_filter_results: {} });
  test.each<[string, EndpointAnswer, { text: string; code?: string; path?: string }]>([
    ['a first chunk without choices', stream(filtered + one + stop), { text: 'One.' }],
    ['a filter that comes later, without delta', stream(one + late + stop), { text: 'One.' }],
    [
      'a filter that ends the stream',
      stream(one + sse(chunk(undefined, 'content_filter'))),
      { text: 'One.', code: 'MODEL_REFUSED' },
    ],
    ['a filter that refuses the prompt', refusal(400, 'content_filter', 'prompt'), { text: '', code: 'MODEL_REFUSED' }],
    ['a deployment that is not there', refusal(404, 'DeploymentNotFound'), { text: '', code: 'MODEL_NOT_FOUND' }],
    [
      'a key it does not accept, told without its name',
      { status: 401, body: { error: { code: '401', message: 'Access denied due to invalid subscription key' } } },
      { text: '', code: 'MODEL_AUTHENTICATION' },
    ],
  ])('gives %s', async (_, answer, expected) => {
    await using pair = await startPair(inTurn(answer));
    await using server = await startServer(azure(pair.endpoint.url));
    const { text, code } = await runJob({ ...pair, server, [Symbol.asyncDispose]: async () => {} }, ['Source.']);
    expect({ text, code }).toEqual({ code: undefined, ...expected });
  });
});
