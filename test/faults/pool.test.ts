import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { EndpointAnswer, EndpointCall } from '../kit/endpoint.ts';
import { chunks } from '../kit/http.ts';
import { input, STREAM } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { cut, html, one, refusal, stall, stop, stream } from './answers.ts';
import { expectNoHandleLeft, runJob, startLeaving } from './run.ts';

expectNoHandleLeft();

const texts = (count: number, name: string) => Array.from({ length: count }, (_, index) => `${name} number ${index}.`);

/** A pair that takes this many calls at a time. */
const startPool = (size: number, answer: (call: EndpointCall) => EndpointAnswer, more = {}): Promise<Pair> =>
  startPair({ answer }, { MODEL_CONCURRENCY: String(size), MODEL_ATTEMPTS: '1', DISCONNECT_GRACE_MS: '0', ...more });

const openCalls = ({ endpoint }: Pair) => endpoint.calls.filter(({ state }) => state === 'open').length;

describe('At most MODEL_CONCURRENCY calls run at a time', () => {
  test('of 50 documents, and all come through', async () => {
    let most = 0;
    await using pair = await startPool(4, () => {
      most = Math.max(most, openCalls(pair));
      return { delayMs: 20 };
    });
    const contents = texts(50, 'Text');
    const { documents, calls } = await runJob(pair, contents);
    expect(documents.map(({ text }) => text)).toEqual(contents);
    expect({ most, calls: calls.length }).toEqual({ most: 4, calls: 50 });
  });

  test('of many jobs and models', async () => {
    let most = 0;
    await using pair = await startPool(
      3,
      () => {
        most = Math.max(most, openCalls(pair));
        return { delayMs: 20 };
      },
      { OPENAI_MODELS: 'm2' },
    );
    const runs = await Promise.all(
      texts(12, 'Job').map((text, index) => runJob(pair, [text], { model: index % 2 ? 'm2' : 'test-model' })),
    );
    expect(runs.map(({ status }) => status)).toEqual(Array(12).fill('COMPLETED'));
    expect(most).toBe(3);
  });
});

describe('Jobs take turns', () => {
  test('so that one of 60 documents does not starve one that comes later', async () => {
    await using pair = await startPool(2, () => ({ delayMs: 30 }));
    const big = runJob(pair, texts(60, 'Big'));
    await vi.waitUntil(() => pair.endpoint.calls.length >= 4, { interval: 2 });
    const before = pair.endpoint.calls.length;
    expect((await runJob(pair, ['Small.'])).status).toBe('COMPLETED');
    expect(pair.endpoint.calls.length - before).toBeLessThan(15);
    expect((await big).status).toBe('COMPLETED');
  });

  test('one call each, in the order in which they came', async () => {
    await using pair = await startPool(1, () => ({ delayMs: 10 }));
    const jobs = [runJob(pair, texts(10, 'A'))];
    await vi.waitUntil(() => pair.endpoint.calls.length > 0, { interval: 2 });
    jobs.push(runJob(pair, texts(10, 'B')), runJob(pair, texts(10, 'C')));
    await Promise.all(jobs);
    const order = pair.endpoint.calls.map(({ target }) => target.charAt(0)).join('');
    const mixed = order.slice(Math.max(order.indexOf('B'), order.indexOf('C')), order.lastIndexOf('A') - 2);
    expect(order).toHaveLength(30);
    expect(mixed).toMatch(/^(?:(?:ABC)+|(?:BCA)+|(?:CAB)+|(?:ACB)+|(?:CBA)+|(?:BAC)+)[ABC]{0,2}$/);
  });
});

describe('A call gives its place back', () => {
  test.each<[string, EndpointAnswer]>([
    ['that was refused', refusal(400)],
    ['that failed', refusal(429)],
    ['that was reset', { raw: (res) => void res.socket?.resetAndDestroy() }],
    ['that was cut', cut(one)],
    ['that timed out before its first token', { delayMs: 60_000 }],
    ['that timed out between tokens', stall(one)],
    ['that brought HTML', { headers: html, body: '<!doctype html>' }],
    ['that brought no text', stream(stop)],
    ['that ended, and its body did not', stall(one + stop)],
  ])('%s', async (_, answer) => {
    await using pair = await startPool(1, ({ target }) => (target.startsWith('Bad') ? answer : {}), {
      MODEL_FIRST_TOKEN_TIMEOUT_MS: '300',
      MODEL_IDLE_TIMEOUT_MS: '150',
    });
    await runJob(pair, texts(3, 'Bad'));
    const { status, milliseconds } = await runJob(pair, texts(3, 'Good'));
    expect(status).toBe('COMPLETED');
    expect(milliseconds).toBeLessThan(2_000);
  });

  test('that was cancelled, and those that waited behind it make none', async () => {
    await using pair = await startPool(2, ({ target }) => (target.startsWith('Bad') ? stall(one) : {}));
    const leave = startLeaving(pair, texts(6, 'Bad'));
    await vi.waitUntil(() => pair.endpoint.calls.length === 2, { interval: 2 });
    await leave();
    const { status, milliseconds } = await runJob(pair, texts(3, 'Good'));
    expect(status).toBe('COMPLETED');
    expect(milliseconds).toBeLessThan(2_000);
    expect(pair.endpoint.calls.filter(({ target }) => target.startsWith('Bad'))).toMatchObject([
      { state: 'closed' },
      { state: 'closed' },
    ]);
  });

  test('while it waits to be tried again', async () => {
    let hasFailed = false;
    await using pair = await startPool(
      1,
      ({ target }) => {
        if (hasFailed || target !== 'First.') {
          return {};
        }
        hasFailed = true;
        return { ...refusal(429), headers: { 'retry-after': '1' } };
      },
      { MODEL_ATTEMPTS: '2' },
    );
    const first = runJob(pair, ['First.']);
    await vi.waitUntil(() => pair.endpoint.calls.length > 0, { interval: 2 });
    await runJob(pair, ['Second.']);
    await first;
    expect(pair.endpoint.calls.map(({ target }) => target)).toEqual(['First.', 'Second.', 'First.']);
  });
});

test('A job that waits for its turn and is left makes no call', async () => {
  const gate = Promise.withResolvers<void>();
  await using pair = await startPool(1, ({ target }) => (target === 'First.' ? { gate: gate.promise } : {}));
  const first = runJob(pair, ['First.']);
  await vi.waitUntil(() => pair.endpoint.calls.length > 0, { interval: 2 });
  for await (const { stage } of chunks(pair.server.url, STREAM, { input: input('Second.') })) {
    if (stage === 'PROCESSING') {
      break;
    }
  }
  await sleep(100);
  gate.resolve();
  expect((await first).status).toBe('COMPLETED');
  await runJob(pair, ['Third.']);
  expect(pair.endpoint.calls.map(({ target }) => target)).toEqual(['First.', 'Third.']);
});
