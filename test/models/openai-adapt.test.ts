import { describe, expect, test } from 'vitest';
import { createOpenAIModel } from '../../src/models/openai/index.ts';
import { collect, type Endpoint, type EndpointAnswer, requestFor, sse, startEndpoint } from '../kit/endpoint.ts';

const never = new AbortController().signal;
const eventStream = { 'content-type': 'text/event-stream' };
const all = ['max_tokens', 'stream', 'stream_options', 'temperature', 'user'];

const modelAt = (endpoint: Endpoint) => {
  const limits = { firstTokenTimeoutMs: 5_000, idleTimeoutMs: 5_000, totalTimeoutMs: 10_000 };
  return createOpenAIModel({ id: 'm', apiKey: 'k', baseURL: endpoint.url, ...limits });
};

const refusing = (refuse: (body: Readonly<Record<string, unknown>>) => EndpointAnswer | undefined) =>
  startEndpoint({ answer: ({ body }) => refuse(body) ?? {} });

const refusal = (param: string, status = 400, code = 'unsupported_value') => ({
  status,
  body: { error: { message: 'No.', type: 'invalid_request_error', param, code } },
});

const optionalOf = (endpoint: Endpoint) =>
  endpoint.calls.map(({ body }) =>
    Object.keys(body)
      .filter((name) => name !== 'model' && name !== 'messages')
      .sort(),
  );

