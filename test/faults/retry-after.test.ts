import { describe, expect, test } from 'vitest';
import type { EndpointAnswer } from '../kit/endpoint.ts';
import { startPair } from '../kit/server.ts';
import { refusal } from './answers.ts';
import { expectNoHandleLeft, expectRun, type Run, run, runJob } from './run.ts';

expectNoHandleLeft();

const attempts = (count: number, more: Record<string, string> = {}) => ({
  settings: { MODEL_ATTEMPTS: String(count), ...more },
});

/** Milliseconds from one call to the next. */
const gaps = ({ calls }: Run) => calls.slice(1).map((call, index) => call.receivedAt - (calls[index]?.receivedAt ?? 0));

describe.concurrent('The wait before the next attempt', () => {
  const failing = (headers: Record<string, string>): EndpointAnswer => ({ ...refusal(503), headers });
  const inTwoSeconds = () => new Date(Date.now() + 2_500).toUTCString();
  test.each<[string, () => Record<string, string>, number, number]>([
    ['is what retry-after says in seconds', () => ({ 'retry-after': '1' }), 1_000, 3_000],
    ['is what retry-after says as a date', () => ({ 'retry-after': inTwoSeconds() }), 1_300, 5_000],
    ['is what retry-after-ms says', () => ({ 'retry-after-ms': '700' }), 700, 2_700],
    ['is what retry-after-ms says rather', () => ({ 'retry-after-ms': '700', 'retry-after': '20' }), 700, 2_700],
    ['is ours where the endpoint says nothing', () => ({}), 250, 2_500],
    ['is ours where the endpoint says nonsense', () => ({ 'retry-after': 'soon' }), 250, 2_500],
    ['is ours where the endpoint says less than nothing', () => ({ 'retry-after': '-5' }), 0, 2_500],
  ])('%s', async (_, headers, least, most) => {
    const ran = await expectRun([failing(headers()), {}], { text: 'Source.', calls: 2 }, attempts(2));
    const [gap] = gaps(ran);
    expect(gap).toBeGreaterThanOrEqual(least);
    expect(gap).toBeLessThan(most);
  });

  test.each([
    ['0', '0'],
    ['a date gone by', new Date(0).toUTCString()],
  ])('is none to speak of for %s', async (_, value) => {
    const answers = [...Array(3).fill(failing({ 'retry-after': value })), {}];
    const ran = await expectRun(answers, { text: 'Source.', calls: 4 }, attempts(4));
    expect(gaps(ran).reduce((sum, gap) => sum + gap, 0)).toBeLessThan(1_500);
  });

  test('is longer each time', async () => {
    const [first = 0, second = 0] = gaps(await run(refusal(503), attempts(3)));
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThan(900);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThan(2_500);
  });

  test('differs from one to the next, so that what failed together does not come back together', async () => {
    await using pair = await startPair(
      {
        answer: ({ target }) =>
          pair.endpoint.calls.filter((call) => call.target === target).length > 1 ? {} : refusal(429),
      },
      { MODEL_ATTEMPTS: '2' },
    );
    const { calls } = await runJob(
      pair,
      Array.from({ length: 8 }, (_, index) => `Text ${index}.`),
    );
    const times = calls.slice(8).map(({ receivedAt }) => receivedAt);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(25);
  });
});

describe('Past the total deadline', () => {
  test.each([
    ['seconds', { 'retry-after': '120' }],
    ['milliseconds', { 'retry-after-ms': '120000' }],
    ['a date', { 'retry-after': new Date(Date.now() + 120_000).toUTCString() }],
  ])('no attempt is waited for: a retry-after beyond it, in %s, gives up at once', async (_, headers) => {
    const ran = await expectRun(
      [{ ...refusal(429), headers }, {}],
      { text: '', code: 'MODEL_RATE_LIMITED', withinMs: 2_000 },
      attempts(3, { MODEL_TOTAL_TIMEOUT_MS: '10000' }),
    );
    expect(ran.isRetryable).toBe(true);
  });

  test('no attempt begins, however many are left', async () => {
    await expectRun(
      { ...refusal(503), delayMs: 300 },
      { text: '', code: 'MODEL_UNAVAILABLE', withinMs: 2_500 },
      attempts(10, { MODEL_TOTAL_TIMEOUT_MS: '500' }),
    );
  });
});
