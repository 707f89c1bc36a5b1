import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { type EndpointAnswer, startEndpoint } from '../kit/endpoint.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { cut, one, refusal, soon, stall, stream } from './answers.ts';
import { expectNoHandleLeft, type Run, runJob, startLeaving } from './run.ts';

expectNoHandleLeft();

const alone = 'The endpoint failed several times and is left alone for a moment.';

/** A pair whose endpoint answers as `state.answer` says at the time. */
async function startSwitched(answer: EndpointAnswer, settings = {}) {
  const state = { answer };
  const pair = await startPair(
    { answer: () => state.answer },
    { MODEL_ATTEMPTS: '1', MODEL_FIRST_TOKEN_TIMEOUT_MS: '400', ...settings },
  );
  return Object.assign(pair, { state });
}

/** One job after the other. */
async function runJobs(pair: Pair, count: number): Promise<Run[]> {
  const runs: Run[] = [];
  while (runs.length < count) {
    runs.push(await runJob(pair, [`Text ${runs.length} of ${Math.random()}.`]));
  }
  return runs;
}

const callsOf = (runs: readonly Run[]) => runs.reduce((sum, { calls }) => sum + calls.length, 0);

describe.concurrent('After 5 failures in a row calls fail at once, without reaching the endpoint', () => {
  test.each<[string, EndpointAnswer]>([
    ['of 500', refusal(500)],
    ['of 502', refusal(502)],
    ['of 503', refusal(503)],
    ['of 504', refusal(504)],
    ['of a connection that is reset', { raw: (res) => void res.socket?.resetAndDestroy() }],
    ['of a connection that is cut before the first token', cut(':\n\n')],
    ['of a first token that does not come', stall('')],
  ])('%s', async (_, answer) => {
    await using pair = await startSwitched(answer);
    expect(callsOf(await runJobs(pair, 5))).toBe(5);
    const [next] = await runJobs(pair, 1);
    expect(next).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: alone, isRetryable: true, calls: [] });
    expect(next?.milliseconds).toBeLessThan(1_000);
  });

  test('of connections that are refused', async () => {
    const gone = await startEndpoint();
    await gone.close();
    await using pair = await startSwitched({}, { OPENAI_BASE_URL: gone.url });
    const messages = (await runJobs(pair, 6)).map(({ message }) => message === alone);
    expect(messages).toEqual([false, false, false, false, false, true]);
  });

  test('of one job of many documents', async () => {
    await using pair = await startSwitched(refusal(503), { MODEL_CONCURRENCY: '1' });
    const { calls, documents } = await runJob(
      pair,
      Array.from({ length: 9 }, (_, index) => `Text ${index}.`),
    );
    expect(calls).toHaveLength(5);
    expect(documents.map(({ code }) => code)).toEqual(Array(9).fill('MODEL_UNAVAILABLE'));
  });

  test('of all models of the endpoint', async () => {
    await using pair = await startSwitched(refusal(503), { OPENAI_MODELS: 'm2' });
    await runJobs(pair, 5);
    expect(await runJob(pair, ['Other.'], { model: 'm2' })).toMatchObject({ message: alone, calls: [] });
  });

  test('though the builtin model goes on', async () => {
    await using pair = await startSwitched(refusal(503));
    await runJobs(pair, 5);
    expect(await runJob(pair, ['Other.'], { model: 'builtin' })).toMatchObject({ text: 'Other.' });
  });
});

