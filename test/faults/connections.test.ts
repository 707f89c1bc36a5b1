import { describe, expect, test } from 'vitest';
import { chunk, type EndpointAnswer, sse, startEndpoint, streamOf } from '../kit/endpoint.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { cut, type Fault, json, one, stall } from './answers.ts';
import { expectNoHandleLeft, expectRun, inTurn, run, runJob } from './run.ts';

expectNoHandleLeft();

const nothing = { text: '', code: 'MODEL_UNAVAILABLE' };
const partly = { text: 'One.', code: 'MODEL_UNAVAILABLE' };

/** Answers with bytes in place of HTTP. */
const bytes = (text: string): EndpointAnswer => ({ raw: (res) => void res.socket?.end(text) });

/** Answers with a head and the start of a body, and ends the connection in order. */
const bytesOfBody = (head: string, body: string) => bytes(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${body}`);

const chunked = 'content-type: text/event-stream\r\ntransfer-encoding: chunked';
const inChunk = (text: string, length: number) => `${length.toString(16)}\r\n${text}`;

describe('A connection', () => {
  test.each<Fault>([
    ['that is closed before the headers', { raw: (res) => void res.destroy() }, nothing],
    ['that is reset before the headers', { raw: (res) => void res.socket?.resetAndDestroy() }, nothing],
    [
      'that is reset in the body',
      { raw: (res) => void res.writeHead(200).write(one, () => setTimeout(() => res.socket?.resetAndDestroy(), 50)) },
      partly,
    ],
    ['that is cut in the body', cut(one), partly],
    ['that is cut before the first token', cut(':\n\n'), nothing],
    ['that is cut within an event', cut(`${one}data: {"choices":[{"delta":{"content":"Tw`), partly],
    ['that ends in order within a chunk', bytesOfBody(chunked, inChunk(one, one.length + 100)), partly],
    ['that ends in order behind a chunk', bytesOfBody(chunked, `${inChunk(one, one.length)}\r\n`), partly],
    [
      'that ends before the length of its body',
      bytesOfBody('content-type: text/event-stream\r\ncontent-length: 1000', one),
      partly,
    ],
    [
      'that ends in order, without a length',
      bytesOfBody('content-type: text/event-stream\r\nconnection: close', one),
      { text: 'One.', code: 'MODEL_OUTPUT_TRUNCATED' },
    ],
    [
      'that is cut within JSON',
      { raw: (res) => void res.writeHead(200, json).write('{"choices":', () => setTimeout(() => res.destroy(), 50)) },
      nothing,
    ],
    [
      'that is cut within the body of an error is told by its status',
      { raw: (res) => void res.writeHead(429, json).write('{"error":', () => setTimeout(() => res.destroy(), 50)) },
      { text: '', code: 'MODEL_RATE_LIMITED' },
    ],
    ['that does not speak HTTP', bytes('SSH-2.0-OpenSSH_9.6\r\n'), nothing],
    ['with a head that is none', bytes('HTTP/1.1 200 OK\r\nno header\r\n\r\n'), nothing],
    ['with a chunk that is none', bytesOfBody(chunked, `${inChunk(one, one.length)}\r\nno length\r\n`), partly],
    ['with more headers than fit', bytes(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`), nothing],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });

  test('that is refused', async () => {
    const gone = await startEndpoint();
    await gone.close();
    const { message } = await expectRun({}, { ...nothing, calls: 0 }, { settings: { OPENAI_BASE_URL: gone.url } });
    expect(message).toContain('OPENAI_BASE_URL');
  });

  test('that is no TLS where the endpoint is https', async () => {
    await using other = await startEndpoint();
    const settings = { OPENAI_BASE_URL: other.url.replace('http:', 'https:') };
    await expectRun({}, { ...nothing, calls: 0 }, { settings });
    expect(other.calls).toEqual([]);
  });
});

describe('A connection that hangs ends by its timer', () => {
  const settings = {
    MODEL_FIRST_TOKEN_TIMEOUT_MS: '300',
    MODEL_IDLE_TIMEOUT_MS: '300',
    MODEL_TOTAL_TIMEOUT_MS: '20000',
  };
  test.each<Fault>([
    ['before the headers', { delayMs: 60_000 }, { text: '', code: 'MODEL_TIMEOUT', withinMs: 2_000 }],
    ['before the first token', stall(''), { text: '', code: 'MODEL_TIMEOUT', withinMs: 2_000 }],
    ['between tokens', stall(one), { text: 'One.', code: 'MODEL_TIMEOUT', withinMs: 2_000 }],
    ['within an event', stall(`${one}data: {`), { text: 'One.', code: 'MODEL_TIMEOUT', withinMs: 2_000 }],
    [
      'within the body of an error',
      { raw: (res) => void res.writeHead(429, json).write('{"error":') },
      { text: '', code: 'MODEL_TIMEOUT', withinMs: 2_000 },
    ],
  ])('%s', async (_, answer, expected) => {
    const { calls } = await expectRun(answer, expected, { settings });
    expect(calls.map(({ state }) => state)).toEqual(['closed']);
  });
});

describe('A redirect is refused, and its target gets no request', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    await using elsewhere = await startEndpoint();
    const headers = { location: `${elsewhere.url}/chat/completions` };
    const { message, isRetryable } = await expectRun({ status, headers }, nothing);
    expect({ message, isRetryable }).toEqual({
      message: 'The endpoint refused the request. Check OPENAI_BASE_URL and OPENAI_MODEL. [req_1]',
      isRetryable: false,
    });
    expect(elsewhere.calls).toEqual([]);
  });

  test('to the same endpoint', async () => {
    await expectRun([{ status: 307, headers: { location: '/v1/chat/completions' } }, {}], nothing);
  });

  test('with an answer for a body', async () => {
    await expectRun({ status: 302, headers: { location: '/' }, body: streamOf('One.') }, nothing);
  });
});

describe('A connection that is kept for the next call', () => {
  const warm = async (answers: EndpointAnswer[]): Promise<Pair> => {
    const pair = await startPair(inTurn([{}, ...answers]), { MODEL_ATTEMPTS: '1' });
    await runJob(pair, ['Warm up.']);
    return pair;
  };

  test('and closed by the endpoint meanwhile is replaced', async () => {
    const closing: EndpointAnswer = {
      raw: (res) => void res.writeHead(200).end(streamOf('One.'), () => setTimeout(() => res.socket?.end(), 20)),
    };
    await using pair = await startPair(inTurn([closing, {}]), { MODEL_ATTEMPTS: '1' });
    expect((await runJob(pair, ['First.'])).text).toBe('One.');
    for (let time = 0; time < 5; time += 1) {
      expect((await runJob(pair, [`Text ${time}.`])).text).toBe(`Text ${time}.`);
    }
  });

  test('and reset just as that comes is replaced once, by a new one', async () => {
    await using pair = await warm([{ raw: (res) => void res.socket?.resetAndDestroy() }, {}]);
    expect((await runJob(pair, ['Source.'])).text).toBe('Source.');
  });

  test('and reset for good ends like any other', async () => {
    await using pair = await warm([{ raw: (res) => void res.socket?.resetAndDestroy() }]);
    const { code, calls } = await runJob(pair, ['Source.']);
    expect(code).toBe('MODEL_UNAVAILABLE');
    expect(calls.length).toBeLessThanOrEqual(2);
  });

  test('is not used again where a body broke on it', async () => {
    await using pair = await startPair(inTurn([cut(one), {}]), { MODEL_ATTEMPTS: '1' });
    expect((await runJob(pair, ['First.'])).code).toBe('MODEL_UNAVAILABLE');
    expect((await runJob(pair, ['Second.'])).text).toBe('Second.');
  });

  test('carries nothing of one answer into the next', async () => {
    const late: EndpointAnswer = {
      raw: (res) => {
        res.writeHead(200).write(streamOf('One.'));
        setTimeout(() => res.end(sse(chunk('LATE'))), 20);
      },
    };
    await using pair = await startPair(inTurn([late, {}]), { MODEL_ATTEMPTS: '1' });
    const runs = [await runJob(pair, ['First.']), await runJob(pair, ['Second.'])];
    expect(runs.map(({ text }) => text)).toEqual(['One.', 'Second.']);
  });
});

test('A head with 100 Continue before the answer is passed over', async () => {
  const body = streamOf('One.');
  const head = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}`;
  expect((await run(bytes(`${head}\r\n\r\n${body}`))).text).toBe('One.');
});
