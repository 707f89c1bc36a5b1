import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { addUsage, type Model, noUsage, type RewriteRequest, type Usage } from '../../src/models/index.ts';
import { listen } from './listen.ts';

/** The body of a chat completion call, as far as tests look at it. */
export interface EndpointBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly [parameter: string]: unknown;
}

/** One call that reached the endpoint. Times are those of `performance.now()`. */
export interface EndpointCall {
  /** With the query. */
  readonly path: string;
  readonly body: EndpointBody;
  readonly headers: IncomingHttpHeaders;
  /** The text to rewrite: what stands in the frame that ends the last user message. */
  readonly target: string;
  readonly receivedAt: number;
  /** When the caller closed the connection before the answer was over. */
  closedAt?: number;
  state: 'open' | 'finished' | 'closed';
}

/** How to answer one call; all of it optional. Without anything the target is echoed, token by token, at once. */
export interface EndpointAnswer {
  readonly text?: string | ((target: string) => string);
  /** In place of `text`: how it is cut. */
  readonly tokens?: readonly string[];
  /** Before the headers. */
  readonly delayMs?: number;
  /** Between the headers and the first token. */
  readonly firstTokenMs?: number;
  /** Between two tokens. */
  readonly tokenMs?: number;
  /** Holds the last token back. */
  readonly gate?: Promise<void>;
  /** With `body`: a plain answer, no stream. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  /** Full control. */
  readonly raw?: (res: ServerResponse, call: EndpointCall) => void | Promise<void>;
}

export interface EndpointOptions {
  readonly answer?: (call: EndpointCall) => EndpointAnswer | Promise<EndpointAnswer>;
}

/** An endpoint that speaks the OpenAI chat protocol over real HTTP. */
export interface Endpoint extends AsyncDisposable {
  /** For OPENAI_BASE_URL. */
  readonly url: string;
  /** Every call so far, in the order they came. */
  readonly calls: readonly EndpointCall[];
  close(): Promise<void>;
}

/** An SSE event with `data`: a string as it is, anything else as JSON. */
export function sse(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

/** A chunk of a stream with one piece of content, and the finish reason if it is given. */
export function chunk(content: string | undefined, finishReason: string | null = null): object {
  return withChoices([{ index: 0, delta: content === undefined ? {} : { content }, finish_reason: finishReason }]);
}

/** The last chunk of a stream, that counts tokens. */
export function usageChunk(promptTokens: number, completionTokens: number): object {
  return { ...withChoices([]), usage: usageOf(promptTokens, completionTokens) };
}

/** A whole completion, as it comes without streaming. */
export function completion(content: string, finishReason = 'stop'): object {
  const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: finishReason };
  return { ...withChoices([choice]), object: 'chat.completion', usage: usageOf(20, wordsOf(content).length) };
}

/** A whole stream of `tokens`, as text: what an endpoint sends for an answer without faults. */
export function streamOf(...tokens: string[]): string {
  return [...tokens.map((token) => chunk(token)), chunk(undefined, 'stop'), '[DONE]'].map(sse).join('');
}

/** A request to rewrite `text`, framed as an optimizer frames it. */
export function requestFor(text: string): RewriteRequest {
  const prompt = { system: 'Improve the text.', user: `Here it is.\n<text-0123abcd>\n${text}\n</text-0123abcd>` };
  const document = { content: text };
  return { optimizationType: 'CLARITY', text, document, protectedTerms: [], prompt, userId: 'user-hash', turn: 'job' };
}

/** Has a model rewrite, and gives all that came of it: what it threw instead of an end, too. */
export async function collect(model: Model, request: RewriteRequest, signal: AbortSignal) {
  let texts: string[] = [];
  let usage = noUsage;
  let end: { readonly streamed: boolean; readonly usage: Usage } | undefined;
  let error: unknown;
  try {
    const { streamed } = await model.rewrite(request, signal, (event) => {
      if (event.type === 'text') {
        texts.push(event.text);
      } else if (event.type === 'restart') {
        texts = [];
      } else if (event.type === 'usage') {
        usage = addUsage(usage, event.usage);
      }
    });
    end = { streamed, usage };
  } catch (thrown) {
    error = thrown;
  }
  return { texts, text: texts.join(''), usage, end, error };
}

/** Starts an endpoint on a free port. */
export async function startEndpoint({ answer = () => ({}) }: EndpointOptions = {}): Promise<Endpoint> {
  const calls: EndpointCall[] = [];
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    const call = await readCall(req);
    calls.push(call);
    const gone = new AbortController();
    res.on('close', () => {
      call.state = res.writableFinished ? 'finished' : 'closed';
      if (call.state === 'closed') {
        call.closedAt = performance.now();
      }
      gone.abort();
    });
    res.setHeader('x-request-id', `req_${calls.length}`);
    await send(res, call, await answer(call), gone.signal);
  };
  const port = await listen(server);
  const close = async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}/v1`, calls, close, [Symbol.asyncDispose]: close };
}

async function readCall(req: IncomingMessage): Promise<EndpointCall> {
  const receivedAt = performance.now();
  const body: EndpointBody = JSON.parse(Buffer.concat(await req.toArray()).toString());
  const prompt = body.messages.findLast((message) => message.role === 'user')?.content ?? '';
  // The last frame counts: a document may hold one of its own.
  const target = /^[\s\S]*(?:^|\n)<text-([0-9a-f]+)>\n([\s\S]*)\n<\/text-\1>\s*$/i.exec(prompt)?.[2] ?? '';
  return { path: req.url ?? '', body, headers: req.headers, target, receivedAt, state: 'open' };
}

async function send(res: ServerResponse, call: EndpointCall, answer: EndpointAnswer, gone: AbortSignal): Promise<void> {
  const pause = async (ms = 0) => (ms > 0 ? sleep(ms, undefined, { signal: gone }) : gone.throwIfAborted());
  const text = typeof answer.text === 'function' ? answer.text(call.target) : (answer.text ?? call.target);
  const tokens = answer.tokens ?? wordsOf(text);
  await pause(answer.delayMs);
  if (answer.raw) {
    return answer.raw(res, call);
  }
  const isPlain = answer.status !== undefined || answer.body !== undefined;
  if (isPlain || call.body.stream !== true) {
    if (!isPlain) {
      await pause(answer.firstTokenMs);
    }
    if (!isPlain) {
      await answer.gate;
    }
    const body = answer.body ?? (isPlain ? '' : completion(tokens.join('')));
    res.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    return void res.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
  res.writeHead(200, { 'content-type': 'text/event-stream', ...answer.headers });
  res.write(sse(withChoices([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])));
  for (const [index, token] of tokens.entries()) {
    await pause(index === 0 ? answer.firstTokenMs : answer.tokenMs);
    if (index === tokens.length - 1) {
      await answer.gate;
    }
    gone.throwIfAborted();
    res.write(sse(chunk(token)));
  }
  res.write(sse(chunk(undefined, 'stop')));
  if (call.body.stream_options?.include_usage) {
    res.write(sse(usageChunk(20, tokens.length)));
  }
  res.end(sse('[DONE]'));
}

function withChoices(choices: readonly object[]): object {
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'test', choices };
}

function usageOf(promptTokens: number, completionTokens: number): object {
  const total = promptTokens + completionTokens;
  return { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: total };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+\s*/g) ?? [text];
}
