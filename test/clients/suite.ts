import { describe, expect, test } from 'vitest';
import { input, words } from '../kit/operations.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair } from '../kit/server.ts';
import { type Subscribe, until, Watched } from './watch.ts';

const SOURCE = words(30);
const ANSWER = SOURCE.toUpperCase();
const HALF = ANSWER.slice(0, ANSWER.length / 2);

/** What every client is promised, whatever it is made of. */
export function describeClient(name: string, subscribe: Subscribe): void {
  describe(name, () => {
    test('sees the text while it is being written, and one end', async () => {
      const gate = Promise.withResolvers<void>();
      await using pair = await startPair({ answer: () => ({ text: ANSWER, tokenMs: 2, gate: gate.promise }) });
      const watched = new Watched(subscribe, pair.server.url, input(SOURCE));
      await watched.reaches(HALF);
      expect(pair.endpoint.calls.map(({ state }) => state)).toEqual(['open']);
      expect(watched.types.filter((type) => type !== 'ProgressChunk')).toEqual([]);
      gate.resolve();
      await watched.ended;
      expect(watched.text).toBe(ANSWER);
      expect(watched.types.slice(-2)).toEqual(['ResultChunk', 'CompleteChunk']);
      expect(watched.chunks.at(-2).result.optimizedContent).toBe(ANSWER);
      expect([watched.count('ResultChunk'), watched.count('CompleteChunk')]).toEqual([1, 1]);
      expect(watched.refusals).toEqual([]);
      expect(pair.endpoint.calls).toHaveLength(1);
    });

    test('closes the call to the model by leaving', async () => {
      const never = new Promise<void>(() => {});
      const answer = () => ({ text: ANSWER, tokenMs: 2, gate: never });
      await using pair = await startPair({ answer }, { DISCONNECT_GRACE_MS: '0' });
      const watched = new Watched(subscribe, pair.server.url, input(SOURCE));
      await watched.reaches(HALF);
      watched.stop();
      await until(() => pair.endpoint.calls[0]?.state === 'closed');
      expect(watched.count('CompleteChunk')).toBe(0);
      expect(pair.endpoint.calls).toHaveLength(1);
      expect(pair.server.log()).not.toContain('unexpected error');
    });

    test('is told what was refused and why, and does not ask again', async () => {
      await using pair = await startPair();
      await using proxy = await startProxy(pair.server.url);
      const watched = new Watched(subscribe, proxy.url, { documents: [], optimizationType: 'CLARITY' });
      await watched.ended;
      expect(watched.refusals).toEqual([{ code: 'INVALID_INPUT', field: 'documents' }]);
      expect(watched.chunks).toEqual([]);
      expect(proxy.requests).toBe(1);
      expect(pair.endpoint.calls).toEqual([]);
    });
  });
}
