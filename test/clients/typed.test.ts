import { expect, test, vi } from 'vitest';
import {
  type Chunk,
  ConnectionError,
  type CopydeskError,
  createClient,
  fold,
  type OptimizeInput,
} from '../../src/client/index.ts';
import { words } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import { describeClient } from './suite.ts';
import { subscribe } from './typed.ts';

const file = new Blob(['Zwölf Wörter\r\nin a file']);
const uppercase = () => ({ text: (target: string) => target.toUpperCase() });

function inputOf(...contents: string[]): OptimizeInput {
  return {
    optimizationType: 'CLARITY',
    documents: contents.map((content, index) => ({ name: `${index}.txt`, content })),
  };
}

describeClient('the typed client', subscribe);

test('optimize answers once all documents are done, in the order of the input', async () => {
  await using pair = await startPair({ answer: uppercase });
  const answer = await createClient(pair.server).optimize(inputOf('one', 'two'));
  expect(answer).toMatchObject({ status: 'COMPLETED', successCount: 2, failureCount: 0 });
  expect(answer.outcomes).toMatchObject([
    { __typename: 'OptimizedDocument', document: { index: 0, name: '0.txt' }, optimizedContent: 'ONE' },
    { __typename: 'OptimizedDocument', document: { index: 1, name: '1.txt' }, optimizedContent: 'TWO' },
  ]);
});

test('optimize says what was refused and why', async () => {
  await using pair = await startPair();
  const answer = createClient(pair.server).optimize({ ...inputOf('text'), optimizationType: 'CUSTOM' });
  await expect(answer).rejects.toMatchObject({ name: 'CopydeskError', code: 'INVALID_INPUT', field: 'instructions' });
});

test('optimize uploads files', async () => {
  await using pair = await startPair({ answer: uppercase });
  const answer = await createClient(pair.server).optimize({
    optimizationType: 'CLARITY',
    documents: [
      { name: 'text.txt', content: 'a text' },
      { name: 'file.txt', file },
    ],
  });
  expect(answer.outcomes).toMatchObject([
    { optimizedContent: 'A TEXT' },
    { optimizedContent: 'ZWÖLF WÖRTER\r\nIN A FILE' },
  ]);
});

test('optimizeStream uploads files', async () => {
  await using pair = await startPair({ answer: uppercase });
  const input: OptimizeInput = { optimizationType: 'CLARITY', documents: [{ name: 'file.txt', file }] };
  const jobs = await Array.fromAsync(fold(createClient(pair.server).optimizeStream(input)));
  expect(jobs.at(-1)?.documents[0]).toMatchObject({ name: 'file.txt', text: 'ZWÖLF WÖRTER\r\nIN A FILE' });
});

test('a file that is no text is refused by its place in the input', async () => {
  await using pair = await startPair();
  const binary = new Blob([new Uint8Array([0xff, 0xfe, 0x00, 0xff])]);
  const answer = createClient(pair.server).optimize({ ...inputOf(), documents: [{ name: 'file.txt', file: binary }] });
  await expect(answer).rejects.toMatchObject({ code: 'UNSUPPORTED_DOCUMENT', field: 'documents.0.file' });
});

test('fold tells of each document as its text grows', async () => {
  const sources = [words(400), words(40), words(4)];
  await using pair = await startPair({ answer: () => ({ ...uppercase(), tokenMs: 1 }) }, { SEGMENT_WORDS: '150' });
  const growing = new Map<number, string[]>();
  let last: unknown;
  for await (const job of fold(createClient(pair.server).optimizeStream(inputOf(...sources)))) {
    for (const { index, text } of job.documents) {
      growing.set(index, [...(growing.get(index) ?? []), text]);
    }
    last = job;
  }
  expect(sources.map((_, index) => growing.get(index)?.at(-1))).toEqual(sources.map((text) => text.toUpperCase()));
  expect(new Set(growing.get(0)).size).toBeGreaterThan(5);
  expect(last).toMatchObject({
    documents: sources.map((source) => ({ percent: 100, result: { optimizedContent: source.toUpperCase() } })),
    complete: { status: 'COMPLETED', successCount: 3 },
  });
});

test('fold can be gone through from the first chunk on, whichever document that is of', async () => {
  await using pair = await startPair({ answer: uppercase });
  const chunks = await Array.fromAsync(createClient(pair.server).optimizeStream(inputOf('one', 'two')));
  async function* laterOnly(): AsyncGenerator<Chunk, void> {
    yield* chunks.filter((chunk) => !('document' in chunk && chunk.document?.index === 0));
  }
  for await (const { documents } of fold(laterOnly())) {
    for (const { text } of documents) {
      expect(['', 'TWO']).toContain(text);
    }
  }
});

test('fold keeps what failed, with its code, beside what went well', async () => {
  const answer = ({ target }: { target: string }) => (target === 'bad' ? { status: 401, body: {} } : uppercase());
  await using pair = await startPair({ answer });
  const jobs = await Array.fromAsync(fold(createClient(pair.server).optimizeStream(inputOf('good', 'bad'))));
  const [good, bad] = jobs.at(-1)?.documents ?? [];
  expect(good).toMatchObject({ text: 'GOOD', error: undefined });
  expect(bad).toMatchObject({ result: undefined, error: { code: 'MODEL_AUTHENTICATION' } });
  expect(jobs.at(-1)?.complete).toMatchObject({ status: 'COMPLETED_WITH_ISSUES', successCount: 1, failureCount: 1 });
});

test('the signal ends a call with its own reason', async () => {
  const never = new Promise<void>(() => {});
  await using pair = await startPair({ answer: () => ({ gate: never }) }, { DISCONNECT_GRACE_MS: '0' });
  const reason = new Error('The user went away.');
  for (const call of ['optimize', 'optimizeStream'] as const) {
    const leave = new AbortController();
    const options = { signal: leave.signal };
    const client = createClient(pair.server);
    const ended =
      call === 'optimize'
        ? client.optimize(inputOf(call), options)
        : Array.fromAsync(client.optimizeStream(inputOf(call), options));
    await vi.waitUntil(() => pair.endpoint.calls.at(-1)?.target === call);
    leave.abort(reason);
    await expect(ended).rejects.toBe(reason);
  }
  await vi.waitUntil(() => pair.endpoint.calls.every(({ state }) => state === 'closed'));
});

test('whoever stops reading leaves', async () => {
  const never = new Promise<void>(() => {});
  await using pair = await startPair({ answer: () => ({ gate: never }) }, { DISCONNECT_GRACE_MS: '0' });
  for await (const chunk of createClient(pair.server).optimizeStream(inputOf('some text'))) {
    if (chunk.__typename === 'ProgressChunk' && chunk.delta) {
      break;
    }
  }
  await vi.waitUntil(() => pair.endpoint.calls[0]?.state === 'closed');
});

test('other input under a key that is taken is refused', async () => {
  await using pair = await startPair();
  const client = createClient(pair.server);
  await client.optimize({ ...inputOf('one'), idempotencyKey: 'the-key' });
  const error: CopydeskError = await client.optimize({ ...inputOf('two'), idempotencyKey: 'the-key' }).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey', isRetryable: false });
  expect(error).not.toBeInstanceOf(ConnectionError);
});

test('the same input twice is two jobs', async () => {
  await using pair = await startPair();
  const client = createClient(pair.server);
  const [first, second] = [await client.optimize(inputOf('one')), await client.optimize(inputOf('one'))];
  expect(first.jobId).not.toBe(second.jobId);
  expect(pair.endpoint.calls).toHaveLength(2);
});
