import { setTimeout } from 'node:timers/promises';
import { OpenAI } from 'openai';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOpenAIModel, type OpenAIOptions } from '../../src/models/openai/index.ts';
import { limitParameter } from '../../src/models/openai/request.ts';
import { version } from '../../src/version.ts';
import { collect, type Endpoint, requestFor, startEndpoint, streamOf } from '../kit/endpoint.ts';

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
    await collect(modelAt(endpoint), requestFor('Zwölf Boxkämpfer.'), never);
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
    await collect(modelAt(endpoint), requestFor('One two.'), never);
    const { host, connection, 'content-length': _, ...headers } = endpoint.calls[0]?.headers ?? {};
    expect(headers).toEqual({
      accept: 'text/event-stream, application/json',
      authorization: 'Bearer sk-test',
      'content-type': 'application/json',
      'user-agent': `Copydesk/${version}`,
    });
  });

  test('carries no Authorization where there is no key, whatever the environment holds', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
    await using endpoint = await startEndpoint();
    const { text } = await collect(modelAt(endpoint, { apiKey: undefined }), requestFor('One two.'), never);
    expect(text).toBe('One two.');
    expect(endpoint.calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each([
    ['/v1', '/v1/chat/completions'],
    ['/v1/', '/v1/chat/completions'],
    ['', '/chat/completions'],
    ['/a%20team/v1', '/a%20team/v1/chat/completions'],
    ['/v1?version=2&team=a', '/v1/chat/completions?version=2&team=a'],
  ])('goes where the SDK sends it: for a base URL that ends in "%s" to %s', async (end, path) => {
    await using endpoint = await startEndpoint();
    const baseURL = new URL(endpoint.url).origin + end;
    await collect(modelAt(endpoint, { baseURL }), requestFor('One two.'), never);
    const sdk = new OpenAI({ apiKey: 'sk-test', baseURL, fetch: async () => Response.json({}) });
    const { url } = await sdk.buildRequest({ method: 'post', path: '/chat/completions', body: {} });
    expect(endpoint.calls[0]?.path).toBe(path);
    expect(new URL(url).href).toBe(new URL(path, endpoint.url).href);
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
});

describe('A rewrite', () => {
  test('hands over text while the endpoint still writes', async () => {
    const gate = Promise.withResolvers<void>();
    await using endpoint = await startEndpoint({ answer: () => ({ tokens: ['One ', 'two.'], gate: gate.promise }) });
    const events: string[] = [];
    const rewrite = modelAt(endpoint).rewrite(requestFor('x'), never, (event) => {
      events.push(event.type === 'text' ? event.text : event.type);
    });
    await vi.waitUntil(() => events.length > 1);
    expect([events, endpoint.calls[0]?.state]).toEqual([['answering', 'One '], 'open']);
    gate.resolve();
    expect(await rewrite).toEqual({ streamed: true });
    expect(events).toEqual(['answering', 'One ', 'two.', 'usage']);
  });

  test('is called for once its job is accepted, and not where that is refused', async () => {
    await using endpoint = await startEndpoint();
    const model = modelAt(endpoint);
    const accepted = Promise.withResolvers<void>();
    const taken = collect(model, { ...requestFor('One two.'), accepted: accepted.promise }, never);
    const refused = Promise.withResolvers<void>();
    const refusal = new AbortController();
    const left = collect(model, { ...requestFor('Three.'), accepted: refused.promise }, refusal.signal);
    await setTimeout(100);
    expect(endpoint.calls).toEqual([]);
    const reason = new Error('Another job holds the claim');
    refusal.abort(reason);
    refused.resolve();
    expect((await left).error).toBe(reason);
    accepted.resolve();
    expect((await taken).text).toBe('One two.');
    expect(endpoint.calls).toHaveLength(1);
  });

  test('is not called for where it was cancelled before, and leaves no listener on the signal', async () => {
    await using endpoint = await startEndpoint();
    const reason = new Error('Nobody follows');
    const { error } = await collect(modelAt(endpoint), requestFor('x'), AbortSignal.abort(reason));
    expect(error).toBe(reason);
    expect(endpoint.calls).toEqual([]);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await collect(modelAt(endpoint), requestFor('x'), signal);
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
  });

  test('gives one event for everything that one read brought', async () => {
    await using endpoint = await startEndpoint({
      answer: () => ({ headers: eventStream, body: streamOf('One ', '', 'two ', 'three.') }),
    });
    const { texts } = await collect(modelAt(endpoint), requestFor('x'), never);
    expect(texts).toEqual(['One two three.']);
  });

  test('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    await using endpoint = await startEndpoint({
      answer: () => ({
        raw: (res) => {
          ports.add(res.socket?.remotePort);
          res.writeHead(200, eventStream).write(streamOf('One.'));
          void setTimeout(20).then(() => res.end());
        },
      }),
    });
    const model = modelAt(endpoint);
    for (let i = 0; i < 10; i++) {
      await collect(model, requestFor('x'), never);
    }
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});
