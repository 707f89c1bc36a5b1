import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createOpenAIModel, type OpenAIOptions } from '../../src/models/openai/index.ts';
import {
  chunk,
  collect,
  completion,
  type Endpoint,
  type EndpointAnswer,
  requestFor,
  sse,
  startEndpoint,
  streamOf,
} from '../kit/endpoint.ts';

const never = new AbortController().signal;
const eventStream = { 'content-type': 'text/event-stream' };
const hang = Promise.withResolvers<void>().promise;
const ages = { firstTokenTimeoutMs: 20_000, idleTimeoutMs: 20_000, totalTimeoutMs: 20_000 };

const modelAt = (endpoint: Endpoint, limits: Partial<OpenAIOptions> = {}) =>
  createOpenAIModel({ id: 'm', apiKey: 'k', baseURL: endpoint.url, ...ages, ...limits });

const writing = (part: string, everyMs: number, first = ''): EndpointAnswer => ({
  raw: (res) => {
    res.writeHead(200, eventStream).write(first);
    const timer = setInterval(() => res.write(part), everyMs);
    res.on('close', () => clearInterval(timer));
  },
});

describe('A call', () => {
  const reasoning = sse({ choices: [{ delta: { reasoning_content: 'Hm.' } }] });
  const two = sse(chunk('One '));
  test.each<[string, string, Partial<OpenAIOptions>, EndpointAnswer]>([
    ['before the headers', 'FIRST_TOKEN', { firstTokenTimeoutMs: 80 }, { delayMs: 60_000 }],
    ['behind the headers', 'FIRST_TOKEN', { firstTokenTimeoutMs: 80 }, { firstTokenMs: 60_000 }],
    ['with only comments', 'FIRST_TOKEN', { firstTokenTimeoutMs: 80 }, writing(': PROCESSING\n\n', 20)],
    ['between two tokens', 'IDLE', { idleTimeoutMs: 80 }, { tokens: ['One ', 'two.'], gate: hang }],
    ['between two tokens with comments', 'IDLE', { idleTimeoutMs: 80 }, writing(': PROCESSING\n\n', 20, two)],
    ['behind reasoning', 'IDLE', { idleTimeoutMs: 80 }, writing(': PROCESSING\n\n', 20, reasoning)],
    ['that goes on and on', 'TOTAL', { totalTimeoutMs: 200 }, writing(two, 20)],
    ['that thinks and thinks', 'TOTAL', { totalTimeoutMs: 200 }, writing(reasoning, 20)],
  ])('%s ends by MODEL_%s_TIMEOUT_MS, and is closed upstream', async (_, setting, limits, answer) => {
    await using endpoint = await startEndpoint({ answer: () => answer });
    const { end, error } = await collect(modelAt(endpoint, limits).rewrite(requestFor('x'), never));
    expect(error).toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining(`MODEL_${setting}_TIMEOUT_MS`),
    });
    expect(end).toBeUndefined();
    await vi.waitFor(() => expect(endpoint.calls[0]?.state).toBe('closed'), { interval: 5 });
  });

  test('lives as long as tokens or thoughts keep coming', async () => {
    const thoughts: EndpointAnswer = {
      raw: async (res) => {
        res.writeHead(200, eventStream);
        for (let i = 0; i < 5; i++) {
          res.write(reasoning);
          await sleep(60);
        }
        res.end(streamOf('One.'));
      },
    };
    await using endpoint = await startEndpoint({ answer: () => thoughts });
    const limits = { firstTokenTimeoutMs: 200, idleTimeoutMs: 200 };
    expect(await collect(modelAt(endpoint, limits).rewrite(requestFor('x'), never))).toMatchObject({ text: 'One.' });
  });

  test('does not count the time its reader takes', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ tokens: ['One ', 'two.'], tokenMs: 30 }) });
    const texts: string[] = [];
    for await (const event of modelAt(endpoint, { idleTimeoutMs: 100 }).rewrite(requestFor('x'), never)) {
      if (event.type === 'text') texts.push(event.text);
      await sleep(200);
    }
    expect(texts.join('')).toBe('One two.');
  });

  test.each([
    ['usage', sse(chunk('One.', 'stop')), 100],
    ['the end of the body', sse(chunk('One.')) + sse('[DONE]'), 20_000],
  ])('that is complete waits no longer than it has to for %s', async (_, first, idleTimeoutMs) => {
    await using endpoint = await startEndpoint({ answer: () => writing(': PROCESSING\n\n', 20, first) });
    const startedAt = performance.now();
    const { text, end, error } = await collect(modelAt(endpoint, { idleTimeoutMs }).rewrite(requestFor('x'), never));
    expect({ text, end, error }).toMatchObject({ text: 'One.', end: { type: 'end' }, error: undefined });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('that ends with an empty answer says so, also when its tail hangs', async () => {
    await using endpoint = await startEndpoint({ answer: () => writing(':\n\n', 20, sse('[DONE]')) });
    const { error } = await collect(modelAt(endpoint).rewrite(requestFor('x'), never));
    expect(error).toMatchObject({ code: 'MODEL_OUTPUT_TRUNCATED' });
  });
});

