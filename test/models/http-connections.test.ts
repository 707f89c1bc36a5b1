import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createServer as createSecureServer,
  getCACertificates,
  setDefaultCACertificates,
  type TLSSocket,
} from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { post, type Response, type Target, targetOf } from '../../src/models/http/index.ts';
import { listen } from '../kit/listen.ts';
import { cert, key } from '../kit/tls.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) {
    close();
  }
});

/** A server that tells of its connections and of each request that came whole. */
async function serve(
  answer: (socket: Socket, request: string, count: number) => void,
  server: Server = createServer(),
  event = 'connection',
) {
  const sockets: Socket[] = [];
  const requests: string[] = [];
  server.on(event, (socket: Socket) => {
    sockets.push(socket);
    let held = '';
    socket
      .on('error', () => {})
      .on('data', (read) => {
        held += read.toString('latin1');
        const length = Number(/content-length: (\d+)/.exec(held)?.[1]);
        if (held.length === held.indexOf('\r\n\r\n') + 4 + length) {
          const request = held;
          held = '';
          requests.push(Buffer.from(request, 'latin1').toString());
          answer(socket, request, requests.length);
        }
      });
  });
  const port = await listen(server);
  closing.push(() => {
    server.close();
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  return { port, sockets, requests, target: targetOf(`http://127.0.0.1:${port}/v1`, { 'x-test': '1' }) };
}

const ok = (body = 'OK', fields = '') => `HTTP/1.1 200 OK\r\n${fields}content-length: ${body.length}\r\n\r\n${body}`;
const answerOk = (socket: Socket) => void socket.write(ok());

const send = (
  target: Target,
  body = '{}',
  signal: AbortSignal = new AbortController().signal,
  accepted?: Promise<unknown>,
) => post(target, body, signal, accepted);

function bodyOf({ body: coming }: Response): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    coming.read({
      onBytes: (bytes) => {
        body += Buffer.from(bytes).toString();
      },
      onEnd: () => resolve(body),
      onCut: () => reject(new Error(`cut behind ${body}`)),
    });
  });
}

const sendAndRead = async (target: Target, body?: string) => bodyOf(await send(target, body));

it('A request is the method, the path, its fields and the body, in bytes', async () => {
  const { port, requests, target } = await serve(answerOk);
  expect(await sendAndRead(target, '"né"')).toBe('OK');
  const lines = [
    'POST /v1 HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'connection: keep-alive',
    'x-test: 1',
    'content-length: 5',
  ];
  expect(requests).toEqual([`${lines.join('\r\n')}\r\n\r\n"né"`]);
});

it.each(['1\r\nx-other: 2', 'a\nb', 'snow ☃'])('A field that is none is refused: %j', (value) => {
  expect(() => targetOf('http://127.0.0.1/', { 'x-test': value })).toThrow();
});

it('A connection is used for one request after the other, and as many as there are at a time', async () => {
  const { target, sockets, requests } = await serve(answerOk);
  await sendAndRead(target);
  await sendAndRead(target);
  expect(sockets).toHaveLength(1);
  await Promise.all([sendAndRead(target), sendAndRead(target), sendAndRead(target)]);
  await Promise.all([sendAndRead(target), sendAndRead(target), sendAndRead(target)]);
  expect([sockets.length, requests.length]).toEqual([3, 8]);
});

it('No more than 256 connections are kept', async () => {
  const waiting: Socket[] = [];
  const { target, sockets } = await serve((socket) => void waiting.push(socket));
  const all = Promise.all(Array.from({ length: 260 }, () => sendAndRead(target)));
  await vi.waitUntil(() => waiting.length === 260);
  for (const socket of waiting) {
    answerOk(socket);
  }
  await all;
  await vi.waitUntil(() => sockets.filter(({ closed }) => closed).length === 4);
});

it.each([
  ['that the server closes in two seconds is closed before', 'keep-alive: timeout=2\r\n', 1_500],
  ['that the server closes in a second is not kept', 'keep-alive: timeout=1\r\n', 200],
  ['that is to be closed is closed', 'connection: close\r\n', 200],
])('A connection %s', async (_, fields, withinMs) => {
  const { target, sockets } = await serve((socket) => void socket.write(ok('OK', fields)));
  await sendAndRead(target);
  await vi.waitUntil(() => sockets[0]?.closed, { timeout: withinMs, interval: 10 });
});

const timeout = 'HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n';

it('What comes unasked on a connection that waits is no answer to the next request', async () => {
  const { target, sockets } = await serve(answerOk);
  await sendAndRead(target);
  sockets[0]?.write(timeout);
  await vi.waitUntil(() => sockets[0]?.closed);
  expect(await sendAndRead(target)).toBe('OK');
});

