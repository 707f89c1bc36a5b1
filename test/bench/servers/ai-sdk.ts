import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { pipeTextStreamToResponse, streamText, toTextStream } from 'ai';
import { endpointURL, listen, model } from './listen.ts';

const endpoint = createOpenAICompatible({ name: 'bench', baseURL: endpointURL, apiKey: 'bench' });

// As in Vercel's own example for a plain Node server, with the lightest of its stream formats: the bare text.
const server = createServer(async (req, res) => {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  const { content } = (await json(req)) as { readonly content: string };
  const result = streamText({
    model: endpoint(model),
    system: 'You are a professional document optimizer.',
    prompt: content,
    maxRetries: 0,
    abortSignal: gone.signal,
    onError: () => {},
  });
  await pipeTextStreamToResponse({ response: res, stream: toTextStream({ stream: result.stream }) }).catch(() => {
    res.destroy();
  });
});

listen(server, '/');
