import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswer } from '../../src/models/openai/answer.ts';
import { createOpenAIModel } from '../../src/models/openai/index.ts';
import {
  chunk,
  collect,
  completion,
  type EndpointAnswer,
  requestFor,
  sse,
  startEndpoint,
  streamOf,
  usageChunk,
} from '../kit/endpoint.ts';

const never = new AbortController().signal;
const eventStream = { 'content-type': 'text/event-stream' };
const stop = sse(chunk(undefined, 'stop'));
const done = sse('[DONE]');
const one = sse(chunk('One.'));
const choice = (value: object) => sse({ choices: [value] });

async function rewriteWith(answer: EndpointAnswer) {
  await using endpoint = await startEndpoint({ answer: () => answer });
  const limits = { firstTokenTimeoutMs: 5_000, idleTimeoutMs: 5_000, totalTimeoutMs: 10_000 };
  const model = createOpenAIModel({ id: 'm', apiKey: 'k', baseURL: endpoint.url, ...limits });
  return await collect(model.rewrite(requestFor('x'), never));
}

const rewriteStream = (body: string) => rewriteWith({ headers: eventStream, body });

describe('An answer is complete', () => {
  test.each([
    ['with finish_reason stop', one + stop],
    ['with [DONE]', one + done],
    ['with both', one + stop + done],
    ['with stop in the chunk of its last text', sse(chunk('One.', 'stop'))],
    ['with [DONE] without the blank line behind it', `${one}data: [DONE]`],
    ['with [DONE] and white space around it', `${one}data:  [DONE] \n\n`],
    ['when it is cut behind stop, within the usage', `${one}${stop}data: {"usage":{"prompt_`],
    ['when nonsense follows stop', `${one}${stop}data: nonsense\n\n`],
    ['when an error follows stop', `${one}${stop}${sse({ error: { message: 'late' } })}`],
    ['when anything follows [DONE]', `${one}${done}${sse(chunk(' Two.'))}`],
    ['with comments', `: OPENROUTER PROCESSING\n\n${one}:\n\n${stop}`],
    ['with CRLF', (one + stop).replaceAll('\n', '\r\n')],
    ['with CR', (one + stop).replaceAll('\n', '\r')],
    ['with a BOM', `\uFEFF${one}${stop}`],
    ['with event: lines', `event: message\n${one}event: ping\n${sse({})}${stop}`],
    ['with ids and retry', `id: 1\nretry: 5\n${one}${stop}`],
    ['with empty data', `data:\n\ndata: \n\n${one}${stop}`],
    ['with null', sse(null) + one + stop],
    ['with {}', sse({}) + one + stop],
    ['with values that are no chunks', sse([1]) + sse(7) + one + stop],
    ['with empty choices', sse({ choices: [], prompt_filter_results: [] }) + one + stop],
    ['with a choice without delta', choice({ index: 0, finish_reason: null, content_filter_results: {} }) + one + stop],
    ["with finish_reason '' until the end", choice({ delta: { content: 'One.' }, finish_reason: '' }) + stop],
    ['with stop in every chunk', sse(chunk('One', 'stop')) + sse(chunk('.', 'stop'))],
    ['with error: null', sse({ error: null, choices: [{ delta: { content: 'One.' } }] }) + stop],
    [
      'with reasoning, which is dropped',
      choice({ delta: { reasoning: 'Hm.', reasoning_content: 'Hm.' } }) + one + stop,
    ],
    [
      'with content in parts',
      choice({ delta: { content: [{ type: 'thinking' }, { type: 'text', text: 'One.' }] } }) + stop,
    ],
  ])('%s', async (_, body) => {
    const { text, end, error } = await rewriteStream(body);
    expect(error).toBeUndefined();
    expect(text).toBe('One.');
    expect(end).toMatchObject({ type: 'end', streamed: true });
  });

  test('when the connection breaks behind stop', async () => {
    const { text, end } = await rewriteWith({
      raw: (res) => {
        res.writeHead(200, eventStream).write(one + stop, () => setTimeout(() => res.destroy(), 20));
      },
    });
    expect({ text, end }).toMatchObject({ text: 'One.', end: { type: 'end' } });
  });

  test('as a whole completion in place of a stream', async () => {
    const { texts, end } = await rewriteWith({ body: completion('One two.') });
    expect(texts).toEqual(['One two.']);
    expect(end).toMatchObject({ streamed: false, usage: { promptTokens: 20, isEstimated: false } });
  });

  test('as a stream that calls itself something else', async () => {
    const { text } = await rewriteWith({ headers: { 'content-type': 'text/plain' }, body: streamOf('One.') });
    expect(text).toBe('One.');
  });
});

