import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Chunk } from '../../src/jobs/chunk.ts';
import { parseCursor, type Standing } from '../../src/jobs/cursor.ts';
import type { JobEvent } from '../../src/jobs/events.ts';
import { follow } from '../../src/jobs/follow.ts';
import { LiveJob } from '../../src/jobs/live-job.ts';
import { newState } from '../../src/jobs/state.ts';
import { contentOf } from '../../src/jobs/views.ts';
import { textsOf } from '../kit/http.ts';
import { newJob } from '../kit/job.ts';

const FLUSH_MS = 40;

/** A job of documents of 1,000 code units in two segments each, and a way to let things happen to it. */
function startJob(documentCount = 1, flushIntervalMs = FLUSH_MS) {
  const source = { name: 'a.txt', type: 'document', format: 'TEXT', content: 'x'.repeat(1000) } as const;
  const job = newJob(Array.from({ length: documentCount }, () => source));
  const live = new LiveJob(newState(job), { flushIntervalMs, disconnectGraceMs: 1000 });
  const happen = (...list: JobEvent[]) => {
    for (const event of list) {
      live.apply({ version: live.state.version + 1, at: 0, event });
    }
  };
  happen({ type: 'jobStarted' });
  for (const document of job.input.documents.keys()) {
    happen(
      { type: 'documentStaged', document, stage: 'PREPARING', message: 'p' },
      {
        type: 'documentPlanned',
        document,
        segments: [
          { start: 0, end: 500, isLocked: false, words: 100 },
          { start: 500, end: 1000, isLocked: false, words: 100 },
        ],
      },
    );
  }
  return { live, happen };
}

const beginning = { version: 0, partial: undefined };

function followFrom(live: LiveJob, after: Standing, signal = new AbortController().signal) {
  return follow(live, { after, greeting: 'Started', signal, now: () => 0 });
}

const grew = (segment: number, offset: number, text: string, document = 0): JobEvent => ({
  type: 'segmentGrew',
  document,
  segment,
  offset,
  text,
});

const committed = (segment: number, text: string, document = 0): JobEvent => ({
  type: 'segmentEnded',
  document,
  segment,
  state: 'COMMITTED',
  text,
  edits: [],
  reason: undefined,
  attempts: 1,
  model: 'test',
  streamed: true,
});

async function take(chunks: AsyncGenerator<Chunk>, count: number): Promise<Chunk[]> {
  const taken: Chunk[] = [];
  while (taken.length < count) {
    const { value, done } = await chunks.next();
    if (done) {
      break;
    }
    taken.push(value);
  }
  return taken;
}

const deltasOf = (chunks: readonly Chunk[]) =>
  chunks.flatMap((chunk) => (chunk.__typename === 'ProgressChunk' && chunk.delta ? [chunk.delta] : []));

afterEach(() => {
  vi.useRealTimers();
});

