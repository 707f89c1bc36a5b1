import { createServer } from 'node:http';
import { answer } from './ipc.ts';
import { listen } from './servers/listen.ts';

/** How the echo answers from now on. */
export interface EchoPlan {
  /** Time from one word to the next, and to the first; 0 for the whole text at once. */
  readonly wordMs: number;
  /** What it answers in place of the words that are keys here. None where absent. */
  readonly changes?: Readonly<Record<string, string>>;
}

/** One call. Times in ms since the epoch. */
export interface EchoCall {
  readonly words: number;
  readonly receivedAt: number;
  firstWordAt: number;
}

/** Of a text that is sent at once, so many words make an event. */
const WORDS_PER_EVENT = 32;

// An endpoint that answers every prompt with the text it is to rewrite, word by word, each at its time.
let wordMs = 20;
let changes: ReadonlyMap<string, string> = new Map();
let calls: EchoCall[] = [];

const server = createServer(async (req, res) => {
  const body: { messages: { content: string }[] } = JSON.parse(Buffer.concat(await req.toArray()).toString());
  const prompt = body.messages.at(-1)?.content ?? '';
  const target = /<text-([0-9a-f]+)>\n([\s\S]*)\n<\/text-\1>$/.exec(prompt)?.[2] ?? '';
  const words = target.replace(/\p{L}+/gu, (word) => changes.get(word) ?? word).match(/\s*\S+/g) ?? [];
  const call: EchoCall = { words: words.length, receivedAt: epochMs(), firstWordAt: 0 };
  calls.push(call);
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.flushHeaders();
  const pace = wordMs;
  const startedAt = performance.now();
  let sent = 0;
  const tick = () => {
    const due = Math.min(words.length, Math.floor((performance.now() - startedAt) / pace));
    if (due > sent) {
      const each = pace > 0 ? 1 : WORDS_PER_EVENT;
      const events = [];
      for (let at = sent; at < due; at += each) {
        events.push(event(words.slice(at, Math.min(due, at + each)).join('')));
      }
      res.write(events.join(''));
      call.firstWordAt ||= epochMs();
      sent = due;
    }
    if (sent === words.length) {
      res.end(
        `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
      );
    } else {
      timer = setTimeout(tick, Math.max(1, (sent + 1) * pace - (performance.now() - startedAt)));
    }
  };
  let timer = setTimeout(tick, pace);
  res.on('close', () => clearTimeout(timer));
});

function event(content: string): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

answer((order: Partial<EchoPlan>): readonly EchoCall[] => {
  const made = calls;
  if (order.wordMs !== undefined) {
    wordMs = order.wordMs;
    changes = new Map(Object.entries(order.changes ?? {}));
    calls = [];
  }
  return made;
});

listen(server, '/v1');
process.on('disconnect', () => process.exit());
