import { describe, expect, it } from 'vitest';
import { createBuiltinModel } from '../../src/models/builtin/index.ts';
import { rulePieces, rulesOf } from '../../src/models/builtin/rules.ts';

const prose = 'In order to run the tests, we utilize a tool that is able to start a server.\n';

const request = (text: string) => ({
  optimizationType: 'CLARITY' as const,
  text,
  document: { content: text },
  protectedTerms: [],
  prompt: { system: '', user: '' },
  userId: 'u',
  turn: 'job',
});

/** The longest time between two turns of the event loop while `work` runs, in milliseconds. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let worst = 0;
  let last = performance.now();
  let isDone = false;
  const tick = () => {
    worst = Math.max(worst, performance.now() - last);
    last = performance.now();
    if (!isDone) {
      setImmediate(tick);
    }
  };
  setImmediate(tick);
  await work();
  isDone = true;
  return worst;
}

/** The longest step through `text`, and all steps together, in milliseconds. */
function timesOf(text: string, terms: readonly string[] = []) {
  const start = performance.now();
  let longest = 0;
  let last = start;
  let length = 0;
  for (const piece of rulePieces(text, rulesOf('GRAMMAR', { content: text }), terms)) {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    length += piece.text.length;
  }
  expect(length).toBe(text.length);
  return { longest, total: performance.now() - start };
}

const never = new AbortController().signal;
const ignore = () => {};

describe('the builtin model, beside others on the event loop', () => {
  it('holds it for a turn at a time while it works through 2 MB', async () => {
    let length = 0;
    const hold = await longestHold(async () => {
      await createBuiltinModel({ idleMs: 1_000 }).rewrite(request(prose.repeat(26_000)), never, (event) => {
        length += event.type === 'text' ? event.text.length : 0;
      });
    });
    expect(length).toBeGreaterThan(1_000_000);
    expect(hold).toBeLessThan(100);
  });

  it('holds it no longer for a hundred rewrites side by side', async () => {
    const model = createBuiltinModel({ idleMs: 1_000 });
    const text = prose.repeat(100_000 / prose.length);
    const hold = await longestHold(() =>
      Promise.all(Array.from({ length: 100 }, () => model.rewrite(request(text), never, ignore))),
    );
    expect(hold).toBeLessThan(100);
  });

  it('gives every rewrite its turn, in order', async () => {
    const model = createBuiltinModel({ idleMs: 1_000 });
    const ended: string[] = [];
    const run = async (name: string, text: string) => {
      await model.rewrite(request(text), never, ignore);
      ended.push(name);
    };
    await Promise.all([run('long', prose.repeat(5_000)), run('short', prose), run('shorter', 'Go.')]);
    expect(ended).toEqual(['short', 'shorter', 'long']);
  });

  it('leaves the line of those who wait once aborted', async () => {
    const model = createBuiltinModel({ idleMs: 1_000 });
    const abort = new AbortController();
    const reason = new Error('enough');
    const first = model.rewrite(request(prose), never, ignore);
    const second = model.rewrite(request(prose), abort.signal, ignore);
    const third = model.rewrite(request(prose), never, ignore);
    abort.abort(reason);
    await expect(second).rejects.toBe(reason);
    await expect(first).resolves.toMatchObject({ streamed: true });
    await expect(third).resolves.toMatchObject({ streamed: true });
  });
});

const size = 300_000;
const fill = (part: string, length = size) => part.repeat(Math.ceil(length / part.length));

/** Openers by the closer that ends them. */
const openers: Readonly<Record<string, readonly string[]>> = {
  '</pre>': ['<pre>', '<PRE a='],
  '</code>': ['<code>', '<code '],
  '>': ['<a ', '\n<p>', '\n <p><p '],
  '-->': ['<!--'],
  '`': ['`', '```', '`` ` ``` ', '- ```'],
  $$: ['$', '$$ ', '\\(', '\\['],
  '}}': ['{{', '{%', '${', '<%', '⟦'],
  ')': ['](', '](a(', '](a(b)', '(', '[[', '['],
  '"': ['"a ', ' "', '“', '«', "'a ", ' ‘'],
  '\n---\n': ['---\n', '---\na: b\n--- ', '- ', '> ', '\n', '|\n', '- a\n', 'a\n', '~~~', ' \t'],
  '.': ["a'", 'a-', 'a]', 'a"', '. 1 ', 'a. ', '." ', '中', 'the ', 'a ape ', ' , a', 'a a. the '],
};

describe('hostile text', () => {
  it.each(Object.entries(openers).flatMap(([closer, list]) => list.map((opener) => [opener, closer] as const)))(
    'is worked through in short steps: many %j, then one %j and a long tail',
    (opener, closer) => {
      const half = fill(opener, size / 2);
      for (const text of [
        fill(opener),
        `${half}${closer}${fill('x', size / 2)}`,
        `${half}${closer}${fill('x ', size / 2)}`,
      ]) {
        const { longest, total } = timesOf(text);
        // A step takes about 20 ms at most.
        expect(longest).toBeLessThan(200);
        expect(total).toBeLessThan(3_000);
      }
    },
  );

  it('with a run of 32,000 backticks opens no fence that its line closes', () => {
    const { longest } = timesOf(`${'`'.repeat(32_000)}${'x'.repeat(32_000)}\``);
    expect(longest).toBeLessThan(200);
  });

  it('costs about the same with a thousand protected terms', () => {
    const text = fill('In order to run the tests, we utilize a tool that is able to start a server. ');
    const terms = Array.from({ length: 1_000 }, (_, index) => `the term${index} number ${index}`);
    timesOf(text, terms);
    const without = timesOf(text).total;
    const { longest, total } = timesOf(text, terms);
    expect(longest).toBeLessThan(200);
    expect(total).toBeLessThan(10 * without + 100);
  });
});
