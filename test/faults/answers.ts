import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, type EndpointAnswer, sse } from '../kit/endpoint.ts';
import type { Expected } from './run.ts';

export const eventStream = { 'content-type': 'text/event-stream' };
export const json = { 'content-type': 'application/json' };
export const html = { 'content-type': 'text/html; charset=utf-8' };
export const plain = { 'content-type': 'text/plain' };

/** The text `One.`, without an end. */
export const one = sse(chunk('One.'));
export const stop = sse(chunk(undefined, 'stop'));
export const done = sse('[DONE]');

/** An event with one choice. */
export const choice = (value: object) => sse({ choices: [value] });

/** A stream of exactly these bytes. */
export const stream = (body: string): EndpointAnswer => ({ headers: eventStream, body });

/** A stream that starts like this and never goes on. */
export const stall = (start: string): EndpointAnswer => ({
  raw: (res) => void res.writeHead(200, eventStream).write(start),
});

/** A stream that starts like this and whose connection then breaks, within a chunk of its body. */
export const cut = (start: string): EndpointAnswer => ({
  raw: (res) => void res.writeHead(200, eventStream).write(start, () => setTimeout(() => res.destroy(), 50)),
});

/** A stream that sends `part` for ever. */
export const writing = (part: string, everyMs: number, first = ''): EndpointAnswer => ({
  raw: (res) => {
    res.writeHead(200, eventStream).write(first);
    const timer = setInterval(() => res.write(part), everyMs);
    res.on('close', () => clearInterval(timer));
  },
});

/** An error with this status and code, in the form of OpenAI. */
export const refusal = (status: number, code: string | null = null, param: string | null = null): EndpointAnswer => ({
  status,
  body: { error: { message: 'No.', type: status < 429 ? 'invalid_request_error' : 'server_error', param, code } },
});

/** Fails, and the next call need not wait. */
export const soon = (status: number, code: string | null = null): EndpointAnswer => ({
  ...refusal(status, code),
  headers: { 'retry-after-ms': '1' },
});

/** A stream that is written like this, each part as a write of its own. */
export const raw = (parts: readonly (string | Uint8Array)[], everyMs = 0): EndpointAnswer => ({
  raw: async (res) => {
    res.writeHead(200, eventStream);
    for (const part of parts) {
      res.write(part);
      if (everyMs > 0) {
        await sleep(everyMs);
      }
    }
    res.end();
  },
});

/** What an endpoint does, and what that is to end in. */
export type Fault = [name: string, answer: EndpointAnswer, expected: Expected];

/** Every form in which endpoints say that something went wrong, all of them saying `said`. */
export function errorAnswers(said: string): Fault[] {
  const error = { message: said, type: said, param: said, code: said };
  return [
    ['an error as JSON', { status: 500, body: { error } }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    [
      'an error as JSON that the key is to blame for',
      { status: 401, body: { error } },
      { text: '', code: 'MODEL_AUTHENTICATION' },
    ],
    ['an error as a string', { status: 500, body: { error: said } }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    [
      'an error as a flat object',
      { status: 503, body: { object: 'error', ...error } },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'an error as a `detail` array',
      { status: 422, body: { detail: [{ loc: ['body', said], msg: said, type: said }] } },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    ['an error as a `detail` string', { status: 404, body: { detail: said } }, { text: '', code: 'MODEL_NOT_FOUND' }],
    ['an error as an array', { status: 429, body: [{ error }] }, { text: '', code: 'MODEL_RATE_LIMITED' }],
    [
      "a provider's error in OpenRouter's",
      { status: 502, body: { error: { message: said, code: 502, metadata: { raw: JSON.stringify({ error }) } } } },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    ['an error as text', { status: 500, headers: plain, body: said }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    [
      'an error as HTML',
      { status: 502, headers: html, body: `<h1>${said}</h1>` },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'an error as JSON that is cut',
      { status: 500, body: `{"error":{"message":"${said}` },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    ['an error without a body', { status: 401, body: '' }, { text: '', code: 'MODEL_AUTHENTICATION' }],
    [
      'an error in the reason phrase',
      { raw: (res) => void res.writeHead(500, said).end() },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'an error in the headers',
      { status: 500, body: '', headers: { 'www-authenticate': said, 'retry-after': said, 'x-request-id': said } },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    ['an error as JSON with 200', { body: { error } }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    ['an error as a string with 200', { body: { error: said } }, { text: '', code: 'MODEL_UNAVAILABLE' }],
    [
      'HTML with 200',
      { headers: html, body: `<!doctype html><title>${said}</title>` },
      { text: '', code: 'MODEL_OUTPUT_INVALID' },
    ],
    [
      'HTML with 200 that calls itself text',
      { headers: plain, body: `<h1>${said}</h1>` },
      { text: '', code: 'MODEL_OUTPUT_INVALID' },
    ],
    [
      'HTML with 200 that calls itself JSON',
      { headers: json, body: `<h1>${said}</h1>` },
      { text: '', code: 'MODEL_OUTPUT_INVALID' },
    ],
    [
      'JSON with 200 that is cut',
      { headers: json, body: `{"choices":[{"x":"${said}` },
      { text: '', code: 'MODEL_OUTPUT_INVALID' },
    ],
    [
      'JSON with 200 that is no object',
      { headers: json, body: JSON.stringify(said) },
      { text: '', code: 'MODEL_OUTPUT_INVALID' },
    ],
    ['data: {"error"}', stream(one + sse({ error })), { text: 'One.', code: 'MODEL_UNAVAILABLE' }],
    ['data: {"error"} as a string', stream(one + sse({ error: said })), { text: 'One.', code: 'MODEL_UNAVAILABLE' }],
    [
      'data: {"error"} beside choices',
      stream(one + sse({ error, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] })),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'an error within a choice',
      stream(one + choice({ delta: {}, error })),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'event: error with an object',
      stream(`${one}event: error\n${sse(error)}`),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'event: error with {"error"}',
      stream(`${one}event: error\n${sse({ error })}`),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    ['event: error with text', stream(`${one}event: error\n${sse(said)}`), { text: 'One.', code: 'MODEL_UNAVAILABLE' }],
    [
      'data: {"error"} with a status for a code',
      stream(one + sse({ error: { ...error, code: 429 } })),
      { text: 'One.', code: 'MODEL_RATE_LIMITED' },
    ],
    [
      'finish_reason error',
      stream(one + choice({ delta: {}, finish_reason: 'error', native_finish_reason: said }) + done),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    ['data that is no JSON', stream(one + sse(`{"${said}`)), { text: 'One.', code: 'MODEL_OUTPUT_INVALID' }],
    [
      'data that is no UTF-8',
      raw([one, 'data: {"x":"', said, Buffer.from([0xff]), '"}\n\n'], 20),
      { text: 'One.', code: 'MODEL_OUTPUT_INVALID' },
    ],
  ];
}
