import { createThread } from '../thread.ts';

const BYTES_PER_TOKEN = 4;

/**
 * About how many tokens `text` has: its UTF-8 bytes by four, the rule of thumb OpenAI gives for English, which errs
 * on the high side for other scripts.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** To send a text to a thread takes a moment of the event loop: a book's are not sent all at once. */
const TEXTS_AT_A_TIME = 50;

// A thread of its own: the tokenizer's table takes 130 ms to load, and 65 MB that are let go with the thread.
const counter = createThread<readonly string[], readonly number[]>(new URL('./tokens-worker.ts', import.meta.url), {
  idleMs: 60_000,
  longestMs: 60_000,
});

/**
 * How many tokens each of `texts` has, by the encoding of OpenAI's models since GPT-4o; estimated by its length where
 * counting would take long.
 */
export async function countTokens(texts: readonly string[], signal?: AbortSignal): Promise<readonly number[]> {
  const counts: number[] = [];
  for (let at = 0; at < texts.length; at += TEXTS_AT_A_TIME) {
    counts.push(...(await counter.run(texts.slice(at, at + TEXTS_AT_A_TIME), signal)));
  }
  return counts;
}
