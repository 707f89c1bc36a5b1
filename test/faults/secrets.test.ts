import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chunk, type Endpoint, type EndpointAnswer, sse, startEndpoint, streamOf } from '../kit/endpoint.ts';
import { post } from '../kit/http.ts';
import { OPTIMIZE, STREAM } from '../kit/operations.ts';
import { type Process, startProcess } from '../kit/process.ts';
import { choice, cut, done, errorAnswers, json, one, refusal, stall, stop, stream } from './answers.ts';
import { expectNoHandleLeft, run } from './run.ts';

expectNoHandleLeft();

const key = 'sk-planted-0123456789abcdef';
/** What an endpoint may say. */
const said = `SECRET-OF-IT: key ${key}, file /etc/secret.json, see https://inner.example/${key}`;

describe('An error of the endpoint is told by a closed code, in our own words, with the upstream request id', () => {
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
    [599, said, 'MODEL_UNAVAILABLE', /not available/],
  ])('%i %s is %s', async (status, code, expected, message) => {
    const ran = await run(refusal(status, code));
    expect(ran).toMatchObject({ code: expected, message: expect.stringMatching(message), calls: [{}] });
    expect(ran.message).toMatch(/ \[req_1\]$/);
  });
});

const faults: [string, EndpointAnswer][] = [
  ...errorAnswers(said).map(([name, answer]): [string, EndpointAnswer] => [name, answer]),
  ['a request id that is the key', { status: 500, body: '', headers: { 'x-request-id': key } }],
  ['a request id that holds the key', { status: 500, body: '', headers: { 'x-request-id': `req_${key}_1` } }],
  ['a redirect', { status: 302, body: said, headers: { location: `https://inner.example/${key}` } }],
  ['a refusal', stream(one + choice({ delta: { refusal: said } }))],
  ['a refusal of a whole completion', { body: { choices: [{ message: { refusal: said }, finish_reason: 'stop' }] } }],
  ['a finish reason', stream(one + choice({ delta: {}, finish_reason: said }) + done)],
  [
    'a content filter',
    stream(one + choice({ delta: {}, finish_reason: 'content_filter', content_filter_results: said })),
  ],
  ['an endless stream without its end', stream(`${one}: ${said}\n\n`)],
  ['reasoning', stream(choice({ delta: { reasoning: said } }) + stop)],
  ['a <think> block', stream(streamOf(`<think>${said}</think>`))],
  ['the name of an event', stream(`${one}event: ${said}\nid: ${said}\ndata: nonsense\n\n`)],
  ['an event past 1 MiB', stream(one + sse({ x: said.repeat(20_000) }))],
  ['a connection that is cut', cut(`${one}data: {"${said}`)],
  [
    'a connection that is cut within an error',
    { raw: (res) => void res.writeHead(500, json).write(said, () => res.destroy()) },
  ],
  ['no HTTP at all', { raw: (res) => void res.socket?.end(said) }],
  ['a status that is none', { raw: (res) => void res.socket?.end(`HTTP/1.1 ${said}\r\n\r\n`) }],
  ['a header that is none', { raw: (res) => void res.socket?.end(`HTTP/1.1 200 OK\r\n${said}\u0001\r\n\r\n`) }],
  ['no first token', { raw: (res) => void res.writeHead(200, { 'x-request-id': key }).write(`: ${said}\n\n`) }],
  ['a stall', stall(`${one}: ${said}\n\n`)],
  ['a refused parameter', refusal(400, said, said)],
  [
    'a success that says it elsewhere',
    stream(sse({ ...chunk('One.', 'stop'), id: said, model: said, system_fingerprint: said })),
  ],
];

describe('Nothing of what the endpoint says leaves the process', () => {
  let endpoint: Endpoint;
  let server: Process;
  let url: string;
  const bytes: string[] = [];

  const host = () => new URL(endpoint.url).host;

  /** The whole answer to a job, with its headers. */
  async function answerTo(content: string, query: string): Promise<string> {
    const input = { documents: [{ name: 'PRIVATE.txt', content }], optimizationType: 'CLARITY' };
    const accept = query === STREAM ? 'text/event-stream' : 'application/json';
    const response = await post(url, query, { input }, { accept });
    const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
    bytes.push(text);
    return text;
  }

  beforeAll(async () => {
    endpoint = await startEndpoint({
      answer: ({ target }) => faults[Number(/^PRIVATE fault (\d+)/.exec(target)?.[1])]?.[1] ?? {},
    });
    server = startProcess({
      OPENAI_BASE_URL: endpoint.url,
      OPENAI_API_KEY: key,
      OPENAI_FALLBACK_MODELS: 'other',
      MODEL_ATTEMPTS: '2',
      MODEL_FIRST_TOKEN_TIMEOUT_MS: '200',
      MODEL_IDLE_TIMEOUT_MS: '200',
      LOG_LEVEL: 'trace',
    });
    url = await server.url();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await endpoint.close();
  });

  const indexed = faults.map(([name], index) => [name, index] as const);
  test.each(indexed)('in the answers of a stream and of a mutation, for %s', async (_, index) => {
    const answers = await Promise.all([
      answerTo(`PRIVATE fault ${index}, by stream.`, STREAM),
      answerTo(`PRIVATE fault ${index}, by mutation.`, OPTIMIZE),
    ]);
    for (const answer of answers) {
      expectNothingOf(answer, [host()]);
    }
    const isSuccess = index === faults.length - 1;
    expect(answers.map((answer) => /"(MODEL|TOO)_\w+"/.test(answer))).toEqual([!isSuccess, !isSuccess]);
    // Between two faults the endpoint works, so that it is not left alone.
    expect(await answerTo(`PRIVATE text ${index}.`, OPTIMIZE)).toContain('COMPLETED');
  });

  test('in its other pages', async () => {
    for (const path of ['/health', '/ready', '/metrics', '/graphql']) {
      const response = await fetch(new URL(path, url), { headers: { accept: 'application/json' } });
      expectNothingOf(`${JSON.stringify([...response.headers])}\n${await response.text()}`, [host()]);
    }
    expectNothingOf(await (await post(url, '{ capabilities { models { id } } }')).text(), [host()]);
  });

  test('in its log, at the most talkative, nor anything of the documents', async () => {
    await vi.waitUntil(() => server.errors().split('job ended').length > 3 * faults.length);
    const written = server.output() + server.errors();
    expectNothingOf(written, ['PRIVATE']);
    expect(server.errors()).not.toContain(host());
    expect(server.errors()).not.toContain('unexpected');
  });

  test('in what it says when it stops', async () => {
    const exit = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expectNothingOf(server.output() + server.errors() + bytes.join(''));
  });
});

const planted = ['SECRET-OF-IT', 'sk-planted', '0123456789abcdef', 'inner.example', '/etc/', 'secret.json'].concat(
  [key, `Bearer ${key}`].map((plain) => Buffer.from(plain).toString('base64').slice(0, 20)),
);

function expectNothingOf(text: string, more: readonly string[] = []): void {
  expect([...planted, ...more].filter((part) => text.includes(part))).toEqual([]);
}
