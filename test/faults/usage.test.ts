import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test, vi } from 'vitest';
import {
  chunk,
  completion,
  type EndpointAnswer,
  type EndpointCall,
  sse,
  streamOf,
  usageChunk,
} from '../kit/endpoint.ts';
import { chunks, collect } from '../kit/http.ts';
import { OPTIMIZE, STREAM } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import { choice, cut, done, one, refusal, soon, stall, stop, stream } from './answers.ts';
import { expectNoHandleLeft, run, runJob, startLeaving } from './run.ts';

expectNoHandleLeft();

const counted = {
  prompt_tokens: 1_000,
  completion_tokens: 200,
  total_tokens: 1_200,
  prompt_tokens_details: { cached_tokens: 400 },
  completion_tokens_details: { reasoning_tokens: 50 },
};
const countedStream = stream(one + stop + sse({ choices: [], usage: counted }) + done);
const prices = { MODEL_PRICES: 'other=9/9/9, test-model=2/0.5/8' };
/** 600 fresh, 400 cached and 200 written tokens. */
const dollars = (600 * 2 + 400 * 0.5 + 200 * 8) / 1e6;

const promptTokensOf = (call: EndpointCall | undefined) =>
  (call?.body.messages ?? []).reduce((sum, { content }) => sum + countTokens(content), 0);

const estimated = (calls: readonly EndpointCall[], answer: string) => {
  const promptTokens = calls.reduce((sum, call) => sum + promptTokensOf(call), 0);
  const completionTokens = answer === '' ? 0 : countTokens(answer);
  const totalTokens = promptTokens + completionTokens;
  return { promptTokens, completionTokens, totalTokens, isEstimated: true };
};

describe('Usage is as the endpoint counted it', () => {
  const whole = {
    promptTokens: 1_000,
    cachedPromptTokens: 400,
    completionTokens: 200,
    reasoningTokens: 50,
    totalTokens: 1_200,
    isEstimated: false,
    costUsd: null,
    modelCalls: 1,
  };
  test.each<[string, EndpointAnswer]>([
    ['at the end of a stream', countedStream],
    ['with the last text', stream(sse({ ...chunk('One.', 'stop'), usage: counted }) + done)],
    ['behind the last text, in an event without choices', stream(one + stop + sse({ usage: counted }) + done)],
    [
      'growing with every chunk',
      stream(sse(usageChunk(1_000, 1)) + one + sse({ ...chunk('', 'stop'), usage: counted })),
    ],
    ['in a whole completion', { body: { ...completion('One.'), usage: counted } }],
  ])('%s, cached and reasoning tokens included', async (_, answer) => {
    const { usage, jobUsage } = await run(answer);
    expect(usage).toEqual(whole);
    expect(jobUsage).toEqual(whole);
  });

  test('and is the sum of its parts where it does not say the total', async () => {
    const { usage } = await run(stream(one + stop + sse({ usage: { prompt_tokens: 7, completion_tokens: 3 } })));
    expect(usage).toMatchObject({ totalTokens: 10, cachedPromptTokens: 0, reasoningTokens: 0, isEstimated: false });
  });

  test('also of a call that failed afterwards', async () => {
    const { code, jobUsage } = await run(stream(sse({ ...chunk('One.', 'length'), usage: counted })));
    expect({ code, jobUsage }).toEqual({ code: 'MODEL_OUTPUT_TRUNCATED', jobUsage: whole });
  });
});

describe('Usage is estimated, and marked so,', () => {
  test.each<[string, EndpointAnswer, string]>([
    ['where the endpoint says nothing', stream(streamOf('Twelve chars')), 'Twelve chars'],
    ['where it says null', stream(sse({ choices: [], usage: null }) + streamOf('One.')), 'One.'],
    ['where it says only zeros', stream(sse(usageChunk(0, 0)) + streamOf('One.')), 'One.'],
    [
      'where it says nonsense',
      stream(sse({ usage: { prompt_tokens: 'x', completion_tokens: -1 } }) + streamOf('One.')),
      'One.',
    ],
    ['where a completion does not say', { body: { ...completion('One.'), usage: undefined } }, 'One.'],
    [
      'with the thinking in the text',
      stream(streamOf('<think>Hm, well.</think>', 'One.')),
      '<think>Hm, well.</think>One.',
    ],
    ['for a call that was cut', cut(sse(chunk('Some of a text'))), 'Some of a text'],
    ['for a call that was cut before its first token', cut(':\n\n'), ''],
    ['for a stream without its end', stream(one), 'One.'],
    ['for an error in the middle', stream(one + sse({ error: { message: 'no' } })), 'One.'],
    ['for a refusal', stream(one + choice({ delta: { refusal: 'no' } })), 'One.'],
    ['for a call that timed out', stall(sse(chunk('Some of a text'))), 'Some of a text'],
  ])('%s', async (_, answer, said) => {
    const { jobUsage, calls } = await run(answer, { settings: { MODEL_IDLE_TIMEOUT_MS: '150' } });
    expect(jobUsage).toMatchObject({ ...estimated(calls, said), modelCalls: 1 });
  });

  test.each([
    ['a stream', STREAM],
    ['a plain mutation', OPTIMIZE],
  ])('for a call that was cancelled, %s', async (_, query) => {
    const settings = { DISCONNECT_GRACE_MS: '0', ...prices };
    await using pair = await startPair({ answer: () => stall(sse(chunk('Some of a text'))) }, settings);
    const keyed = { idempotencyKey: 'key' };
    const leave = startLeaving(pair, ['Source.'], query, keyed);
    await vi.waitUntil(() => pair.endpoint.calls.length > 0, { interval: 2 });
    await vi.waitUntil(() => new Promise((resolve) => setTimeout(() => resolve(true), 100)));
    await leave();
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { interval: 2 });
    const documents = [{ name: '0.txt', content: 'Source.' }];
    const input = { documents, optimizationType: 'CLARITY', ...keyed };
    const list = await collect(chunks(pair.server.url, STREAM, { input }));
    const expected = estimated(pair.endpoint.calls, 'Some of a text');
    expect(list.at(-1)).toMatchObject({ status: 'CANCELLED', usage: { ...expected, modelCalls: 1 } });
    expect(list.at(-1).usage.costUsd).toBeCloseTo(
      (expected.promptTokens * 2 + expected.completionTokens * 8) / 1e6,
      12,
    );
  });
});

