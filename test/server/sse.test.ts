import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { chunks, collect, events, type Json, post, postJson, textsOf } from '../kit/http.ts';
import { input, STREAM, words } from '../kit/operations.ts';
import { startPair, startServer } from '../kit/server.ts';

const QUERY = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk { stage message percent document { index name } delta { segment offset text state } }
    ... on ResultChunk { result { optimizedContent } }
    ... on CompleteChunk { status }
  }
}`;

describe('The stream on the wire', () => {
  it('is server-sent events with ids, byte for byte', async () => {
    await using server = await startServer();
    // A job that has ended: what a follower of one that runs is sent depends on when it looks.
    const variables = { input: input('We utilized it.') };
    await postJson(server.url, 'mutation ($input: OptimizeInput!) { optimize(input: $input) { jobId } }', variables);
    const response = await post(server.url, QUERY, variables, { accept: 'text/event-stream' });
    const body = await response.text();
    const job = /id: ([\w-]{36}):/.exec(body)?.[1] ?? '';
    expect(body.replaceAll(job, 'JOB')).toBe(
      [
        'retry: 1000\n',
        'event: next\nid: JOB:0\ndata: {"data":{"optimizeStream":{"__typename":"ProgressChunk","stage":"STARTING","message":"Joined the job that this input already ran. To run it again, send another idempotencyKey","percent":100,"document":null,"delta":null}}}\n',
        'event: next\nid: JOB:0.9.0.1\ndata: {"data":{"optimizeStream":{"__typename":"ProgressChunk","stage":"PREPARING","message":"Preparing the document","percent":0,"document":{"index":0,"name":"text.txt"},"delta":null}}}\n',
        'event: next\nid: JOB:0.9.0.2\ndata: {"data":{"optimizeStream":{"__typename":"ProgressChunk","stage":"PROCESSING","message":"Applying the rules of the built-in editor","percent":0,"document":{"index":0,"name":"text.txt"},"delta":null}}}\n',
        'event: next\nid: JOB:0.9.0.1000000\ndata: {"data":{"optimizeStream":{"__typename":"ProgressChunk","stage":"STREAMING","message":"Receiving the optimized text","percent":100,"document":{"index":0,"name":"text.txt"},"delta":{"segment":0,"offset":0,"text":"We used it.","state":"COMMITTED"}}}}\n',
        'event: next\nid: JOB:0.9.0.1000001\ndata: {"data":{"optimizeStream":{"__typename":"ResultChunk","result":{"optimizedContent":"We used it."}}}}\n',
        'event: next\nid: JOB:9\ndata: {"data":{"optimizeStream":{"__typename":"CompleteChunk","status":"COMPLETED"}}}\n',
        'event: complete\nid: JOB:9\ndata:\n\n',
      ].join('\n'),
    );
  });

  it('has headers that keep proxies from holding or changing it', async () => {
    await using server = await startServer();
    const response = await post(server.url, QUERY, { input: input('A text.') }, { accept: 'text/event-stream' });
    await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('brings each event in one write', async () => {
    await using pair = await startPair({ answer: () => ({ tokenMs: 60 }) });
    const writes = await rawWrites(pair.server.url, { query: QUERY, variables: { input: input(words(6)) } });
    const withEvents = writes.filter((write) => write.includes('event: '));
    expect(withEvents.length).toBeGreaterThan(6);
    for (const write of withEvents) {
      expect(write).toMatch(/\r?\n\r?\n(\r\n)?$/);
    }
  });

  it('brings the first text while the endpoint is still writing', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ gate: gate.promise }) });
    const list: Json[] = [];
    for await (const chunk of chunks(pair.server.url, STREAM, { input: input(words(5)) })) {
      list.push(chunk);
      if (chunk.delta && textsOf(list).join() !== words(5)) {
        expect(pair.endpoint.calls[0]?.state).toBe('open');
        gate.resolve();
      }
    }
    expect(textsOf(list)).toEqual([words(5)]);
    expect(list.at(-1)).toMatchObject({ __typename: 'CompleteChunk', status: 'COMPLETED', successCount: 1 });
  });

  it('tells the stages, the deltas, the result and the end in order', async () => {
    await using pair = await startPair({ answer: () => ({ tokenMs: 5 }) });
    const list = await collect(chunks(pair.server.url, STREAM, { input: input(words(40)) }));
    const stages = list.flatMap(({ stage }) => stage ?? []);
    expect([...new Set(stages)]).toEqual(['STARTING', 'PREPARING', 'PROCESSING', 'STREAMING', 'CHECKING']);
    expect(list.slice(-2).map(({ __typename }) => __typename)).toEqual(['ResultChunk', 'CompleteChunk']);
    const percents = list.filter(({ document }) => document).map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(list.at(-2).result).toMatchObject({
      optimizedContent: words(40),
      status: 'FULFILLED',
      metadata: { model: 'test-model', streamed: true, originalLength: words(40).length },
      usage: { isEstimated: false, modelCalls: 1 },
    });
  });

  it('tells a refusal as one `next` with errors and `complete`, over 200', async () => {
    await using server = await startServer();
    const variables = { input: { documents: [], optimizationType: 'CLARITY' } };
    const response = await post(server.url, QUERY, variables, { accept: 'text/event-stream' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      'retry: 1000\n\nevent: next\ndata: {"errors":[{"message":"`documents` must hold 1 to 100 documents, not 0.","locations":[{"line":2,"column":3}],"path":["optimizeStream"],"extensions":{"code":"INVALID_INPUT","field":"documents"}}]}\n\nevent: complete\ndata:\n\n',
    );
  });

  it('tells an invalid operation as `next` with errors too', async () => {
    await using server = await startServer();
    const [next, complete] = await collect(events(server.url, 'subscription { nothing }', {}));
    expect(JSON.parse(next?.data ?? '').errors[0].message).toContain('Cannot query field "nothing"');
    expect(complete?.event).toBe('complete');
  });

  it('answers a query as a stream where only a stream is accepted', async () => {
    await using server = await startServer();
    const list = await collect(events(server.url, '{ capabilities { defaultModel } }', {}));
    expect(list).toEqual([
      { event: 'next', id: undefined, data: '{"data":{"capabilities":{"defaultModel":"builtin"}}}' },
      { event: 'complete', id: undefined, data: '' },
    ]);
  });

  it('ends without `complete` when the server is drained, so that clients re-join', async () => {
    await using pair = await startPair({ answer: () => ({ tokenMs: 20 }) });
    let body = '';
    const response = await post(pair.server.url, QUERY, { input: input(words(500)) }, { accept: 'text/event-stream' });
    let drained: Promise<void> | undefined;
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      body += text;
      drained ??= body.includes('word1') ? pair.server.drain() : undefined;
    }
    await drained;
    expect(body).toContain('word1');
    expect(body).not.toContain('CompleteChunk');
    expect(body).not.toContain('event: complete');
    await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed');
  });
});

/** What the server writes after its headers, write by write as they arrive. */
function rawWrites(url: string, payload: object): Promise<string[]> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify(payload);
  const writes: string[] = [];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
    socket.on('data', (data) => writes.push(String(data)));
    socket.on('close', () => resolve(writes));
    socket.on('error', reject);
  });
}
