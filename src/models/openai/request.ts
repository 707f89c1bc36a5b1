import type { ChatCompletionCreateParams } from 'openai/resources';
import type { RewriteRequest } from '../model.ts';

/** What an endpoint may refuse and a rewrite can do without. */
export const optionalParameters = [
  'stream',
  'stream_options',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'user',
] as const;

/** One of `optionalParameters`. */
export type OptionalParameter = (typeof optionalParameters)[number];

const TEMPERATURE = 0.1;

/** `max_completion_tokens` counts the reasoning in, which nobody sees: an answer must not starve on it. */
const REASONING_TOKENS = 8_192;

/** The body of one call, with those of the optional parameters that `sent` holds. */
export function buildBody(model: string, request: RewriteRequest, sent: ReadonlySet<OptionalParameter>) {
  const limit = outputLimit(request.text);
  const { system, user } = request.prompt;
  return {
    model,
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ],
    ...(sent.has('temperature') && { temperature: TEMPERATURE }),
    ...(sent.has('max_tokens') && { max_tokens: limit }),
    ...(sent.has('max_completion_tokens') && { max_completion_tokens: limit + REASONING_TOKENS }),
    ...(sent.has('user') && { user: request.userId }),
    ...(sent.has('stream') && { stream: true }),
    ...(sent.has('stream_options') && { stream_options: { include_usage: true } }),
  } satisfies ChatCompletionCreateParams;
}

/**
 * How many tokens an answer may have. A rewrite is about as long as its text, at most twice, and a token is hardly
 * ever less than three bytes; the 1024 on top are for short texts. It stops a model that runs away, and never a rewrite.
 */
export function outputLimit(text: string): number {
  return 2 * Math.ceil(Buffer.byteLength(text) / 3) + 1024;
}

/** The name of the output limit at an endpoint: OpenAI's newer models refuse the name all others know. */
export function limitParameter(baseURL: string | undefined): 'max_completion_tokens' | 'max_tokens' {
  const host = baseURL === undefined ? 'api.openai.com' : URL.parse(baseURL)?.hostname;
  return host === 'api.openai.com' || host?.endsWith('.openai.azure.com') ? 'max_completion_tokens' : 'max_tokens';
}
