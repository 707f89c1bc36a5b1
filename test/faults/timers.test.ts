import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chunk, type EndpointAnswer, sse, streamOf } from '../kit/endpoint.ts';
import { choice, done, eventStream, one, refusal, stall, writing } from './answers.ts';
import { expectNoHandleLeft, expectRun, run } from './run.ts';

expectNoHandleLeft();

const comment = ': PROCESSING\n\n';
const word = sse(chunk('One '));
const reasoning = choice({ delta: { reasoning_content: 'Hm.' } });
const long = {
  MODEL_FIRST_TOKEN_TIMEOUT_MS: '20000',
  MODEL_IDLE_TIMEOUT_MS: '20000',
  MODEL_TOTAL_TIMEOUT_MS: '20000',
};
const first = { MODEL_FIRST_TOKEN_TIMEOUT_MS: '400' };
const idle = { MODEL_IDLE_TIMEOUT_MS: '150' };
const total = { MODEL_TOTAL_TIMEOUT_MS: '600' };

describe.concurrent('A call ends by its timer, which the message names, and is closed upstream', () => {
  test.each<[string, Record<string, string>, EndpointAnswer, RegExp]>([
    ['before the headers', first, { delayMs: 60_000 }, /^$/],
    ['behind the headers', first, { firstTokenMs: 60_000 }, /^$/],
    ['with only comments', first, writing(comment, 20), /^$/],
    ['with only pings', first, writing(sse({}), 20), /^$/],
    ['between two tokens', idle, stall(one), /^One\.$/],
    ['between two tokens with comments', idle, writing(comment, 20, one), /^One\.$/],
    ['between two tokens with empty ones', idle, writing(sse(chunk('')), 20, one), /^One\.$/],
    ['behind reasoning', idle, writing(comment, 20, reasoning), /^$/],
    ['that writes on and on', total, writing(word, 20), /^One( One)+$/],
    ['that thinks on and on', total, writing(reasoning, 20), /^$/],
    ['that comes drop by drop without an event', first, writing(' ', 20, 'data: {'), /^$/],
  ])('%s', async (_, setting, answer, text) => {
    const ran = await run(answer, { settings: { ...long, ...setting } });
    const [name = '', milliseconds] = Object.entries(setting)[0] ?? [];
    expect(ran).toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringMatching(`within ${Number(milliseconds) / 1000} s. ${name} sets how long to wait`),
      text: expect.stringMatching(text),
      calls: [{ state: 'closed' }],
    });
    expect(ran.milliseconds).toBeGreaterThan(Number(milliseconds) - 20);
    expect(ran.milliseconds).toBeLessThan(Number(milliseconds) + 2_000);
  });

  test('that can not stream, by the total alone', async () => {
    const settings = { ...long, ...first, ...idle, ...total };
    const { code, message } = await run([refusal(400, 'unsupported_value', 'stream'), { delayMs: 60_000 }], {
      settings,
    });
    expect({ code, message }).toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining('MODEL_TOTAL_TIMEOUT_MS'),
    });
  });
});

describe('A call lives', () => {
  test('as long as tokens or thoughts keep coming', async () => {
    const thoughts: EndpointAnswer = {
      raw: async (res) => {
        res.writeHead(200, eventStream);
        for (let time = 0; time < 5; time += 1) {
          res.write(reasoning);
          await sleep(100);
        }
        res.end(streamOf('One.'));
      },
    };
    const settings = { MODEL_FIRST_TOKEN_TIMEOUT_MS: '400', MODEL_IDLE_TIMEOUT_MS: '400' };
    await expectRun(thoughts, { text: 'One.' }, { settings });
  });

  test('without streaming, though its first token is its last', async () => {
    const settings = { ...long, ...first, ...idle };
    const answers = [refusal(400, 'unsupported_value', 'stream'), { delayMs: 800 }];
    await expectRun(answers, { text: 'Source.', calls: 2 }, { settings });
  });
});

describe('A call that is complete waits no longer than it has to', () => {
  test.each([
    ['for usage', sse(chunk('One.', 'stop')), idle],
    ['for the end of the body', one + done, {}],
  ])('%s', async (_, start, setting) => {
    const { calls } = await expectRun(
      writing(comment, 20, start),
      { text: 'One.', withinMs: 3_000 },
      { settings: { ...long, ...setting } },
    );
    expect(calls[0]?.state).toBe('closed');
  });

  test('to say that its answer is empty', async () => {
    const expected = { text: '', code: 'MODEL_OUTPUT_TRUNCATED', withinMs: 3_000 };
    await expectRun(writing(comment, 20, done), expected, { settings: long });
  });
});