describe('A follower', () => {
  it('is sent the first text of a document at once and later text when more is due', async () => {
    vi.useFakeTimers();
    const { live, happen } = startJob();
    await vi.advanceTimersByTimeAsync(FLUSH_MS);
    const chunks = followFrom(live, beginning);
    await take(chunks, 2);
    happen(grew(0, 0, 'one '));
    expect(deltasOf(await take(chunks, 1))).toMatchObject([{ offset: 0, text: 'one ' }]);
    happen(grew(0, 4, 'two '));
    const later = chunks.next();
    const early = await Promise.race([later, vi.advanceTimersByTimeAsync(FLUSH_MS - 1).then(() => 'nothing yet')]);
    expect(early).toBe('nothing yet');
    happen(grew(0, 8, 'three '));
    await vi.advanceTimersByTimeAsync(1);
    const { value } = await later;
    expect(value && deltasOf([value])).toMatchObject([{ offset: 4, text: 'two three ' }]);
  });

  it('is sent text that was long in coming with this turn of the event loop, whatever others were just sent', async () => {
    vi.useFakeTimers();
    const jobs = [startJob(), startJob()].map(({ live, happen }) => ({ happen, chunks: followFrom(live, beginning) }));
    await vi.advanceTimersByTimeAsync(FLUSH_MS);
    for (const { happen, chunks } of jobs) {
      await take(chunks, 2);
      happen(grew(0, 0, 'one '));
      await take(chunks, 1);
    }
    await vi.advanceTimersByTimeAsync(FLUSH_MS);
    for (const { happen, chunks } of jobs) {
      await vi.advanceTimersByTimeAsync(FLUSH_MS / 4);
      const next = chunks.next();
      happen(grew(0, 4, 'two '));
      const nothing = vi.advanceTimersByTimeAsync(0).then(() => 'nothing yet');
      expect(await Promise.race([next, nothing])).toMatchObject({ value: { delta: { text: 'two ' } } });
    }
  });

  it('is told at once how the job began, and nobody else is told out of turn', async () => {
    vi.useFakeTimers();
    const { live, happen } = startJob();
    const first = followFrom(live, beginning);
    expect(await take(first, 2)).toMatchObject([{ stage: 'STARTING' }, { stage: 'PREPARING' }]);
    happen(grew(0, 0, 'one '));
    await take(first, 1);
    happen(grew(0, 4, 'two '));
    const later = first.next();
    const other = await take(followFrom(live, beginning), 2);
    expect(deltasOf(other)).toMatchObject([{ offset: 0, text: 'one two ' }]);
    const early = await Promise.race([later, vi.advanceTimersByTimeAsync(FLUSH_MS - 1).then(() => 'nothing yet')]);
    expect(early).toBe('nothing yet');
  });

  it('is sent something every 15 s while nothing happens', async () => {
    vi.useFakeTimers();
    const { live } = startJob();
    await vi.advanceTimersByTimeAsync(FLUSH_MS);
    const chunks = followFrom(live, beginning);
    await take(chunks, 2);
    for (let beat = 0; beat < 3; beat += 1) {
      const next = chunks.next();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(await next).toMatchObject({
        value: { __typename: 'ProgressChunk', message: expect.stringMatching(/^Still/) },
      });
    }
  });

  it('that reads slowly gets one delta for all that came meanwhile', async () => {
    const { live, happen } = startJob();
    const chunks = followFrom(live, beginning);
    await take(chunks, 2);
    for (let index = 0; index < 400; index += 1) {
      happen(grew(0, index, 'y'));
    }
    expect(deltasOf(await take(chunks, 1))).toMatchObject([{ offset: 0, text: 'y'.repeat(400) }]);
  });

  it('leaves at once when its signal aborts', async () => {
    const { live } = startJob();
    const leave = new AbortController();
    const chunks = followFrom(live, beginning, leave.signal);
    await take(chunks, 2);
    const next = chunks.next();
    leave.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('at the end of a finished job gets nothing', async () => {
    const { live, happen } = startJob();
    happen({ type: 'documentEnded', document: 0, processingTimeMs: 1 }, { type: 'jobEnded', status: 'COMPLETED' });
    expect(await take(followFrom(live, { version: live.state.version, partial: undefined }), 1)).toEqual([]);
  });

  it('behind a text that was replaced gets it from where it changed', async () => {
    const { live, happen } = startJob();
    happen(grew(0, 0, 'a first try'));
    const stands = { version: live.state.version, partial: undefined };
    happen(grew(0, 0, 'a second try'), committed(0, 'a second trial'));
    const [, chunk] = await take(followFrom(live, stands), 2);
    expect(chunk && deltasOf([chunk])).toMatchObject([{ offset: 0, text: 'a second trial', state: 'COMMITTED' }]);
  });
});

describe('A follower that is cut within a difference', () => {
  it('goes on right behind the chunk that came last', async () => {
    const { live, happen } = startJob(3);
    for (const document of [0, 1, 2]) {
      happen(committed(0, 'one', document), committed(1, 'two', document));
      happen({ type: 'documentEnded', document, processingTimeMs: 1 });
    }
    happen({ type: 'jobEnded', status: 'COMPLETED' });
    const whole = (await Array.fromAsync(followFrom(live, beginning))).slice(1);
    for (const [index, chunk] of whole.entries()) {
      const rest = (await Array.fromAsync(followFrom(live, parseCursor(chunk.cursor)))).slice(1);
      const bare = ({ cursor: _, ...others }: Chunk) => others;
      expect(rest.map(bare)).toEqual(whole.slice(index + 1).map(bare));
    }
  });
});

describe('However often and wherever followers are cut', () => {
  const step = fc.oneof(
    fc.record({
      type: fc.constant('grow'),
      document: fc.nat(2),
      segment: fc.nat(1),
      text: fc.string({ unit: 'grapheme' }),
    }),
    fc.record({
      type: fc.constant('replace'),
      document: fc.nat(2),
      segment: fc.nat(1),
      at: fc.nat(50),
      text: fc.string(),
    }),
    fc.record({ type: fc.constant('commit'), document: fc.nat(2), segment: fc.nat(1), text: fc.string() }),
    fc.record({ type: fc.constant('read'), count: fc.nat(6) }),
    fc.record({ type: fc.constant('cut') }),
  );

  it('they end with the text that the job has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { live, happen } = startJob(3, 0);
        const seen: Chunk[] = [];
        let reader = startReader(live, beginning);
        for (const todo of steps) {
          if ('count' in todo) {
            seen.push(...(await reader.takeReady(todo.count)));
          } else if ('document' in todo) {
            const length = live.state.documents[todo.document]?.segments[todo.segment]?.text.length ?? 0;
            const at = 'at' in todo ? Math.min(todo.at, length) : length;
            happen(
              todo.type === 'commit'
                ? committed(todo.segment, todo.text, todo.document)
                : grew(todo.segment, at, todo.text, todo.document),
            );
          } else {
            reader.cut();
            reader = startReader(live, cursorOf(seen.at(-1)));
          }
        }
        for (const document of [0, 1, 2]) {
          happen({ type: 'documentEnded', document, processingTimeMs: 1 });
        }
        happen({ type: 'jobEnded', status: 'COMPLETED' });
        seen.push(...(await reader.takeReady(Number.POSITIVE_INFINITY)));
        expect(seen.at(-1)?.__typename).toBe('CompleteChunk');
        const ends = seen.flatMap((chunk) => (chunk.__typename === 'ResultChunk' ? chunk.document.index : []));
        expect(ends).toEqual([0, 1, 2]);
        const texts = textsOf(seen);
        live.state.documents.forEach((document, index) => {
          expect(texts[index] ?? '').toBe(contentOf(document));
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** A follower whose reader takes what is there and does not wait for more. */
function startReader(live: LiveJob, after: Standing) {
  const leave = new AbortController();
  const chunks = followFrom(live, after, leave.signal);
  let pending: Promise<IteratorResult<Chunk, void> | undefined> | undefined;
  return {
    async takeReady(count: number): Promise<Chunk[]> {
      const taken: Chunk[] = [];
      while (taken.length < count) {
        pending ??= chunks.next();
        const next = await Promise.race([pending, setImmediate(undefined)]);
        if (!next || next.done) {
          break;
        }
        pending = undefined;
        taken.push(next.value);
      }
      return taken;
    },
    cut: () => leave.abort(),
  };
}

function cursorOf(chunk: Chunk | undefined) {
  return chunk ? parseCursor(chunk.cursor) : beginning;
}