describe('A parameter the endpoint refuses', () => {
  test.each([
    ['temperature', 400],
    ['user', 400],
    ['user', 422],
    ['stream_options', 400],
  ])('%s with %i is left out, at once and from then on', async (param, status) => {
    await using endpoint = await refusing((body) => (param in body ? refusal(param, status) : undefined));
    const model = modelAt(endpoint);
    const first = await collect(model.rewrite(requestFor('One two.'), never));
    const second = await collect(model.rewrite(requestFor('Three.'), never));
    expect([first.text, second.text]).toEqual(['One two.', 'Three.']);
    expect([first.end?.usage.modelCalls, second.end?.usage.modelCalls]).toEqual([2, 1]);
    const rest = all.filter((name) => name !== param);
    expect(optionalOf(endpoint)).toEqual([all, rest, rest]);
  });

  test('max_tokens is renamed, and left out only if that is refused as well', async () => {
    const refused = ['max_tokens'];
    await using endpoint = await refusing((body) => {
      const param = refused.find((name) => name in body);
      return param === undefined ? undefined : refusal(param, 400, 'unsupported_parameter');
    });
    const model = modelAt(endpoint);
    expect((await collect(model.rewrite(requestFor('One.'), never))).text).toBe('One.');
    expect(endpoint.calls[1]?.body.max_completion_tokens).toBe(endpoint.calls[0]?.body.max_tokens);
    refused.push('max_completion_tokens');
    expect((await collect(model.rewrite(requestFor('One.'), never))).text).toBe('One.');
    expect(optionalOf(endpoint).at(-1)).toEqual(['stream', 'stream_options', 'temperature', 'user']);
    expect(endpoint.calls).toHaveLength(4);
  });

  const asDetail = { status: 422, body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'] }] } };
  const asFlat = { status: 400, body: { object: 'error', message: 'No.', param: 'stream_options', code: 400 } };
  const asWrapped = {
    status: 400,
    body: {
      error: {
        message: 'Provider returned error',
        code: 400,
        metadata: { raw: JSON.stringify(refusal('stream_options').body) },
      },
    },
  };
  test.each<[string, EndpointAnswer]>([
    ['an inner name', refusal('stream_options.include_usage')],
    ["FastAPI's detail", asDetail],
    ['a flat error', asFlat],
    ["a provider's error in OpenRouter's", asWrapped],
    ['JSON with 200', { ...refusal('stream_options'), status: 200 }],
    ['a first event', { headers: eventStream, body: sse(refusal('stream_options').body) }],
  ])('is understood from %s', async (_, answer) => {
    await using endpoint = await refusing((body) => ('stream_options' in body ? answer : undefined));
    const { text, end } = await collect(modelAt(endpoint).rewrite(requestFor('One.'), never));
    expect(text).toBe('One.');
    expect(end?.usage).toMatchObject({ isEstimated: true, modelCalls: 2 });
  });

  test('all of them, one by one, cost one call each', async () => {
    const limits = ['max_tokens', 'max_completion_tokens'];
    const order = ['temperature', ...limits, 'user', 'stream'];
    await using endpoint = await refusing((body) => {
      const param = order.find((name) => name in body);
      return param === undefined ? undefined : refusal(param);
    });
    const { text, end } = await collect(modelAt(endpoint).rewrite(requestFor('One.'), never));
    expect({ text, modelCalls: end?.usage.modelCalls }).toEqual({ text: 'One.', modelCalls: 6 });
    expect(optionalOf(endpoint).at(-1)).toEqual([]);
  });

  test('is learned once by calls side by side', async () => {
    await using endpoint = await refusing((body) =>
      'max_tokens' in body ? { ...refusal('max_tokens'), delayMs: 30 } : undefined,
    );
    const model = modelAt(endpoint);
    const rewrites = await Promise.all(
      Array.from({ length: 8 }, () => collect(model.rewrite(requestFor('One.'), never))),
    );
    expect(rewrites.map(({ text }) => text)).toEqual(Array(8).fill('One.'));
    expect(endpoint.calls).toHaveLength(16);
  });
});

describe('An endpoint that can not stream is called without, which is remembered', () => {
  test.each<[string, EndpointAnswer]>([
    ['400 for stream', refusal('stream')],
    ['400 for an unverified organization', refusal('stream', 400, 'unsupported_value')],
    ['422 for stream', refusal('stream', 422)],
    ['405', { status: 405, body: '' }],
    ['501', { status: 501, body: 'Not Implemented', headers: { 'content-type': 'text/plain' } }],
  ])('%s', async (_, answer) => {
    await using endpoint = await refusing((body) => (body.stream === true ? answer : undefined));
    const model = modelAt(endpoint);
    const first = await collect(model.rewrite(requestFor('One two.'), never));
    const second = await collect(model.rewrite(requestFor('Three.'), never));
    expect([first.texts, second.texts]).toEqual([['One two.'], ['Three.']]);
    expect([first.end, second.end]).toMatchObject([
      { streamed: false, usage: { isEstimated: false, modelCalls: 2 } },
      { streamed: false, usage: { isEstimated: false, modelCalls: 1 } },
    ]);
    const rest = ['max_tokens', 'temperature', 'user'];
    expect(optionalOf(endpoint)).toEqual([all, rest, rest]);
  });

  test('and then has all the time of a call for its first token', async () => {
    await using endpoint = await refusing((body) => (body.stream ? refusal('stream') : { delayMs: 200 }));
    const limits = { firstTokenTimeoutMs: 100, idleTimeoutMs: 100, totalTimeoutMs: 10_000 };
    const model = createOpenAIModel({ id: 'm', apiKey: 'k', baseURL: endpoint.url, ...limits });
    expect((await collect(model.rewrite(requestFor('One.'), never))).text).toBe('One.');
  });
});

describe('Nothing is called again', () => {
  test.each<[string, EndpointAnswer]>([
    ['for a parameter a rewrite needs', refusal('messages')],
    [
      'for a refusal that only words tell',
      { status: 400, body: { error: { message: "'temperature' is not supported" } } },
    ],
    ['for a parameter that was not sent', refusal('max_completion_tokens')],
    ['with another status', refusal('temperature', 500)],
  ])('%s', async (_, answer) => {
    await using endpoint = await startEndpoint({ answer: () => answer });
    const { error } = await collect(modelAt(endpoint).rewrite(requestFor('One.'), never));
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(endpoint.calls).toHaveLength(1);
  });

  test('once text was handed over', async () => {
    const body = sse({ choices: [{ delta: { content: 'One' } }] }) + sse(refusal('temperature').body);
    await using endpoint = await startEndpoint({ answer: () => ({ headers: eventStream, body }) });
    const { text, error } = await collect(modelAt(endpoint).rewrite(requestFor('One.'), never));
    expect({ text, error }).toMatchObject({ text: 'One', error: { code: 'MODEL_UNAVAILABLE' } });
    expect(endpoint.calls).toHaveLength(1);
  });

  test('by an endpoint that refuses the same parameter for ever', async () => {
    await using endpoint = await startEndpoint({ answer: () => refusal('temperature') });
    const { error } = await collect(modelAt(endpoint).rewrite(requestFor('One.'), never));
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(endpoint.calls).toHaveLength(2);
  });
});
