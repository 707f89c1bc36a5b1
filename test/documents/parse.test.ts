import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/documents/index.ts';
import { expectSound } from './parse-kit.ts';

const options = { segmentWords: 600, protectedTerms: ['Copydesk'] };
const long = '# Title\n\nCopydesk is here, and some more text follows in this paragraph.\n\n'.repeat(3_000);

describe('A long document', () => {
  it('is parsed in a thread, as it would be here', async () => {
    const short = long.slice(0, 90_000);
    const plan = await parseDocument(long, 'MARKDOWN', options);
    expectSound(long, plan);
    const here = await parseDocument(short, 'MARKDOWN', options);
    expect(plan.outline.slice(0, 1_000)).toEqual(here.outline.slice(0, 1_000));
    expect(plan.segments[1]).toEqual(here.segments[1]);
  });

  it('leaves the event loop free', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await parseDocument(long.repeat(4), 'MARKDOWN', options);
    clearInterval(timer);
    expect(longest).toBeLessThan(150);
  });

  it('waits for those before it, and several come out right', async () => {
    const plans = await Promise.all([1, 2, 3].map((count) => parseDocument(long.repeat(count), 'TEXT', options)));
    for (const [index, plan] of plans.entries()) {
      expectSound(long.repeat(index + 1), plan);
    }
  });

  it('is given up at once when the signal says so', async () => {
    const controller = new AbortController();
    const reason = new Error('gone');
    const first = parseDocument(long.repeat(8), 'MARKDOWN', options, controller.signal);
    const second = parseDocument(long, 'MARKDOWN', options, controller.signal);
    const third = parseDocument(long, 'TEXT', options);
    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    await expect(second).rejects.toBe(reason);
    expectSound(long, await third);
  });
});

it('An aborted signal is refused before anything is parsed', async () => {
  await expect(parseDocument('a', 'TEXT', options, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
});
