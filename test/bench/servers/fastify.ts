import Fastify from 'fastify';
import OpenAI from 'openai';
import { endpointURL, model, sayAddress } from './listen.ts';

// The design of the first user's story, line by line where it can run. Events go straight to the socket: the plugin it
// names would only add to that.
interface DocumentInput {
  readonly name: string;
  readonly content: string;
  readonly type?: string;
}

interface StreamChunk {
  readonly type: 'progress' | 'result' | 'error' | 'complete' | 'end';
  readonly data: object;
  readonly timestamp: number;
}

const openai = new OpenAI({ baseURL: endpointURL, apiKey: 'bench' });

function chunkOf(type: StreamChunk['type'], data: object): StreamChunk {
  return { type, data, timestamp: Date.now() };
}

function truncateForPreview(content: string, maxLength = 200): string {
  return content.length <= maxLength ? content : `${content.substring(0, maxLength)}...`;
}

async function* optimizeDocumentStream(document: DocumentInput, optimizationType: string): AsyncGenerator<StreamChunk> {
  const startTime = Date.now();
  try {
    const preparing = 'Preparing document for optimization...';
    yield chunkOf('progress', { stage: 'preparing', message: preparing, document: document.name });
    const prompt = `Optimize this ${document.type ?? 'document'}, ${document.name}, for ${optimizationType}:\n\n${document.content}`;
    yield chunkOf('progress', { stage: 'processing', message: 'Sending to OpenAI for optimization...', model });
    const stream = await openai.chat.completions.create({
      model,
      messages: [
        { role: 'system', content: 'You are a professional document optimizer.' },
        { role: 'user', content: prompt },
      ],
      temperature: 0.1,
      max_tokens: 4000,
      stream: true,
      user: 'document-optimizer',
    });

    let accumulatedContent = '';
    let tokenCount = 0;
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta;
      if (delta?.content) {
        accumulatedContent += delta.content;
        tokenCount++;
        if (tokenCount % 10 === 0) {
          yield chunkOf('progress', {
            stage: 'streaming',
            message: 'Receiving optimization...',
            partialContent: truncateForPreview(accumulatedContent),
            tokensReceived: tokenCount,
          });
        }
      }
      if (chunk.choices[0]?.finish_reason) {
        break;
      }
    }

    yield chunkOf('result', {
      originalFilename: document.name,
      optimizedContent: accumulatedContent,
      metadata: {
        originalLength: document.content.length,
        optimizedLength: accumulatedContent.length,
        processingTime: Date.now() - startTime,
        tokenCount,
        model,
      },
      status: 'fulfilled',
    });
    const message = 'Optimization completed successfully';
    yield chunkOf('complete', { message, totalTime: Date.now() - startTime });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'Unknown error';
    yield chunkOf('error', { error: message, document: document.name, stage: 'optimization' });
  }
}

const app = Fastify();

app.post<{ Body: { readonly documents: readonly DocumentInput[]; readonly optimizationType: string } }>(
  '/optimize',
  {
    schema: {
      body: {
        type: 'object',
        required: ['documents', 'optimizationType'],
        properties: {
          documents: { type: 'array', minItems: 1, items: { type: 'object' } },
          optimizationType: { type: 'string', enum: ['clarity', 'style'] },
          streaming: { type: 'boolean', default: false },
        },
      },
    },
  },
  async (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const send = (chunk: StreamChunk) => reply.raw.write(`data: ${JSON.stringify(chunk)}\n\n`);
    for (const document of request.body.documents) {
      for await (const chunk of optimizeDocumentStream(document, request.body.optimizationType)) {
        send(chunk);
      }
    }
    send(chunkOf('end', { message: 'Stream ended' }));
    reply.raw.end();
  },
);

await app.listen({ port: 0, host: '127.0.0.1' });
sayAddress(app.server, '/optimize');
