import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { post, targetOf } from '../../src/models/http/index.ts';
import { CutError, readBody } from '../../src/models/openai/body.ts';
import { listen } from '../kit/listen.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) {
    close();
  }
});

/** The body of a response whose HTTP chunks come in one packet. */
async function bodyOf(chunks: readonly string[], isCut = false, signal = new AbortController().signal) {
  const server = createServer((_, response) => {
    response.flushHeaders();
    const framed = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
    response.socket?.end(isCut ? framed : `${framed}0\r\n\r\n`);
  });
  closing.push(() => server.close());
  const target = targetOf(`http://127.0.0.1:${await listen(server)}/`, {});
  return (await post(target, '{}', signal, undefined)).body;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const large = ['a', 'b', 'c'].map((letter) => letter.repeat(4_000));

it('Small chunks of one packet are handed over together', async () => {
  const read: string[] = [];
  await readBody(await bodyOf(['One ', 'two ', 'three.']), (bytes) => read.push(text(bytes)));
  expect(read).toEqual(['One two three.']);
});

it('Large chunks are handed over one by one', async () => {
  const read: string[] = [];
  await readBody(await bodyOf(large), (bytes) => read.push(text(bytes)));
  expect(read.length).toBeGreaterThan(2);
  expect(read.join('')).toBe(large.join(''));
});

it.each([
  ['small', ['One ', 'two ', 'three.']],
  ['large', large],
])('All that came before a cut is handed over: %s chunks', async (_, chunks) => {
  const read: string[] = [];
  const reading = readBody(await bodyOf(chunks, true), (bytes) => read.push(text(bytes)));
  await expect(reading).rejects.toThrow(CutError);
  expect(read.join('')).toBe(chunks.join(''));
});

it('Nothing is handed over behind what could not be taken', async () => {
  const read: string[] = [];
  const reading = readBody(await bodyOf(large), (bytes) => {
    read.push(text(bytes));
    throw new Error('This is no text.');
  });
  await expect(reading).rejects.toThrow('This is no text.');
  expect(read).toHaveLength(1);
});

it('Nothing is handed over once the signal aborts', async () => {
  const left = new AbortController();
  const read: string[] = [];
  const reading = readBody(await bodyOf(large, false, left.signal), (bytes) => {
    read.push(text(bytes));
    left.abort();
  });
  await expect(reading).rejects.toThrow(CutError);
  expect(read).toHaveLength(1);
});
