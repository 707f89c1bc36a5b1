import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { chunk, completion, type EndpointAnswer, sse } from '../kit/endpoint.ts';
import { OPTIMIZE, STREAM } from '../kit/operations.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { choice, eventStream, json, one, refusal, stall, stop, writing } from './answers.ts';
import { expectNoHandleLeft, runJob, startLeaving } from './run.ts';

expectNoHandleLeft();

const start = (answer: EndpointAnswer, settings = {}): Promise<Pair> =>
  startPair({ answer: () => answer }, { DISCONNECT_GRACE_MS: '0', ...settings });

const calledOnce = ({ endpoint }: Pair) => vi.waitUntil(() => endpoint.calls.length > 0, { interval: 2 });

const refuseStream = refusal(400, 'unsupported_value', 'stream');
const halfJson: EndpointAnswer = {
  raw: (res, { body }) => {
    const answer = JSON.stringify(body.stream ? refuseStream.body : completion('One'));
    if (body.stream) {
      res.writeHead(400, json).end(answer);
    } else {
      res.writeHead(200, json).write(answer.slice(0, 20));
    }
  },
};

describe('A call that nobody follows any more is closed upstream within 100 ms', () => {
  const phases: [string, EndpointAnswer][] = [
    ['before the headers', { delayMs: 60_000 }],
    ['before the first token', { firstTokenMs: 60_000 }],
    ['in the stream', { tokens: Array(2_000).fill('One '), tokenMs: 5 }],
    ['in a stall', stall(one)],
    ['while the model thinks', writing(choice({ delta: { reasoning: 'Hm.' } }), 10)],
    ['in comments', writing(': PROCESSING\n\n', 10)],
    ['in a body without streaming', halfJson],
    ['in the body of an error', { raw: (res) => void res.writeHead(500, json).write('{') }],
    ['behind its last text', { raw: (res) => void res.writeHead(200, eventStream).write(one + stop) }],
  ];
  const readers = [
    ['the follower of a stream', STREAM],
    ['the one that waits for a plain mutation', OPTIMIZE],
  ] as const;

  describe.each(readers)('when %s leaves', (_, query) => {
    // A machine that is busy with something else takes its time.
    test.each(phases)('%s', { retry: 2 }, async (_, answer) => {
      await using pair = await start(answer);
      const leave = startLeaving(pair, ['Source.'], query);
      await calledOnce(pair);
      await sleep(150);
      const call = pair.endpoint.calls.at(-1);
      expect(call?.state).toBe('open');
      const leftAt = performance.now();
      await leave();
      await vi.waitUntil(() => call?.state !== 'open', { interval: 2, timeout: 2_000 });
      expect(call?.state).toBe('closed');
      expect((call?.closedAt ?? Number.NaN) - leftAt).toBeLessThan(100);
      expect(pair.endpoint.calls.filter(({ state }) => state === 'open')).toEqual([]);
    });
  });

  test('of every document and segment', { retry: 2 }, async () => {
    await using pair = await start(stall(one), { MODEL_CONCURRENCY: '20' });
    const leave = startLeaving(
      pair,
      Array.from({ length: 20 }, (_, index) => `Text ${index}.`),
    );
    await vi.waitUntil(() => pair.endpoint.calls.length === 20, { interval: 2 });
    const leftAt = performance.now();
    await leave();
    const isClosed = () => pair.endpoint.calls.every(({ state }) => state === 'closed');
    await vi.waitUntil(isClosed, { interval: 2, timeout: 2_000 });
    expect(Math.max(...pair.endpoint.calls.map(({ closedAt = Number.NaN }) => closedAt)) - leftAt).toBeLessThan(100);
  });
});

test('Nothing is closed while anyone follows, and then it is', async () => {
  await using pair = await start(stall(one));
  const leaves = [startLeaving(pair, ['Source.']), startLeaving(pair, ['Source.'], OPTIMIZE)];
  await calledOnce(pair);
  await sleep(150);
  await leaves[0]?.();
  await sleep(150);
  expect(pair.endpoint.calls.map(({ state }) => state)).toEqual(['open']);
  await leaves[1]?.();
  await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { interval: 2, timeout: 1_000 });
});

describe('A job that is cancelled makes no more calls', () => {
  test('while it waits to try again', async () => {
    const answer = { ...refusal(429), headers: { 'retry-after-ms': '300' } };
    await using pair = await start(answer, { MODEL_ATTEMPTS: '5' });
    const leave = startLeaving(pair, ['Source.']);
    await calledOnce(pair);
    await sleep(100);
    await leave();
    await sleep(600);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  test('while its calls wait for their turn', async () => {
    await using pair = await start(stall(one), { MODEL_CONCURRENCY: '1' });
    const leave = startLeaving(pair, ['One.', 'Two.', 'Three.']);
    await calledOnce(pair);
    await leave();
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { interval: 2, timeout: 1_000 });
    await sleep(100);
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  test('instead of falling back', async () => {
    await using pair = await start(stall(''), { OPENAI_FALLBACK_MODELS: 'f1,f2' });
    const leave = startLeaving(pair, ['Source.']);
    await calledOnce(pair);
    await leave();
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { interval: 2, timeout: 1_000 });
    await sleep(100);
    expect(pair.endpoint.calls).toHaveLength(1);
  });
});

test('A server that drains closes its calls', async () => {
  await using pair = await start(stall(sse(chunk('One '))), { DISCONNECT_GRACE_MS: '60000' });
  const leave = startLeaving(pair, ['Source.']);
  await calledOnce(pair);
  await pair.server.drain();
  await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed', { interval: 2, timeout: 1_000 });
  await leave();
});

test('A job that is followed from its first moment is not cancelled, though there is no grace', async () => {
  await using pair = await start({});
  for (let time = 0; time < 20; time += 1) {
    expect((await runJob(pair, [`Text ${time}.`])).status).toBe('COMPLETED');
  }
});