it('What comes unasked before a request is sent is no answer to it', async () => {
  const { target, sockets, requests } = await serve(answerOk);
  await sendAndRead(target);
  const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
  const response = send(target, '{}', undefined, accepted);
  sockets[0]?.write(timeout);
  await vi.waitUntil(() => sockets.length === 2);
  accept();
  expect(await bodyOf(await response)).toBe('OK');
  expect(requests).toHaveLength(2);
});

it('What comes behind an answer is no answer to the next request', async () => {
  const { target, sockets } = await serve((socket, _, count) => void socket.write(ok(`${count}`) + ok('late')));
  expect(await sendAndRead(target)).toBe('1');
  expect(await sendAndRead(target)).toBe('2');
  expect(sockets).toHaveLength(2);
});

it('An answer that comes before the request was read leaves nothing of that to the next one', async () => {
  const tooLarge = 'HTTP/1.1 413 Content Too Large\r\ncontent-length: 3\r\n\r\nBig';
  const server = createServer((socket) => {
    socket
      .on('error', () => {})
      .once('data', (read) => {
        const isLarge = read.includes('large');
        socket.write(isLarge ? tooLarge : ok());
        if (isLarge) {
          socket.pause();
        }
      });
  });
  const { target, sockets } = await serve(() => {}, server);
  const response = await send(target, 'large'.repeat(4_000_000));
  expect([response.status, await bodyOf(response)]).toEqual([413, 'Big']);
  expect(await sendAndRead(target)).toBe('OK');
  expect(sockets).toHaveLength(2);
});

it('Nothing is sent before it is accepted, and nothing at all where the signal aborts first', async () => {
  const { target, sockets, requests } = await serve(answerOk);
  const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
  const left = new AbortController();
  const responses = [send(target, '{}', undefined, accepted), send(target, '{}', left.signal, accepted)];
  await vi.waitUntil(() => sockets.length === 2);
  await sleep(50);
  expect(requests).toEqual([]);
  left.abort(new Error('left'));
  await expect(responses[1]).rejects.toThrow('left');
  accept();
  expect((await responses[0])?.status).toBe(200);
  expect(requests).toHaveLength(1);
});

it('A response that is paused brings nothing until it is resumed', async () => {
  const { target } = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nOne\r\n');
    setTimeout(() => socket.write('3\r\nTwo\r\n0\r\n\r\n'), 100);
  });
  const { body: coming } = await send(target);
  let body = '';
  const over = new Promise<void>((resolve, reject) => {
    coming.read({ onBytes: (bytes) => (body += Buffer.from(bytes).toString()), onEnd: resolve, onCut: reject });
  });
  await vi.waitUntil(() => body === 'One');
  coming.pause();
  await sleep(300);
  expect([body, coming.isOver]).toEqual(['One', false]);
  coming.resume();
  await over;
  expect([body, coming.isOver]).toEqual(['OneTwo', true]);
});

it('A response that nobody reads yet keeps its own bytes, whatever others bring', async () => {
  const { target } = await serve((socket, _, count) => void socket.write(ok(count === 1 ? 'First' : 'Other')));
  const first = await send(target);
  const other = await send(target);
  await sleep(20);
  expect([await bodyOf(first), await bodyOf(other)]).toEqual(['First', 'Other']);
});

it('A response whose signal aborts before anyone reads it brings nothing', async () => {
  const { target } = await serve((socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nEarly'));
  const left = new AbortController();
  const response = await send(target, '{}', left.signal);
  await sleep(20);
  left.abort();
  await expect(bodyOf(response)).rejects.toThrow(/^cut behind $/);
});

it.each(['HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'HTTP/1.1 101 Other\r\n\r\n', 'x'])(
  'A request that was heard is not sent again: %j',
  async (heard) => {
    const { target, requests } = await serve((socket, _, count) => {
      socket.write(count === 1 ? ok() : heard);
      if (count > 1) {
        setTimeout(() => socket.end(), 20);
      }
    });
    await sendAndRead(target);
    await expect(sendAndRead(target)).rejects.toThrow();
    expect(requests).toHaveLength(2);
  },
);

const toTheEnd = 'HTTP/1.1 200 OK\r\n\r\nPart';

it('A body up to the end of the connection is whole where that ends in order, and cut where it is reset', async () => {
  const { target } = await serve((socket, _, count) => {
    socket.write(toTheEnd, () => setTimeout(() => (count === 1 ? socket.end() : socket.resetAndDestroy()), 20));
  });
  expect(await sendAndRead(target)).toBe('Part');
  await expect(sendAndRead(target)).rejects.toThrow('cut behind Part');
});

it('A response that is paused within its last bytes leaves a connection that can be used again', async () => {
  const { target, sockets } = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n');
    setTimeout(() => socket.write('OK'), 20);
  });
  const { body: coming } = await send(target);
  await new Promise<void>((resolve, reject) => {
    coming.read({ onBytes: () => coming.pause(), onEnd: resolve, onCut: reject });
  });
  expect(await sendAndRead(target)).toBe('OK');
  expect(sockets).toHaveLength(1);
});

it.each([
  ['lines without CR', 'HTTP/1.1 200 OK\ncontent-length: 2\n\nOK'],
  ['another protocol', '\0\0\0\x04\0\0\0\0\0'],
])('What is no HTTP is refused at once: %s', async (_, bytes) => {
  const { target, sockets } = await serve((socket) => void socket.write(bytes));
  await expect(send(target)).rejects.toThrow();
  await vi.waitUntil(() => sockets[0]?.closed);
});

it('Where what is waited for fails, the request does, and is not sent', async () => {
  const { target, sockets, requests } = await serve(answerOk);
  await expect(send(target, '{}', undefined, Promise.reject(new Error('not accepted')))).rejects.toThrow(
    'not accepted',
  );
  await vi.waitUntil(() => sockets.every(({ closed }) => closed));
  expect(requests).toEqual([]);
});

it('A server is found by IPv6', async () => {
  const server = createServer((socket) => void socket.once('data', () => answerOk(socket)));
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  const target = targetOf(`http://[::1]:${typeof address === 'object' && address?.port}/`, {});
  expect(await sendAndRead(target)).toBe('OK');
});

/** From now on the certificate is vouched for. */
function vouch(): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  closing.push(() => setDefaultCACertificates(before));
}

