import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta } from '../../src/documents/index.ts';
import { CopydeskError } from '../../src/errors.ts';
import type { Model } from '../../src/models/index.ts';
import { type DocumentEvent, type OptimizeOptions, optimize, type SourceDocument } from '../../src/optimizer/index.ts';

const unexpected: unknown[] = [];

const options: OptimizeOptions = {
  optimizationType: 'CLARITY',
  instructions: undefined,
  audience: undefined,
  protectedTerms: [],
  userId: 'hash',
  turn: 'job',
  attempts: 1,
  retryDeadlineMs: 0,
  segmentWords: 50,
  now: () => 0,
  onUnexpected: (error) => unexpected.push(error),
};

/** A model that gives these parts of a text, whatever it is asked. */
function modelOf(rewrite: (text: string, signal: AbortSignal) => Iterable<string> | AsyncIterable<string>): Model {
  return {
    id: 'test',
    isBuiltin: false,
    concurrency: 8,
    price: undefined,
    async rewrite({ prompt }, signal, emit) {
      const [, text = ''] = /<text-[0-9a-f]{8,}>\n([\s\S]*)\n<\/text-[0-9a-f]{8,}>$/.exec(prompt.user) ?? [];
      for await (const part of rewrite(text, signal)) {
        emit({ type: 'text', text: part });
      }
      return { streamed: true };
    },
  };
}

const echo = modelOf((text) => [text]);

function document(content: string): SourceDocument {
  return { name: 'a.txt', type: 'document', format: 'TEXT', content };
}

const run = (documents: SourceDocument[], model: Model, signal = new AbortController().signal) =>
  Array.fromAsync(optimize(documents, options, [model], signal));

/** A document's text, put together from its events. */
function textOf(events: readonly DocumentEvent[], source: SourceDocument): string {
  const planned = events.find((event) => event.type === 'documentPlanned');
  return (planned?.segments ?? [])
    .map(({ start, end, isLocked }, index) => {
      const ended = events.find((event) => event.type === 'segmentEnded' && event.segment === index);
      return isLocked ? source.content.slice(start, end) : ended?.type === 'segmentEnded' ? ended.text : '';
    })
    .join('');
}

/** The text that the last try of a document of one segment made as it streamed. */
function grownOf(events: readonly DocumentEvent[]): string {
  return events.reduce((text, event) => (event.type === 'segmentGrew' ? applyDelta(text, event) : text), '');
}

