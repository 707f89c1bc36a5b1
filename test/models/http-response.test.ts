import { request } from 'node:http';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Head } from '../../src/models/http/head.ts';
import { ResponseReader } from '../../src/models/http/response-reader.ts';
import { listen } from '../kit/listen.ts';

/** What came of the bytes of a connection. */
interface Reading {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: string;
  /** Whether the response came to its end. */
  readonly isWhole: boolean;
}

/** Reads bytes that come in pieces of these lengths, and then the end of the connection. */
function read(bytes: Buffer, lengths: readonly number[] = []): Reading & { readonly taken: number } {
  let head: Head | undefined;
  const body: Buffer[] = [];
  const reader = new ResponseReader({
    onHead: (given) => {
      head = given;
    },
    onBytes: (read) => body.push(Buffer.from(read)),
  });
  let isWhole = false;
  let taken = 0;
  try {
    for (let turn = 0; taken < bytes.length && !reader.isOver; turn += 1) {
      const end = taken + (lengths[turn % lengths.length] ?? bytes.length);
      // What is read is moved about in place.
      reader.feed(Buffer.from(bytes.subarray(taken, end)));
      taken = end;
    }
    reader.end();
    isWhole = reader.isOver;
  } catch {}
  const { status, headers } = head ?? {};
  return {
    status,
    type: headers?.['content-type'],
    retryAfter: headers?.['retry-after'],
    body: Buffer.concat(body).toString('latin1'),
    isWhole,
    taken,
  };
}

let bytesToSend: Uint8Array = Buffer.alloc(0);
const server = createServer((socket) => {
  socket.on('error', () => {}).once('data', () => socket.end(bytesToSend));
});
let url = '';

beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server)}/`;
});
afterAll(() => void server.close());

/** What Node's own client makes of them. */
function readByNode(bytes: Buffer): Promise<Reading> {
  bytesToSend = bytes;
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', agent: false });
    const nothing = { status: undefined, type: undefined, retryAfter: undefined, body: '', isWhole: false };
    call.on('error', () => resolve(nothing));
    call.on('response', (response) => {
      const body: Buffer[] = [];
      response.on('data', (read: Buffer) => body.push(read)).on('error', () => {});
      response.on('close', () => {
        const { statusCode: status, headers, complete: isWhole } = response;
        const [type, retryAfter] = [headers['content-type'], headers['retry-after']];
        resolve({ status, type, retryAfter, body: Buffer.concat(body).toString('latin1'), isWhole });
      });
    });
    call.end('{}');
  });
}

const crlf = '\r\n';
const piece = fc.string({
  unit: fc.constantFrom('a', '0', 'F', '\r', '\n', '\r\n', ':', ';', 'é', ' '),
  minLength: 1,
  maxLength: 12,
});
const pieces = fc.array(piece, { maxLength: 5 });

const sized = pieces.map((list) => {
  const body = list.join('');
  return { fields: [`Content-Length:\t ${body.length} `], body, bytes: body };
});
const toTheEnd = pieces.map((list) => ({ fields: [], body: list.join(''), bytes: list.join('') }));
const chunked = (extension: string) =>
  fc
    .tuple(pieces, fc.constantFrom('', '', `x-checksum: 1${crlf}`), fc.constantFrom([], ['transfer-encoding: Chunked']))
    .map(([list, trailers, again]) => {
      const chunks = list.map((text) => `${text.length.toString(16)}${extension}${crlf}${text}${crlf}`);
      const bytes = `${chunks.join('')}0${crlf}${trailers}${crlf}`;
      return { fields: ['Transfer-Encoding: chunked', ...again], body: list.join(''), bytes };
    });

/** Responses of any kind; what stands behind the size of a chunk is one of `extensions`. */
const responses = (extensions: readonly string[]) =>
  fc
    .record({
      before: fc.constantFrom(
        '',
        '',
        crlf,
        `HTTP/1.1 100 Continue${crlf}${crlf}`,
        `HTTP/1.1 103 Early Hints${crlf}link: </a>${crlf}${crlf}`,
      ),
      start: fc.constantFrom('200 OK', '200', '201 ', '429 Too Many Requests', '500 é'),
      more: fc.subarray([
        'x-request-id: req_1',
        'Set-Cookie: a=b',
        'set-cookie: c',
        'X-Empty:',
        'x-tab:\t1\t',
        'connection: close',
        'retry-after: 1',
        'retry-after: 2',
        'Keep-Alive: timeout=5',
      ]),
      content: fc.oneof(sized, toTheEnd, ...extensions.map(chunked)),
    })
    .map(({ before, start, more, content: { fields, body, bytes } }) => {
      const head = [`HTTP/1.1 ${start}`, 'Content-Type: text/event-stream', ...more, ...fields].join(crlf);
      const status = Number(start.slice(0, 3));
      return { status, body, bytes: Buffer.from(`${before}${head}${crlf}${crlf}${bytes}`, 'latin1') };
    });

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

it('A response is read whole however it is cut', () => {
  fc.assert(
    fc.property(responses(['', ';name', ';name=value', ' ; a="b"']), lengths, ({ status, body, bytes }, cuts) => {
      expect(read(bytes, cuts)).toMatchObject({ status, body, type: 'text/event-stream', isWhole: true });
    }),
    { numRuns: 3_000 },
  );
});

it('A response is read as by Node, also one that ends early', async () => {
  await fc.assert(
    fc.asyncProperty(
      responses(['', ';name', ';name="value"']),
      lengths,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async ({ bytes }, cuts, part) => {
        const some = part < 0.3 ? bytes : bytes.subarray(0, Math.floor(bytes.length * part));
        const { taken, ...ours } = read(some, cuts);
        expect(ours).toEqual(await readByNode(some));
      },
    ),
    { numRuns: 600 },
  );
});

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.integer({ min: 0, max: 3 }),
  added: fc.string({
    unit: fc.constantFrom('\r', '\n', '\0', ' ', '\t', ':', '0', 'f', ',', 'é', '\x7f', '-', '+', '"'),
    maxLength: 3,
  }),
});

it('What is damaged is taken for whole only where Node takes it so, and read as by Node', async () => {
  await fc.assert(
    fc.asyncProperty(responses(['']), fc.array(damage, { minLength: 1, maxLength: 3 }), async ({ bytes }, list) => {
      const text = list.reduce((damaged, { at, removed, added }) => {
        const start = Math.floor(at * damaged.length);
        return damaged.slice(0, start) + added + damaged.slice(start + removed);
      }, bytes.toString('latin1'));
      const damaged = Buffer.from(text, 'latin1');
      const { taken, ...ours } = read(damaged, [1]);
      if (ours.isWhole) {
        // What stands behind it is for nobody.
        expect(ours).toEqual(await readByNode(damaged.subarray(0, taken)));
      }
    }),
    { numRuns: 1_500 },
  );
});
