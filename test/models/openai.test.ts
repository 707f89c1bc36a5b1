import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOpenAIModel, type OpenAIOptions } from '../../src/models/openai/index.ts';
import { limitParameter } from '../../src/models/openai/request.ts';
import { collect, type Endpoint, requestFor, sse, startEndpoint, streamOf, usageChunk } from '../kit/endpoint.ts';

const modelAt = (endpoint: Endpoint, more: Partial<OpenAIOptions> = {}) =>
  createOpenAIModel({
    id: 'test-model',
    apiKey: 'sk-test',
    baseURL: endpoint.url,
    firstTokenTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    ...more,
  });
const never = new AbortController().signal;
const eventStream = { 'content-type': 'text/event-stream' };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('A request', () => {
  test('asks for a stream with usage, and limits the output by the length of the text', async () => {
    await using endpoint = await startEndpoint();
    await collect(modelAt(endpoint).rewrite(requestFor('Zwölf Boxkämpfer.'), never));
    expect(endpoint.calls[0]?.body).toEqual({
      model: 'test-model',
      messages: [
        { role: 'system', content: 'Improve the text.' },
        { role: 'user', content: 'Here it is.\n<text-0123abcd>\nZwölf Boxkämpfer.\n</text-0123abcd>' },
      ],
      temperature: 0.1,
      max_tokens: 2 * Math.ceil(19 / 3) + 1024,
      user: 'user-hash',
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('carries the key and nothing else about this machine or its environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-environment');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-environment');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-custom: environment\nauthorization: environment');
    await using endpoint = await startEndpoint();
    await collect(modelAt(endpoint).rewrite(requestFor('One two.'), never));
    const { host, connection, 'content-length': _, ...headers } = endpoint.calls[0]?.headers ?? {};
    expect(headers).toEqual({
      accept: 'text/event-stream, application/json',
      'accept-encoding': expect.any(String),
      'accept-language': '*',
      authorization: 'Bearer sk-test',
      'content-type': 'application/json',
      'sec-fetch-mode': 'cors',
      'user-agent': expect.stringMatching(/^OpenAI\/JS /),
    });
  });

  test('carries no Authorization where there is no key, whatever the environment holds', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
    await using endpoint = await startEndpoint();
    const { text } = await collect(modelAt(endpoint, { apiKey: undefined }).rewrite(requestFor('One two.'), never));
    expect(text).toBe('One two.');
    expect(endpoint.calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each([
    [undefined, 'max_completion_tokens'],
    ['https://api.openai.com/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/v1', 'max_completion_tokens'],
    ['http://127.0.0.1:11434/v1', 'max_tokens'],
    ['https://api.openai.com.example.org/v1', 'max_tokens'],
  ])('to %s names the limit %s', (baseURL, name) => {
    expect(limitParameter(baseURL)).toBe(name);
  });

  test('does not follow a redirect: the document goes nowhere else', async () => {
    await using elsewhere = await startEndpoint();
    await using endpoint = await startEndpoint({
      answer: () => ({ status: 307, headers: { location: `${elsewhere.url}/chat/completions` } }),
    });
    const { error } = await collect(modelAt(endpoint).rewrite(requestFor('One two.'), never));
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(elsewhere.calls).toEqual([]);
  });
});

describe('A rewrite', () => {
  test('hands over text while the endpoint still writes', async () => {
    const gate = Promise.withResolvers<void>();
    await using endpoint = await startEndpoint({ answer: () => ({ tokens: ['One ', 'two.'], gate: gate.promise }) });
    const events = modelAt(endpoint).rewrite(requestFor('x'), never);
    expect(await events.next()).toEqual({ done: false, value: { type: 'text', text: 'One ' } });
    expect(endpoint.calls[0]?.state).toBe('open');
    gate.resolve();
    expect(await events.next()).toEqual({ done: false, value: { type: 'text', text: 'two.' } });
    expect(await events.next()).toMatchObject({ value: { type: 'end', streamed: true } });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('gives one event for everything that one read brought', async () => {
    await using endpoint = await startEndpoint({
      answer: () => ({ headers: eventStream, body: streamOf('One ', '', 'two ', 'three.') }),
    });
    const { texts } = await collect(modelAt(endpoint).rewrite(requestFor('x'), never));
    expect(texts).toEqual(['One two three.']);
  });

  test('reports the tokens the endpoint counted', async () => {
    const usage = {
      prompt_tokens: 30,
      completion_tokens: 20,
      total_tokens: 50,
      prompt_tokens_details: { cached_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 5 },
    };
    const body = sse(usageChunk(1, 1)) + streamOf('One.').replace('data: [DONE]', `${sse({ usage })}data: [DONE]`);
    await using endpoint = await startEndpoint({ answer: () => ({ headers: eventStream, body }) });
    const { end } = await collect(modelAt(endpoint).rewrite(requestFor('x'), never));
    expect(end?.usage).toEqual({
      promptTokens: 30,
      cachedPromptTokens: 10,
      completionTokens: 20,
      reasoningTokens: 5,
      totalTokens: 50,
      isEstimated: false,
      modelCalls: 1,
    });
  });

  test.each([
    ['nothing', ''],
    ['null', sse({ choices: [], usage: null })],
    ['only zeros', sse(usageChunk(0, 0))],
  ])('estimates the tokens where the endpoint says %s', async (_, usage) => {
    await using endpoint = await startEndpoint({
      answer: () => ({ headers: eventStream, body: usage + streamOf('Twelve chars') }),
    });
    const request = requestFor('x');
    const { end } = await collect(modelAt(endpoint).rewrite(request, never));
    const prompt = Math.ceil(request.prompt.system.length / 4) + Math.ceil(request.prompt.user.length / 4);
    expect(end?.usage).toMatchObject({ promptTokens: prompt, completionTokens: 3, totalTokens: prompt + 3 });
    expect(end?.usage.isEstimated).toBe(true);
  });

  test('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    await using endpoint = await startEndpoint({
      answer: () => ({
        raw: (res) => {
          ports.add(res.socket?.remotePort);
          res.writeHead(200, eventStream).write(streamOf('One.'));
          setTimeout(() => res.end(), 20);
        },
      }),
    });
    const model = modelAt(endpoint);
    for (let i = 0; i < 10; i++) await collect(model.rewrite(requestFor('x'), never));
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});