describe('Optimizing', () => {
  it('tells the stages, the plan, the text and the end, in order', async () => {
    const events = await run([document('A text.\n')], echo);
    expect(events.map((event) => ('stage' in event ? event.stage : event.type))).toEqual([
      'PREPARING',
      'documentPlanned',
      'PROCESSING',
      'STREAMING',
      'segmentGrew',
      'CHECKING',
      'segmentEnded',
      'documentEnded',
    ]);
  });

  it('by a model that answers with its own text gives the document byte for byte', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', ' ', '\t', '\uFEFF', '# Head', '- item'),
    );
    const content = fc.tuple(fc.array(line), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end));
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        const source = document(text);
        expect(textOf(await run([source], echo), source)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['\n', '\r\n'])('keeps the line endings of a document (%j), as it streams and at its end', async (ending) => {
    const source = document(['First line,', 'second line.', '', 'Next one.', ''].join(ending));
    const model = modelOf(() => ['First line,\nthe second', ' line.\n', '\nNext', ' one, too.']);
    const events = await run([source], model);
    const rewritten = ['First line,', 'the second line.', '', 'Next one, too.', ''].join(ending);
    expect(textOf(events, source)).toBe(rewritten);
    expect(`${grownOf(events)}${ending}`).toBe(rewritten);
  });

  it('of one document that fails leaves the others alone', async () => {
    const model = modelOf((text) => {
      if (text === 'bad') {
        throw new CopydeskError('MODEL_REFUSED', 'Refused.');
      }
      return [text];
    });
    const events = await run([document('good'), document('bad')], model);
    expect(events.filter(({ type }) => type === 'documentEnded')).toMatchObject([{ document: 0 }]);
    expect(events.filter(({ type }) => type === 'documentFailed')).toMatchObject([
      { document: 1, failure: { code: 'MODEL_REFUSED', isRetryable: false } },
    ]);
  });

  it('tells a bug as INTERNAL and shows nothing of it', async () => {
    const model = modelOf(() => {
      throw new TypeError('secret');
    });
    const events = await run([document('text')], model);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(events.at(-1)).toMatchObject({ type: 'documentFailed', failure: { code: 'INTERNAL' } });
    expect(unexpected).toHaveLength(1);
  });

  it.each(['', ' \n\t\n', '\uFEFF'])('a document without prose (%j) asks no model', async (content) => {
    const source = document(content);
    const events = await run(
      [source],
      modelOf(() => {
        throw new Error('asked');
      }),
    );
    expect(events.at(-1)?.type).toBe('documentEnded');
    expect(textOf(events, source)).toBe(content);
  });

  it('ends every document with the reason once it is aborted', async () => {
    const stop = new AbortController();
    const stuck = modelOf(async function* (_, signal) {
      yield 'begun ';
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const events: DocumentEvent[] = [];
    for await (const event of optimize([document('a'), document('b')], options, [stuck], stop.signal)) {
      events.push(event);
      if (events.filter(({ type }) => type === 'segmentGrew').length === 2) {
        stop.abort(new CopydeskError('CANCELLED', 'Stopped.'));
      }
    }
    expect(events.slice(-2)).toMatchObject([{ failure: { code: 'CANCELLED' } }, { failure: { code: 'CANCELLED' } }]);
  });

  it('closes the calls for the other segments of a document that failed', async () => {
    let closed = 0;
    const model = modelOf(async function* (text, signal) {
      if (text.includes('last')) {
        throw new CopydeskError('MODEL_TIMEOUT', 'Late.');
      }
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          closed += 1;
          reject(signal.reason);
        });
      });
      yield '';
    });
    const paragraph = 'word '.repeat(60);
    const events = await run([document(`${paragraph}\n\n${paragraph}\n\nlast`)], model);
    expect(events.at(-1)).toMatchObject({ type: 'documentFailed', failure: { code: 'MODEL_TIMEOUT' } });
    expect(closed).toBe(2);
  });

  it('begins a few more segments than can be called for at a time, in order, and each of them in the end', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, index) => `${index} ${'word '.repeat(60).trim()}`);
    const begun: number[] = [];
    let open = 0;
    let mostOpen = 0;
    const model = modelOf(async function* (text) {
      begun.push(Number.parseInt(text, 10));
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setTimeout(resolve, 1 + (begun.length % 3)));
      open -= 1;
      yield text;
    });
    const source = document(paragraphs.join('\n\n'));
    const events = await run([source], { ...model, concurrency: 3 });
    expect(textOf(events, source)).toBe(source.content);
    expect(mostOpen).toBe(6);
    expect(begun).toEqual(paragraphs.keys().toArray());
  });

  it('takes an answer without text for a fault of the model', async () => {
    const events = await run(
      [document('text')],
      modelOf(() => ['  \n']),
    );
    expect(events.at(-1)).toMatchObject({ failure: { code: 'MODEL_OUTPUT_INVALID' } });
  });
});

it('No two calls have the same frame', async () => {
  const nonces = new Set<string>();
  const model: Model = {
    ...echo,
    rewrite(request, signal, emit) {
      nonces.add(/<text-([0-9a-f]+)>/.exec(request.prompt.user)?.[1] ?? '');
      return echo.rewrite(request, signal, emit);
    },
  };
  await run(['a', 'b', 'c'].map(document), model);
  expect(nonces.size).toBe(3);
});
