import { randomUUID } from 'node:crypto';
import { applyDelta } from '../../src/documents/delta.ts';

/** The servers that can be measured. `direct` is none: the client calls the endpoint itself. */
export const peerNames = ['copydesk', 'fastify', 'ai-sdk', 'yoga', 'pipe', 'direct'] as const;

export type PeerName = (typeof peerNames)[number];

/** How the load client talks to a server. */
export interface Peer {
  /** The body of a request to rewrite `document`, sent as JSON. */
  request(document: string): object;
  /** Stands in the bytes of the answer wherever there is text, and only there. Empty: all of the bytes are text. */
  readonly textMark: string;
  /** The whole text that a finished answer brought; undefined where it did not come to its end. */
  readText(body: string): string | undefined;
}

const query = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    ... on ProgressChunk { delta { offset text } }
    ... on ErrorChunk { error { code } }
    ... on CompleteChunk { status }
  }
}`;

const messages = (document: string) => [
  { role: 'system', content: 'You are a professional document optimizer.' },
  { role: 'user', content: document },
];

const openai: Peer = {
  request: (document) => ({ model: 'bench', messages: messages(document), stream: true }),
  textMark: '"delta":{"content":"',
  readText(body) {
    const events = dataOf(body);
    if (events.at(-1) !== '[DONE]') {
      return undefined;
    }
    return events
      .slice(0, -1)
      .map((data) => {
        const chunk: { choices: { delta: { content?: string } }[] } = JSON.parse(data);
        return chunk.choices[0]?.delta.content ?? '';
      })
      .join('');
  },
};

/** How to talk to each. */
export const peers: Readonly<Record<PeerName, Peer>> = {
  direct: openai,
  pipe: openai,
  copydesk: {
    request: (content) => ({
      query,
      variables: {
        input: {
          optimizationType: 'CLARITY',
          documents: [{ name: 'bench.txt', content }],
          idempotencyKey: randomUUID(),
        },
      },
    }),
    textMark: '"delta":{"offset":',
    readText(body) {
      let text = '';
      let status: string | undefined;
      for (const data of dataOf(body)) {
        const event: { data?: { optimizeStream: { delta?: Delta | null; status?: string } } } = JSON.parse(data);
        const { delta, status: end } = event.data?.optimizeStream ?? {};
        if (delta) {
          text = applyDelta(text, delta);
        }
        status = end ?? status;
      }
      return status === 'COMPLETED' ? text : undefined;
    },
  },
  fastify: {
    request: (content) => ({
      documents: [{ name: 'bench.txt', content }],
      optimizationType: 'clarity',
      streaming: true,
    }),
    // A preview or the result.
    textMark: 'Content":"',
    readText(body) {
      for (const data of dataOf(body)) {
        const event: { type: string; data: { optimizedContent?: string } } = JSON.parse(data);
        if (event.type === 'result') {
          return event.data.optimizedContent;
        }
      }
      return undefined;
    },
  },
  'ai-sdk': {
    request: (content) => ({ content }),
    textMark: '',
    readText: (body) => body,
  },
  yoga: {
    request: (content) => ({
      query: 'subscription ($content: String!) { optimize(content: $content) { token } }',
      variables: { content },
    }),
    textMark: '"token":"',
    readText(body) {
      if (!body.includes('event: complete')) {
        return undefined;
      }
      return dataOf(body)
        .map((data) => {
          const event: { data?: { optimize: { token: string } } } = JSON.parse(data);
          return event.data?.optimize.token ?? '';
        })
        .join('');
    },
  },
};

interface Delta {
  readonly offset: number;
  readonly text: string;
}

/** What stands behind `data:` in a stream's events, without those that have none. */
function dataOf(body: string): string[] {
  return body.split('\n').flatMap((line) => (line.startsWith('data:') ? line.slice(5).trim() || [] : []));
}
