import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { Dialect, LocalLinter } from 'harper.js';
import { slimBinary } from 'harper.js/slimBinary';
import { describe, expect, it, vi } from 'vitest';
import { dialectOf } from '../../src/models/builtin/dialect.ts';
import { dialectNames } from '../../src/models/builtin/harper/finding.ts';
import { createLinter } from '../../src/models/builtin/harper/linter.ts';
import { readingOf } from '../../src/models/builtin/harper/proofread.ts';
import { rules } from '../../src/models/builtin/harper/rules.ts';
import { createRun, type Optimized, type RunOptions } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const never = new AbortController().signal;
const run = createRun(5_000);

/** What became of `content`. */
async function checked(content: string, more: Partial<RunOptions> = {}): Promise<Optimized | undefined> {
  const [document] = await run([content], { optimizationType: 'GRAMMAR', ...more });
  return document;
}

describe('Harper', () => {
  it('knows all of the rules that it is asked for', async () => {
    const known = await new LocalLinter({ binary: slimBinary, dialect: Dialect.American }).getDefaultLintConfig();
    expect([...rules].filter((name) => !(name in known))).toEqual([]);
  });

  it('mends what can be meant in one way only, again and again until nothing is left', async () => {
    const document = await checked('I should of went there, and it is better then the old one.');
    expect(document?.optimized).toBe('I should have gone there, and it is better than the old one.');
  });

  it('says of each change by which rule and why', async () => {
    const document = await checked('We will of course arrive, but he suppose to go.');
    expect(document?.edits).toEqual([
      {
        start: 33,
        end: 43,
        replacement: 'supposed to',
        rule: 'supposed-to',
        explanation: 'Did you mean `supposed to`?',
      },
    ]);
  });

  it('is not asked about code, quotations, placeholders, protected terms and other languages', async () => {
    const texts = [
      'The command `should of went` is in the manual that we wrote.',
      'He said "I should of went there" and we wrote it down.',
      'It is better than {{better then}}, and that is all of it.',
      'La casa es mas grande then la otra, y no hay mas que decir.',
    ];
    const documents = await run(texts, { optimizationType: 'GRAMMAR', format: 'MARKDOWN' });
    expect(documents.map(({ edits }) => edits)).toEqual([[], [], [], []]);
    const document = await checked('The book More Then Ever is better then the others.', {
      protectedTerms: ['More Then Ever'],
    });
    expect(document?.optimized).toBe('The book More Then Ever is better than the others.');
  });

  it.each(['json', 'Papua', 'misconfigured', 'MB', 'Leningrad', 'config', 'sudo', 'semver', 'p95', 'Cassini'])(
    'leaves %s alone, and does not propose to change it',
    async (word) => {
      const text = `We were told that the ${word} of the other one was the first, and we have seen ${word} there.`;
      const document = await checked(text);
      expect(document).toMatchObject({ optimized: text, suggestions: [] });
    },
  );

  it('leaves to the writer what is likely, at its place in the optimized text', async () => {
    const text = 'In the manual there was an alot of it, and the 😀 parcels were recieved by a serveral of them.';
    const document = await checked(text);
    expect(document?.suggestions.map(({ text, replacements }) => [text, replacements[0]])).toEqual([
      ['serveral', 'several'],
    ]);
  });
});

describe('The thread of Harper', () => {
  it('is one for all documents, started when first needed, and let go when it had nothing to do', async () => {
    const living = new Set<Worker>();
    let started = 0;
    const count = (worker: Worker) => {
      started += 1;
      living.add(worker);
      worker.once('exit', () => living.delete(worker));
    };
    process.on('worker', count);
    const own = createRun(300);
    await own(['In order to go, we utilize it.'], { optimizationType: 'CLARITY' });
    expect(started).toBe(0);
    const texts = Array.from(
      { length: 20 },
      (_, index) => `This is the text number ${index} of the ones that we have.`,
    );
    await own(texts, { optimizationType: 'GRAMMAR' });
    expect(started).toBe(1);
    await vi.waitUntil(() => living.size === 0, { timeout: 10_000 });
    // What was asked before needs none.
    await own(texts, { optimizationType: 'GRAMMAR' });
    expect(started).toBe(1);
    await own(['This is another text of the ones that we have.'], { optimizationType: 'GRAMMAR' });
    expect(started).toBe(2);
    process.off('worker', count);
  });

  it('does not keep a process that has nothing else to do', async () => {
    const file = join(ROOT, 'test/builtin/one-sentence.ts');
    const startedAt = performance.now();
    const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 30_000 });
    expect(stdout).toBe('It is better than nothing, and we like it.\n');
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });

  it('answers who waits, whoever gave up', async () => {
    const linter = createLinter({ idleMs: 100 });
    const left = new AbortController();
    const first = linter.lint('This is the first.', { dialect: 'American', turn: 'a' }, left.signal);
    const second = linter.lint('It is better then the first.', { dialect: 'American', turn: 'a' }, never);
    left.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    expect(await second).toMatchObject([{ name: 'ThenThan', replacements: ['than'] }]);
    await sleep(300);
  });
});

describe('Who asks for much', () => {
  it('keeps others waiting for one sentence only', async () => {
    const linter = createLinter({ idleMs: 100 });
    const order: string[] = [];
    const ask = async (turn: string, sentence: string) => {
      await linter.lint(sentence, { dialect: 'American', turn }, never);
      order.push(turn);
    };
    const big = Array.from({ length: 20 }, (_, index) => ask('big', `This is the number ${index} of them.`));
    await Promise.all([...big, ask('small', 'This is the one.'), ask('small', 'That is the other.')]);
    expect(order.slice(0, 5)).toEqual(['big', 'big', 'small', 'big', 'small']);
  });

  it('gets words that are none of the language done quickly', async () => {
    const linter = createLinter({ idleMs: 100 });
    await linter.lint('We start it.', { dialect: 'American', turn: 'a' }, never);
    const words = Array.from({ length: 300 }, (_, index) => `the ${'xkcd'.repeat(1 + (index % 5))}${index}`);
    const startedAt = performance.now();
    await linter.lint(readingOf(`${words.join(' ')} ${'a'.repeat(5_000)}`), { dialect: 'American', turn: 'a' }, never);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('The dialect', () => {
  it.each([
    ['American', 'The color of the center was gray.'],
    ['American', 'Nothing tells.'],
    ['British', 'The colour of the centre was grey, and we organised it.'],
    ['Canadian', 'In Toronto the colour of the centre was grey. Toronto is in Ontario, and we organized it.'],
    ['Australian', 'In Sydney the colour of the centre was grey. Sydney is in Australia.'],
    ['Indian', 'The colour was grey. In Mumbai it cost two lakh rupees.'],
  ])('is %s where the spelling says so', (dialect, content) => {
    expect(dialectOf({ content })).toBe(dialect);
  });

  it('decides what is a slip', async () => {
    const british = 'We have organised the programme of the neighbourhood, and the behaviour of the others was good.';
    const document = await checked(british);
    expect(document).toMatchObject({ optimized: british, suggestions: [] });
  });

  it('has a linter of its own each, that mends the same', { timeout: 60_000 }, async () => {
    const linter = createLinter({ idleMs: 100 });
    for (const dialect of dialectNames) {
      const found = await linter.lint('It is better then the first.', { dialect, turn: 'a' }, never);
      expect(found).toMatchObject([{ name: 'ThenThan' }]);
    }
  });
});
