import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { post, postJson } from '../kit/http.ts';
import { input, OPTIMIZE, STREAM, words } from '../kit/operations.ts';
import { startPair, startServer } from '../kit/server.ts';

describe('Over HTTP', () => {
  it.each(['application/json', 'application/graphql-response+json', 'multipart/mixed', 'image/png'])(
    'a subscription that asks for %s gets a 406 that says what to ask for, and starts nothing',
    async (accept) => {
      await using pair = await startPair();
      const response = await post(pair.server.url, STREAM, { input: input('A text.') }, { accept });
      expect(response.status).toBe(406);
      expect((await response.json()).errors[0].message).toContain('`text/event-stream`');
      expect(pair.endpoint.calls).toHaveLength(0);
    },
  );

  it('a query that asks for an unknown type gets a 406 that says what to ask for', async () => {
    await using server = await startServer();
    const response = await post(server.url, '{ capabilities { version } }', {}, { accept: 'image/png' });
    expect(response.status).toBe(406);
    expect((await response.json()).errors[0].message).toContain('`application/json`');
  });

  it.each(['application/json', 'application/graphql-response+json'])(
    'what is refused answers 200 with a code and a field, as %s',
    async (accept) => {
      await using server = await startServer();
      const variables = { input: { documents: [], optimizationType: 'CLARITY' } };
      const response = await post(server.url, OPTIMIZE, variables, { accept });
      expect(response.status).toBe(200);
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'INVALID_INPUT', field: 'documents' });
    },
  );

  it.each([
    ['with its length', undefined],
    ['in chunks', 'chunked'],
  ])('a body over the limit is refused with TOO_LARGE, sent %s', async (_, encoding) => {
    await using server = await startServer({ MAX_REQUEST_BYTES: '5000' });
    const body = JSON.stringify({ query: OPTIMIZE, variables: { input: input(words(2000)) } });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: encoding ? new Blob([body]).stream() : body,
      ...(encoding && { duplex: 'half' }),
    } as RequestInit);
    expect(response.status).toBe(200);
    expect((await response.json()).errors[0].extensions).toEqual({ code: 'TOO_LARGE', field: 'documents' });
  });

  it('a connection that nobody used for some seconds still takes a request, as those of a proxy do', async () => {
    await using server = await startServer();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const ask = async () => {
      socket.write('GET /health HTTP/1.1\r\nHost: copydesk\r\n\r\n');
      return String((await once(socket, 'data'))[0]);
    };
    expect(await ask()).toContain('Keep-Alive: timeout=72');
    // Node alone closes it after 6 s.
    await sleep(7_000);
    expect(await ask()).toContain('HTTP/1.1 200');
    socket.destroy();
  });

  it.each(['application/json', 'text/event-stream'])(
    'a body over the limit does not stop the next request on its connection, asked for as %s',
    async (accept) => {
      await using server = await startServer({ MAX_REQUEST_BYTES: '5000' });
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname);
      const piece = 'word '.repeat(10_000);
      const head = `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nAccept: ${accept}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
      socket.write(head + `${piece.length.toString(16)}\r\n${piece}\r\n`.repeat(100));
      socket.write(`0\r\n\r\nGET /health HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
      const answers = (await socket.toArray()).join('');
      expect(answers).toContain('TOO_LARGE');
      expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    },
    10_000,
  );

  it('is alive and ready, and not ready once it is drained', async () => {
    await using server = await startServer();
    const at = (path: string) => fetch(new URL(path, server.url)).then(({ status }) => status);
    expect(await at('/health')).toBe(200);
    expect(await at('/ready')).toBe(200);
    expect(await at('/nothing')).toBe(404);
    const { hostname, port } = new URL(server.url);
    // A request that is not whole yet keeps the connection, and the server, until it is answered.
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(`GET /ready HTTP/1.1\r\nHost: ${hostname}\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const drained = server.drain();
    socket.write('\r\n');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 503 /);
    socket.destroy();
    await drained;
  });

  it.each(['[', 'a b', 'x:y', '%zz'])(
    'a Host that is none (%s) is a bad request, and nothing is told of the server',
    async (host) => {
      await using server = await startServer();
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname);
      socket.write(`GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      const answer = String(Buffer.concat(await socket.toArray()));
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(answer).not.toMatch(/node_modules|at /);
    },
  );
});