/** A server over TLS whose certificate is vouched for. */
async function serveSecurely(answer: Parameters<typeof serve>[0]) {
  vouch();
  const served = await serve(answer, createSecureServer({ key, cert }), 'secureConnection');
  return { ...served, target: targetOf(`https://localhost:${served.port}/`, {}) };
}

it('A server whose certificate nobody vouches for gets no request; one that is vouched for does, and its session is used again', async () => {
  const resumed: boolean[] = [];
  const { port, requests } = await serve(
    (socket) => {
      resumed.push((socket as TLSSocket).isSessionReused());
      socket.write(ok('OK', 'connection: close\r\n'));
    },
    createSecureServer({ key, cert }),
    'secureConnection',
  );
  const secure = (host: string) => targetOf(`https://${host}:${port}/`, {});
  await expect(sendAndRead(secure('localhost'))).rejects.toThrow();
  expect(requests).toEqual([]);

  vouch();
  expect(await sendAndRead(secure('localhost'))).toBe('OK');
  const target = secure('127.0.0.1');
  expect([await sendAndRead(target), await sendAndRead(target)]).toEqual(['OK', 'OK']);
  expect(resumed).toEqual([false, false, true]);
});

it('A long body comes whole over TLS', async () => {
  const text = 'Some text. '.repeat(200_000);
  const { target } = await serveSecurely((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    for (let start = 0; start < text.length; start += 1_000) {
      const chunk = text.slice(start, start + 1_000);
      socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    }
    socket.write('0\r\n\r\n');
  });
  expect(await sendAndRead(target)).toBe(text);
});

it('A record that is damaged cuts what comes over TLS', async () => {
  const raw: Socket[] = [];
  const { port } = await serveSecurely((socket) => {
    socket.write(toTheEnd);
    setTimeout(() => raw[0]?.write(Buffer.from(`1703030028${'ab'.repeat(40)}`, 'hex')), 50);
  });
  // In between, so that bytes can be put in.
  const between = createServer((socket) => {
    const server = connect(port, '127.0.0.1');
    raw.push(socket);
    socket
      .on('error', () => {})
      .pipe(server.on('error', () => {}))
      .pipe(socket);
  });
  const target = targetOf(`https://localhost:${await listen(between)}/`, {});
  closing.push(() => between.close());
  await expect(sendAndRead(target)).rejects.toThrow('cut behind Part');
});

it('What comes unasked in the packet of an answer is no answer to the next request', async () => {
  const { port } = await serveSecurely((socket, _, count) => {
    socket.setNoDelay(true);
    socket.write(ok(`${count}`));
    socket.write(ok('late'));
  });
  // In between, so that two records come in one read.
  const between = createServer((socket) => {
    const server = connect(port, '127.0.0.1');
    let held: Buffer[] = [];
    socket.on('error', () => {}).pipe(server);
    server
      .on('error', () => {})
      .on('data', (read) => {
        if (held.push(Buffer.from(read)) === 1) {
          setTimeout(() => {
            socket.write(Buffer.concat(held));
            held = [];
          }, 20);
        }
      });
  });
  const target = targetOf(`https://localhost:${await listen(between)}/`, {});
  closing.push(() => between.close());
  expect([await sendAndRead(target), await sendAndRead(target)]).toEqual(['1', '2']);
});