describe('An answer that is not complete throws', () => {
  test.each([
    ['MODEL_OUTPUT_TRUNCATED', 'a clean end with neither stop nor [DONE]', one],
    ['MODEL_OUTPUT_TRUNCATED', 'an event cut in the middle', `${one}data: {"choices":[{"del`],
    ['MODEL_OUTPUT_TRUNCATED', 'finish_reason length', one + sse(chunk(undefined, 'length')) + done],
    ['MODEL_OUTPUT_TRUNCATED', 'text behind stop without another', one + stop + sse(chunk(' Two'))],
    ['MODEL_REFUSED', 'finish_reason content_filter', one + sse(chunk(undefined, 'content_filter')) + done],
    ['MODEL_REFUSED', 'a refusal', one + choice({ delta: { refusal: 'I am sorry' }, finish_reason: 'stop' }) + done],
    ['MODEL_OUTPUT_INVALID', 'malformed JSON', `${one}data: {"choices":[{"del\n\n${stop}`],
    ['MODEL_OUTPUT_INVALID', 'an event without end', `${one}data: {"choices":[{"${'x'.repeat(1_100_000)}`],
    ['MODEL_RATE_LIMITED', 'an error event', `${one}${sse({ error: { message: 'no', code: 'rate_limit_exceeded' } })}`],
    [
      'MODEL_RATE_LIMITED',
      'an error with the status for a code',
      `${one}${sse({ error: { message: 'no', code: 429 } })}`,
    ],
    ['MODEL_UNAVAILABLE', 'event: error', `${one}event: error\ndata: {"message":"no"}\n\n`],
    ['MODEL_UNAVAILABLE', 'event: error without JSON', `${one}event: error\ndata: overloaded\n\n`],
    ['MODEL_UNAVAILABLE', 'an error that is a string', one + sse({ error: 'llama runner process has terminated' })],
    ['MODEL_UNAVAILABLE', 'finish_reason error', one + sse(chunk(undefined, 'error')) + done],
  ])('%s on %s, and hands over what came before', async (code, _, body) => {
    const { text, end, error } = await rewriteStream(body);
    expect(error).toMatchObject({ name: 'CopydeskError', code });
    expect(text).toMatch(/^One\.( Two)?$/);
    expect(end).toBeUndefined();
  });

  test.each([
    ['nothing at all', ''],
    ['stop without text', stop + done],
    ['only white space', sse(chunk(' \n')) + stop + done],
    ['only reasoning', choice({ delta: { reasoning: 'Hm.' } }) + stop + done],
  ])('MODEL_OUTPUT_TRUNCATED on %s', async (_, body) => {
    const { error } = await rewriteStream(body);
    expect(error).toMatchObject({ code: 'MODEL_OUTPUT_TRUNCATED' });
  });

  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html; charset=utf-8' };
  test.each<[string, string, EndpointAnswer]>([
    ['MODEL_OUTPUT_INVALID', 'HTML', { headers: html, body: '<!doctype html><title>Log in</title>' }],
    [
      'MODEL_OUTPUT_INVALID',
      'HTML that calls itself text',
      { headers: { 'content-type': 'text/plain' }, body: '<html>' },
    ],
    ['MODEL_OUTPUT_INVALID', 'JSON that is none', { headers: json, body: '{"choices":[' }],
    ['MODEL_OUTPUT_INVALID', 'JSON that is no object', { headers: json, body: '"One."' }],
    ['MODEL_OUTPUT_TRUNCATED', 'a completion with finish_reason length', { body: completion('One', 'length') }],
    ['MODEL_OUTPUT_TRUNCATED', 'a completion without text', { body: completion('') }],
    ['MODEL_QUOTA_EXCEEDED', '{error} in JSON with 200', { body: { error: { code: 'insufficient_quota' } } }],
    [
      'MODEL_UNAVAILABLE',
      'a cut in the middle',
      { raw: (res) => void res.writeHead(200, eventStream).write(one, () => res.destroy()) },
    ],
    ['MODEL_UNAVAILABLE', 'a cut before any text', { raw: (res) => void res.destroy() }],
    [
      'MODEL_UNAVAILABLE',
      'a cut within JSON',
      { raw: (res) => void res.writeHead(200, json).write('{', () => res.destroy()) },
    ],
    [
      'MODEL_OUTPUT_INVALID',
      'bytes that are not UTF-8',
      {
        raw: (res) =>
          void res.writeHead(200, eventStream).end(Buffer.concat([Buffer.from('data: "'), Buffer.from([0xff])])),
      },
    ],
  ])('%s on %s', async (code, _, answer) => {
    const { end, error } = await rewriteWith(answer);
    expect(error).toMatchObject({ name: 'CopydeskError', code });
    expect(end).toBeUndefined();
  });
});

describe('However the bytes are cut', () => {
  // JSON of every kind of character: escaped and not, of one to four bytes, also halves of pairs in two chunks.
  const token = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('é', '漢字', '👩‍👩‍👧', '\u2028', '\r\n', '\uFEFF'),
  );
  const stream = fc.record({
    tokens: fc.array(token, { minLength: 1 }),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    start: fc.constantFrom('', '\uFEFF', ': hello\n\n'),
    cuts: fc.array(fc.nat({ max: 4_000 })),
  });

  test('the text is the same', () => {
    fc.assert(
      fc.property(stream, ({ tokens, newline, start, cuts }) => {
        const all = start + streamOf(...tokens, 'end') + sse(usageChunk(1, 1));
        const bytes = Buffer.from(all.replaceAll('\n', newline));
        const answer = createAnswer(undefined, true);
        const texts: string[] = [];
        const ends = [...new Set(cuts), bytes.length].filter((end) => end <= bytes.length).sort((a, b) => a - b);
        ends.reduce((from, to) => {
          answer.feed(bytes.subarray(from, to));
          texts.push(answer.take().text);
          return to;
        }, 0);
        answer.end();
        texts.push(answer.take().text);
        expect(texts.join('')).toBe(`${tokens.join('')}end`);
        expect(answer.text).toBe(texts.join(''));
      }),
    );
  });

  test('a character is never handed over in halves', () => {
    const answer = createAnswer(undefined, true);
    const texts = ['\ud83d', '\ude00!'].map((half) => {
      answer.feed(Buffer.from(sse(chunk(half))));
      return answer.take().text;
    });
    expect(texts).toEqual(['', '😀!']);
  });
});
