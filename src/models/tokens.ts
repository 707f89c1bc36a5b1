const BYTES_PER_TOKEN = 4;

/**
 * About how many tokens `text` has: its UTF-8 bytes by four, the rule of thumb OpenAI gives for English, which errs
 * on the high side for other scripts.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** A tokenizer takes quadratic time for a run without white space, and holds the event loop meanwhile. */
const LONG_RUN = /\S{500}/;
const LONGEST_TEXT = 100_000;

/**
 * How many tokens `text` has, by the encoding of OpenAI's models since GPT-4o; estimated by its length where counting
 * would take long.
 */
export async function countTokens(text: string): Promise<number> {
  if (text.length > LONGEST_TEXT || LONG_RUN.test(text)) {
    return estimateTokens(text);
  }
  // Only when it is first needed: its table takes 65 MB and 130 ms.
  const tokenizer = await import('gpt-tokenizer/encoding/o200k_base');
  return tokenizer.countTokens(text);
}
