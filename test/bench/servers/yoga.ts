import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import OpenAI from 'openai';
import { endpointURL, listen, model } from './listen.ts';

// What one writes first: a subscription over the SDK's iterator, one event per token.
const openai = new OpenAI({ baseURL: endpointURL, apiKey: 'bench' });

async function* optimize(_: unknown, { content }: { readonly content: string }) {
  const stream = await openai.chat.completions.create({
    model,
    messages: [
      { role: 'system', content: 'You are a professional document optimizer.' },
      { role: 'user', content },
    ],
    stream: true,
  });
  for await (const chunk of stream) {
    const token = chunk.choices[0]?.delta.content;
    if (token) {
      yield { optimize: { token } };
    }
  }
}

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: `
      type Query { ok: Boolean }
      type Subscription { optimize(content: String!): Progress! }
      type Progress { token: String! }
    `,
    resolvers: { Subscription: { optimize: { subscribe: optimize } } },
  }),
});

listen(createServer(yoga), '/graphql');