describe('A cancelled call throws the reason and is closed upstream within 100 ms', () => {
  const refuseStream = { status: 400, body: { error: { param: 'stream', code: 'unsupported_value' } } };
  const halfJson: EndpointAnswer = {
    raw: (res, { body }) => {
      if (body.stream)
        res.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(refuseStream.body));
      else
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .write(JSON.stringify(completion('One')).slice(0, 20));
    },
  };
  test.each<[string, EndpointAnswer]>([
    ['before the headers', { delayMs: 60_000 }],
    ['before the first token', { firstTokenMs: 60_000 }],
    ['in the stream', { tokens: Array(1_000).fill('One '), tokenMs: 5 }],
    ['in a stall', { tokens: ['One ', 'two.'], gate: hang }],
    ['in a body without streaming', halfJson],
    ['in the body of an error', { raw: (res) => void res.writeHead(500).write('{') }],
    ['behind stop', writing(':\n\n', 20, sse(chunk('One.', 'stop')))],
  ])('%s', async (_, answer) => {
    await using endpoint = await startEndpoint({ answer: () => answer });
    const controller = new AbortController();
    const rewriting = collect(modelAt(endpoint).rewrite(requestFor('x'), controller.signal));
    await vi.waitFor(() => expect(endpoint.calls.length).toBeGreaterThan(0), { interval: 5 });
    await sleep(150);
    const abortedAt = performance.now();
    const reason = new Error('Nobody follows');
    controller.abort(reason);
    const { end, error } = await rewriting;
    expect(error).toBe(reason);
    expect(end).toBeUndefined();
    expect(performance.now() - abortedAt).toBeLessThan(100);
    const call = endpoint.calls.at(-1);
    await vi.waitFor(() => expect(call?.state).toBe('closed'), { interval: 5 });
    expect((call?.closedAt ?? Infinity) - abortedAt).toBeLessThan(100);
  });

  test('while its reader does something else', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ tokens: ['One ', 'two.'], gate: hang }) });
    const controller = new AbortController();
    const events = modelAt(endpoint).rewrite(requestFor('x'), controller.signal);
    await events.next();
    controller.abort(new Error('Nobody follows'));
    await vi.waitFor(() => expect(endpoint.calls[0]?.state).toBe('closed'), { interval: 5, timeout: 100 });
    await expect(events.next()).rejects.toThrow('Nobody follows');
  });

  test('without any call where it was cancelled before', async () => {
    await using endpoint = await startEndpoint();
    const reason = new Error('Nobody follows');
    const { error } = await collect(modelAt(endpoint).rewrite(requestFor('x'), AbortSignal.abort(reason)));
    expect(error).toBe(reason);
    expect(endpoint.calls).toEqual([]);
  });

  test('also when its reader just leaves', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ tokens: ['One ', 'two.'], gate: hang }) });
    for await (const _ of modelAt(endpoint).rewrite(requestFor('x'), never)) break;
    await vi.waitFor(() => expect(endpoint.calls[0]?.state).toBe('closed'), { interval: 5, timeout: 100 });
  });

  test('and leaves no listener on the signal', async () => {
    await using endpoint = await startEndpoint();
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await collect(modelAt(endpoint).rewrite(requestFor('x'), signal));
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
  });
});