describe('A call that the endpoint did not take used nothing', () => {
  test.each<[string, EndpointAnswer]>([
    ['a refusal', refusal(401)],
    ['a failure', refusal(503)],
    ['a reset', { raw: (res) => void res.socket?.resetAndDestroy() }],
  ])('%s', async (_, answer) => {
    const { jobUsage } = await run(answer, { settings: prices });
    expect(jobUsage).toMatchObject({ totalTokens: 0, isEstimated: false, costUsd: 0, modelCalls: 1 });
  });
});

describe('The cost', () => {
  test('is known where the price is: fresh, cached and written tokens each have theirs', async () => {
    const { usage, jobUsage } = await run(countedStream, { settings: prices });
    expect(usage.costUsd).toBeCloseTo(dollars, 12);
    expect(jobUsage.costUsd).toBeCloseTo(dollars, 12);
  });

  test.each([
    ['no price is set', {}],
    ['the model has none', { MODEL_PRICES: 'other=2/0.5/8' }],
  ])('is null where %s', async (_, settings) => {
    expect((await run(countedStream, { settings })).usage.costUsd).toBeNull();
  });

  test('is that of the model that wrote, where another stepped in', async () => {
    const settings = { ...prices, OPENAI_FALLBACK_MODELS: 'other', MODEL_ATTEMPTS: '2' };
    const { usage } = await run([refusal(503), countedStream], { settings });
    expect(usage.costUsd).toBeCloseTo((1_200 * 9) / 1e6, 12);
  });

  test('of the builtin model is nothing', async () => {
    await using pair = await startPair({}, prices);
    const { jobUsage } = await runJob(pair, ['Source.'], { model: 'builtin' });
    expect(jobUsage).toMatchObject({ costUsd: 0, modelCalls: 0, totalTokens: 0 });
  });
});

describe('Usage is summed', () => {
  test('over the attempts, those that failed included', async () => {
    const settings = { ...prices, MODEL_ATTEMPTS: '4' };
    const { calls, usage } = await run([soon(429), cut(one), stream(one), countedStream], { settings });
    const promptTokens = promptTokensOf(calls[1]) + promptTokensOf(calls[2]) + 1_000;
    const completionTokens = 2 * countTokens('One.') + 200;
    expect(usage).toMatchObject({
      promptTokens,
      cachedPromptTokens: 400,
      completionTokens,
      reasoningTokens: 50,
      totalTokens: promptTokens + completionTokens,
      isEstimated: true,
      modelCalls: 4,
    });
    const cost = dollars + ((promptTokens - 1_000) * 2 + (completionTokens - 200) * 8) / 1e6;
    expect(usage.costUsd).toBeCloseTo(cost, 12);
  });

  test('over the documents, also those that failed', async () => {
    const failing = stream(sse({ ...chunk('One.', 'length'), usage: counted }));
    await using pair = await startPair(
      { answer: ({ target }) => (target === 'Bad.' ? failing : countedStream) },
      { ...prices, MODEL_ATTEMPTS: '1' },
    );
    const { jobUsage, documents } = await runJob(pair, ['Good.', 'Bad.', 'Fine.']);
    expect(jobUsage).toMatchObject({ totalTokens: 3_600, reasoningTokens: 150, isEstimated: false, modelCalls: 3 });
    expect(jobUsage.costUsd).toBeCloseTo(3 * dollars, 12);
    expect(documents[0]?.usage).toMatchObject({ totalTokens: 1_200, modelCalls: 1 });
  });
});
