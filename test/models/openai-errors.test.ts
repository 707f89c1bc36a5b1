import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CopydeskError } from '../../src/errors.ts';
import { createOpenAIModel } from '../../src/models/openai/index.ts';
import { collect, type EndpointAnswer, requestFor, sse, startEndpoint } from '../kit/endpoint.ts';

const never = new AbortController().signal;
const key = 'sk-planted-0123456789';
const secret = 'SECRET of the endpoint, at /etc/secret and https://inner.example';
const limits = { firstTokenTimeoutMs: 300, idleTimeoutMs: 300, totalTimeoutMs: 5_000 };

async function errorWith(answer: EndpointAnswer, baseURL?: string) {
  await using endpoint = await startEndpoint({ answer: () => answer });
  const model = createOpenAIModel({ id: 'm', apiKey: key, baseURL: baseURL ?? endpoint.url, ...limits });
  const { error } = await collect(model.rewrite(requestFor('A private document.'), never));
  if (!(error instanceof CopydeskError)) throw new Error('No CopydeskError was thrown', { cause: error });
  return { error, port: new URL(endpoint.url).port, calls: endpoint.calls.length };
}

const errorBody = (code: string | null) => ({
  error: { message: `${secret} ${key}`, type: secret, param: null, code },
});

describe('An error of the endpoint', () => {
  test.each<[number, string | null, string, RegExp]>([
    [400, null, 'MODEL_UNAVAILABLE', /^The endpoint refused the request\. .*OPENAI_MODEL/],
    [400, 'context_length_exceeded', 'TOO_LARGE', /SEGMENT_WORDS/],
    [400, 'content_filter', 'MODEL_REFUSED', /refused to rewrite/],
    [401, 'invalid_api_key', 'MODEL_AUTHENTICATION', /OPENAI_API_KEY/],
    [402, null, 'MODEL_QUOTA_EXCEEDED', /OPENAI_API_KEY/],
    [403, null, 'MODEL_AUTHENTICATION', /OPENAI_API_KEY/],
    [404, 'model_not_found', 'MODEL_NOT_FOUND', /OPENAI_MODEL/],
    [404, null, 'MODEL_NOT_FOUND', /OPENAI_BASE_URL/],
    [408, null, 'MODEL_TIMEOUT', /later/],
    [409, null, 'MODEL_UNAVAILABLE', /refused the request/],
    [413, null, 'TOO_LARGE', /SEGMENT_WORDS/],
    [422, null, 'MODEL_UNAVAILABLE', /refused the request/],
    [429, 'rate_limit_exceeded', 'MODEL_RATE_LIMITED', /MODEL_CONCURRENCY/],
    [429, 'insufficient_quota', 'MODEL_QUOTA_EXCEEDED', /quota/],
    [498, null, 'MODEL_UNAVAILABLE', /not available/],
    [500, null, 'MODEL_UNAVAILABLE', /not available/],
    [502, null, 'MODEL_UNAVAILABLE', /not available/],
    [503, null, 'MODEL_UNAVAILABLE', /not available/],
    [504, null, 'MODEL_TIMEOUT', /later/],
  ])('%i %s is %s', async (status, code, expected, message) => {
    const { error, calls } = await errorWith({ status, body: errorBody(code), headers: { 'retry-after': '0' } });
    expect(error.code).toBe(expected);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/ \[req_1\]$/);
    expect(calls).toBe(1);
  });

  test('that nobody listens at is MODEL_UNAVAILABLE', async () => {
    const { error } = await errorWith({}, 'http://127.0.0.1:1/v1');
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: expect.stringContaining('OPENAI_BASE_URL') });
  });

  test('without a body is told by its status', async () => {
    const { error } = await errorWith({ status: 401, body: '' });
    expect(error.code).toBe('MODEL_AUTHENTICATION');
  });

  test('with a body without end is told by its status', async () => {
    const pour = (res: import('node:http').ServerResponse) => {
      while (!res.destroyed && res.write('x'.repeat(65_536)));
      if (!res.destroyed) res.once('drain', () => pour(res));
    };
    const { error } = await errorWith({ raw: (res) => pour(res.writeHead(429)) });
    expect(error.code).toBe('MODEL_RATE_LIMITED');
  });
});

describe('Nothing of the endpoint, the key or the document gets into an error', () => {
  const eventStream = { 'content-type': 'text/event-stream' };
  const html = { 'content-type': 'text/html' };
  const text = `${secret} ${key}`;
  test.each<[string, EndpointAnswer]>([
    ['a JSON error', { status: 401, body: errorBody(text) }],
    ['a flat error', { status: 400, body: { message: text, param: text, code: text } }],
    ['a plain text', { status: 500, body: text, headers: { 'content-type': 'text/plain' } }],
    ['a page', { status: 502, body: `<h1>${text}</h1>`, headers: html }],
    ['a page with 200', { body: `<h1>${text}</h1>`, headers: html }],
    ['a request id', { status: 500, body: '', headers: { 'x-request-id': key } }],
    ['a request id that is none', { status: 500, body: '', headers: { 'x-request-id': text } }],
    ['a reason phrase', { raw: (res) => void res.writeHead(500, text).end() }],
    ['a redirect', { status: 302, body: '', headers: { location: `https://inner.example/${key}` } }],
    ['an error with 200', { body: errorBody(text) }],
    ['an error event', { headers: eventStream, body: sse(errorBody(text)) }],
    ['a named error event', { headers: eventStream, body: `event: error\n${sse(text)}` }],
    ['malformed JSON', { headers: eventStream, body: sse(`{"${text}`) }],
    ['a refusal', { headers: eventStream, body: sse({ choices: [{ delta: { refusal: text } }] }) }],
    ['a broken connection', { raw: (res) => void res.destroy(new Error(text)) }],
    ['no HTTP at all', { raw: (res) => void res.socket?.end(text) }],
    ['no answer', { delayMs: 60_000 }],
  ])('from %s', async (_, answer) => {
    const { error, port } = await errorWith(answer);
    const seen = [inspect(error, { depth: null, showHidden: true }), String(error), JSON.stringify(error)].join('\n');
    expect(seen).not.toMatch(/SECRET|sk-planted|inner\.example|etc\/secret|private document/);
    expect(seen).not.toContain(port);
    expect(error.cause).toBeUndefined();
  });
});
