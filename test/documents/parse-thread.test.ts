import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';

const threads = vi.hoisted((): { deaths: number; started: number } => ({ deaths: 0, started: 0 }));

vi.mock('node:worker_threads', () => ({
  Worker: class extends EventEmitter {
    constructor() {
      super();
      threads.started += 1;
    }
    ref() {}
    unref() {}
    async terminate() {}
    postMessage({ id }: { id: number }) {
      setImmediate(() => {
        if (threads.deaths > 0) {
          threads.deaths -= 1;
          this.emit('exit', 1);
        } else {
          this.emit('message', id % 2 === 0 ? { id, message: 'odd' } : { id, plan: { segments: [], outline: [] } });
        }
      });
    }
  },
}));

const { parseInWorker } = await import('../../src/documents/parse-thread.ts');
const task = { content: 'a', format: 'TEXT' as const, options: { segmentWords: 600, protectedTerms: [] } };

it('A thread that dies fails the document that it parsed, and the next one gets another', async () => {
  threads.deaths = 1;
  const [died, failed, done] = await Promise.allSettled([
    parseInWorker(task),
    parseInWorker(task),
    parseInWorker(task),
  ]);
  expect(died).toMatchObject({ reason: new Error('The thread that parses documents ended.') });
  expect(failed).toMatchObject({ reason: new Error('The document could not be parsed: odd') });
  expect(done).toMatchObject({ value: { segments: [] } });
  expect(threads.started).toBe(2);
});
