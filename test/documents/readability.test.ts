import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnglish, readabilityOf } from '../../src/documents/index.ts';

describe('Readability', () => {
  it('counts words, sentences and syllables', async () => {
    const { fleschReadingEase, fleschKincaidGrade, ...counts } = await readabilityOf([
      'The cat sat on the mat. It was happy!',
      'A well-known thing',
    ]);
    expect(counts).toEqual({ words: 12, sentences: 3, averageSentenceLength: 4 });
    expect(fleschReadingEase).toBeCloseTo(206.835 - 1.015 * 4 - 84.6 * (14 / 12), 5);
    expect(fleschKincaidGrade).toBeCloseTo(0.39 * 4 + 11.8 * (14 / 12) - 15.59, 5);
  });

  it('of no words is all zeros', async () => {
    const zeros = { words: 0, sentences: 0, averageSentenceLength: 0, fleschReadingEase: 0, fleschKincaidGrade: 0 };
    expect(await readabilityOf([])).toEqual(zeros);
    expect(await readabilityOf(['', ' … '])).toEqual(zeros);
  });

  it('says that plain words are easier to read than others', async () => {
    const plain = await readabilityOf(['We use it now. It works well.']);
    const heavy = await readabilityOf([
      'The aforementioned functionality facilitates organizational interoperability.',
    ]);
    expect(plain.fleschReadingEase).toBeGreaterThan(heavy.fleschReadingEase + 50);
    expect(plain.fleschKincaidGrade).toBeLessThan(heavy.fleschKincaidGrade);
  });

  it('of a long text lets others work', async () => {
    const text = Array.from({ length: 200_000 }, (_, index) => `word${index}ly${index % 9 ? '' : '.'}`).join(' ');
    let longestMs = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 1);
    expect((await readabilityOf([text, 'x'.repeat(200_000)])).words).toBe(200_001);
    clearInterval(timer);
    expect(longestMs).toBeLessThan(200);
  });

  it('of many texts counts what it counts in each of them', async () => {
    const text = fc
      .array(
        fc.constantFrom(
          'One',
          'e.g.',
          'U.S.',
          'wins',
          '.',
          '!',
          '”',
          ' ',
          ' ',
          '\n',
          '\r',
          '3.5',
          '日本。',
          'x'.repeat(3_000),
        ),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text), async (texts) => {
        const each = await Promise.all(texts.map((one) => readabilityOf([one])));
        const { words, sentences } = await readabilityOf(texts);
        const sum = (count: 'words' | 'sentences') => each.reduce((total, one) => total + one[count], 0);
        expect([words, sentences]).toEqual([sum('words'), sum('sentences')]);
      }),
    );
  });

  it('ends when it is aborted', async () => {
    await expect(readabilityOf(['word '.repeat(500_000)], AbortSignal.abort())).rejects.toThrow();
  });
});

describe('A text', () => {
  it.each([
    ['The server keeps the state of a job until it is done, and then tells all of its followers.', true],
    ['Getting started', true],
    ['Use `npm install` to get it, or build it from source.', true],
    ['Der Server behält den Zustand eines Auftrags, bis er fertig ist, und sagt es dann allen.', false],
    ['Le serveur garde l’état de la tâche, et il le dit à tous ceux qui la suivent.', false],
    ['El servidor guarda el estado de una tarea hasta que termina y lo dice a todos.', false],
    ['Сервер хранит состояние задачи.', false],
    ['サーバーは状態を保持します。', false],
    ['', false],
  ])('%j is English: %j', (text, expected) => {
    expect(isEnglish(text)).toBe(expected);
  });
});