describe('A page of another origin', () => {
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

  it('may not use the API unless it is listed', async () => {
    await using pair = await startPair();
    const response = await post(pair.server.url, OPTIMIZE, { input: input('A text.') }, foreign);
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await response.json()).errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(pair.endpoint.calls).toHaveLength(0);
  });

  it('may not start a job by an upload or an image either', async () => {
    await using pair = await startPair();
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: OPTIMIZE, variables: { input: input('A text.') } }));
    form.append('map', '{}');
    const upload = await fetch(pair.server.url, { method: 'POST', headers: foreign, body: form });
    const url = new URL(pair.server.url);
    url.searchParams.set('query', STREAM);
    url.searchParams.set('variables', JSON.stringify({ input: input('A text.') }));
    const image = await fetch(url, { headers: { 'sec-fetch-site': 'cross-site', accept: 'image/*,*/*;q=0.8' } });
    expect([upload.status, image.status]).toEqual([403, 403]);
    expect(pair.endpoint.calls).toHaveLength(0);
  });

  it('may use it when CORS_ORIGINS lists it, without credentials', async () => {
    await using server = await startServer({ CORS_ORIGINS: 'https://app.example,https://evil.example' });
    const response = await post(server.url, '{ capabilities { version } }', {}, foreign);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://evil.example');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('is told so before it sends anything (preflight)', async () => {
    await using server = await startServer({ CORS_ORIGINS: 'https://app.example' });
    const preflight = (origin: string) =>
      fetch(server.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
    expect((await preflight('https://app.example')).headers.get('access-control-allow-origin')).toBe(
      'https://app.example',
    );
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not taken for the page that the server itself serves', async () => {
    await using server = await startServer();
    const own = { origin: new URL(server.url).origin, 'sec-fetch-site': 'same-origin' };
    expect((await post(server.url, '{ capabilities { version } }', {}, own)).status).toBe(200);
  });
});

describe('An operation', () => {
  const errorsOf = async (url: string, query: string) =>
    (await postJson(url, query)).errors?.map(({ message }: { message: string }) => message) ?? [];

  it('may have one mutation, also through fragments', async () => {
    await using server = await startServer();
    const one = (name: string) =>
      `${name}: optimize(input: {documents: [{name: "a", content: "b"}], optimizationType: CLARITY}) { jobId }`;
    expect(await errorsOf(server.url, `mutation { ${one('a')} ${one('b')} }`)).toContainEqual(
      expect.stringContaining('may have one mutation'),
    );
    expect(
      await errorsOf(server.url, `mutation { ...F ${one('a')} } fragment F on Mutation { ${one('b')} }`),
    ).toContainEqual(expect.stringContaining('may have one mutation'));
    expect(await errorsOf(server.url, `mutation { ${one('a')} }`)).toEqual([]);
  });

  it('of fragments that are spread over and over is checked in no time', async () => {
    await using server = await startServer();
    const fragments = Array.from(
      { length: 200 },
      (_, index) => `fragment f${index} on Mutation { ...f${index + 1} ...f${index + 1} }`,
    );
    const query = `mutation { ...f0 } ${fragments.join(' ')} fragment f200 on Mutation { __typename }`;
    const startedAt = performance.now();
    await postJson(server.url, query);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it.each([
    ['variables that are no JSON', '?query={__typename}&variables={'],
    ['extensions that are no JSON', '?query={__typename}&extensions={'],
  ])('with %s is the client’s fault, and no error of the server', async (_, search) => {
    await using server = await startServer();
    const response = await fetch(server.url + search, { headers: { accept: 'application/json' } });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions.code).toBe('INVALID_INPUT');
    expect(server.log()).not.toContain('unexpected');
  });

  it('nested beyond measure is refused, and no error of the server', async () => {
    await using server = await startServer();
    const { errors } = await postJson(server.url, `{ a${'{ a'.repeat(4_900)} ${'}'.repeat(4_901)}`);
    expect(errors[0].extensions.code).not.toBe('INTERNAL');
    expect(server.log()).not.toContain('unexpected');
  });

  it('may have so many aliases and so many words', async () => {
    await using server = await startServer();
    const aliases = Array.from({ length: 11 }, (_, index) => `a${index}: version`).join(' ');
    expect(await errorsOf(server.url, `{ capabilities { ${aliases} } }`)).toEqual([
      'An operation may have 10 aliases at most.',
    ]);
    expect(await errorsOf(server.url, `{ capabilities { ${'version '.repeat(10_001)} } }`)).toContainEqual(
      expect.stringContaining('10000'),
    );
  });
});