describe.concurrent('Calls go on reaching the endpoint', () => {
  test.each<[string, EndpointAnswer]>([
    ['that refuses the key', refusal(401)],
    ['that refuses the request', refusal(400)],
    ['that knows no such model', refusal(404)],
    ['that takes no more calls', refusal(429)],
    ['whose model refuses', refusal(400, 'content_filter')],
    ['whose answers are truncated', stream(one)],
    ['whose answers are none', { body: '<html>' }],
    ['whose streams are cut behind their first token', cut(one)],
  ])('%s', async (_, answer) => {
    await using pair = await startSwitched(answer);
    expect(callsOf(await runJobs(pair, 7))).toBe(7);
  });

  test('that fails now and then', async () => {
    await using pair = await startSwitched({});
    for (let time = 0; time < 3; time += 1) {
      pair.state.answer = refusal(503);
      expect(callsOf(await runJobs(pair, 4))).toBe(4);
      pair.state.answer = {};
      expect((await runJobs(pair, 1))[0]?.status).toBe('COMPLETED');
    }
  });

  test('whose callers leave', async () => {
    await using pair = await startSwitched(stall(one), { DISCONNECT_GRACE_MS: '0' });
    for (let time = 1; time <= 6; time += 1) {
      const leave = startLeaving(pair, [`Text ${time}.`]);
      await vi.waitUntil(() => pair.endpoint.calls.length === time, { interval: 2 });
      await leave();
      await vi.waitUntil(() => pair.endpoint.calls[time - 1]?.state === 'closed', { interval: 2 });
    }
    pair.state.answer = {};
    expect((await runJobs(pair, 1))[0]?.status).toBe('COMPLETED');
  });
});

describe.concurrent('It probes its way back', () => {
  test('after a rest, with one call, and closes where that succeeds', async () => {
    await using pair = await startSwitched(refusal(503), { MODEL_FIRST_TOKEN_TIMEOUT_MS: '9000' });
    await runJobs(pair, 5);
    const gate = Promise.withResolvers<void>();
    pair.state.answer = { gate: gate.promise };
    await sleep(1_100);
    const probe = runJob(pair, ['Probe.']);
    await vi.waitUntil(() => pair.endpoint.calls.length === 6, { interval: 2 });
    const meanwhile = await runJob(
      pair,
      Array.from({ length: 5 }, (_, index) => `Meanwhile ${index}.`),
    );
    expect(meanwhile.documents.map(({ message }) => message)).toEqual(Array(5).fill(alone));
    gate.resolve();
    expect((await probe).status).toBe('COMPLETED');
    expect((await runJobs(pair, 3)).map(({ status }) => status)).toEqual(Array(3).fill('COMPLETED'));
  });

  test('and is left alone again where the probe fails', async () => {
    await using pair = await startSwitched(refusal(503));
    await runJobs(pair, 5);
    await sleep(1_100);
    const runs = await runJobs(pair, 4);
    expect(runs.map(({ calls }) => calls.length)).toEqual([1, 0, 0, 0]);
    pair.state.answer = {};
    await vi.waitFor(async () => expect((await runJobs(pair, 1))[0]?.status).toBe('COMPLETED'), {
      timeout: 8_000,
      interval: 200,
    });
  });

  test.each<[string, EndpointAnswer]>([
    ['that is refused for its own sake', refusal(400)],
    ['that is refused for the model', refusal(400, 'content_filter')],
    ['whose answer is empty', stream('data: [DONE]\n\n')],
  ])('by a call %s: the endpoint answers', async (_, answer) => {
    await using pair = await startSwitched(refusal(503));
    await runJobs(pair, 5);
    pair.state.answer = answer;
    await sleep(1_100);
    expect(callsOf(await runJobs(pair, 3))).toBe(3);
  });

  test('also where the one who probed has left', async () => {
    await using pair = await startSwitched(refusal(503), {
      DISCONNECT_GRACE_MS: '0',
      MODEL_FIRST_TOKEN_TIMEOUT_MS: '9000',
    });
    await runJobs(pair, 5);
    pair.state.answer = { delayMs: 60_000 };
    await sleep(1_100);
    const leave = startLeaving(pair, ['Probe.']);
    await vi.waitUntil(() => pair.endpoint.calls.length === 6, { interval: 2 });
    await leave();
    await vi.waitUntil(() => pair.endpoint.calls[5]?.state === 'closed', { interval: 2 });
    pair.state.answer = {};
    expect((await runJobs(pair, 1))[0]?.status).toBe('COMPLETED');
  });

  test('within a job that has attempts left, which the reader is told', async () => {
    await using pair = await startSwitched(soon(503), { MODEL_ATTEMPTS: '5' });
    expect(callsOf(await runJobs(pair, 1))).toBe(5);
    pair.state.answer = {};
    const [ran] = await runJobs(pair, 1);
    expect(ran).toMatchObject({ status: 'COMPLETED', calls: [{}] });
    expect(ran?.stages).toContain(`RETRYING: Trying again (2 of 5): ${alone}`);
  });
});
