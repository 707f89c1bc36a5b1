import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointAnswer, EndpointCall } from '../kit/endpoint.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { guideOf, letterOf, pageOf } from './documents.ts';
import { type Fault, faults } from './faults.ts';
import { expectTold, type Proof, proofsOf, type Source } from './proof.ts';
import { rewrite } from './rewriter.ts';
import { factsOf, shapeOf } from './shape.ts';

/** How the endpoint answers now. */
let answer: (call: EndpointCall) => EndpointAnswer = () => ({});
let pair: Pair;

beforeAll(async () => {
  // One machine to a segment.
  pair = await startPair({ answer: (call) => answer(call) }, { SEGMENT_WORDS: '240', MODEL_ATTEMPTS: '2' });
});
afterAll(() => pair[Symbol.asyncDispose]());

function misbehaved(row: Fault, { target, body }: EndpointCall): EndpointAnswer {
  const bad = row.answer(rewrite(target), target, body.messages.at(-1)?.content ?? '');
  return typeof bad === 'string' ? { text: bad } : bad;
}

function isGood({ answer: bad }: Fault, { target }: EndpointCall): boolean {
  return bad(rewrite(target), target, '') === rewrite(target);
}

/** Has one document optimized, and asserts what holds whatever happens. */
async function proofOf(source: Source): Promise<Proof & { readonly calls: number }> {
  const before = pair.endpoint.calls.length;
  const [proof] = await proofsOf(pair, [source], { protectedTerms: ['Copydesk'] });
  if (!proof) {
    throw new Error('There is no proof of a document.');
  }
  if (proof.result) {
    expectTold(proof);
    const { optimizedContent } = proof.result;
    expect(factsOf(optimizedContent)).toEqual(factsOf(source.content));
    expect(shapeOf(optimizedContent, source.format)).toEqual(shapeOf(source.content, source.format));
    expect(optimizedContent.split('Copydesk').length).toBe(source.content.split('Copydesk').length);
  }
  return { ...proof, calls: pair.endpoint.calls.length - before };
}

/** What a good rewrite of all of a document gives. */
async function goodOf(source: Source): Promise<string> {
  answer = ({ target }) => ({ text: rewrite(target) });
  const { result, calls } = await proofOf(source);
  expect(result.status).toBe('FULFILLED');
  expect(result.optimizedContent).not.toBe(source.content);
  expect(calls).toBe(result.segments.filter(({ state }: { state: string }) => state !== 'LOCKED').length);
  return result.optimizedContent;
}

/** A line may end elsewhere in words that were put in. */
function spaced(content: string): string {
  return content.replace(/\s+/g, ' ');
}

/** Asserts that nothing was taken from a fault that never ends. */
function expectOutcome(row: Fault, proof: Proof & { readonly calls: number }, good: string): void {
  const { result, error, source, calls } = proof;
  if (row.outcome === 'taken') {
    expect({ status: result?.status, calls, error }).toEqual({ status: 'FULFILLED', calls: 1, error: undefined });
    expect(spaced(result.optimizedContent)).toBe(spaced(good));
  } else if (row.outcome === 'kept') {
    const [segment] = result.segments.filter(({ state }: { state: string }) => state !== 'LOCKED');
    expect(segment).toMatchObject({
      state: 'KEPT',
      attempts: row.calls ?? 4,
      reason: expect.stringMatching(row.reason ?? /\S/),
    });
    expect({ status: result?.status, calls }).toEqual({ status: 'FULFILLED_WITH_ISSUES', calls: row.calls ?? 4 });
    expect(result.optimizedContent).toBe(source.content);
  } else {
    expect({ code: error?.code, calls }).toEqual({ code: row.code, calls: row.calls });
  }
}

describe.each([guideOf('birch'), pageOf('birch'), letterOf('birch')])(
  'An endpoint that misbehaves, given $name',
  (source) => {
    let good = '';
    beforeAll(async () => {
      good = await goodOf(source);
    });

    it.each(faults)('always with $fault', async (row) => {
      let applied = 0;
      answer = (call) => {
        applied += isGood(row, call) ? 0 : 1;
        return misbehaved(row, call);
      };
      const proof = await proofOf(source);
      if (applied === proof.calls) {
        expectOutcome(row, proof, good);
      } else {
        // It does not apply to every part of this document: what it does apply to is kept, and said to be.
        expect(proof.result.status).toBe(
          applied === 0 || row.outcome === 'taken' ? 'FULFILLED' : 'FULFILLED_WITH_ISSUES',
        );
        expect(proof.calls).toBeLessThanOrEqual(4);
      }
    });

    it.each(faults)('at first with $fault', async (row) => {
      let calls = 0;
      let applied = 0;
      answer = (call) => {
        calls += 1;
        if (calls > 1) {
          return { text: rewrite(call.target) };
        }
        applied += isGood(row, call) ? 0 : 1;
        return misbehaved(row, call);
      };
      const { result } = await proofOf(source);
      expect({ status: result?.status, calls }).toEqual({
        status: 'FULFILLED',
        calls: row.outcome === 'taken' || applied === 0 ? 1 : (row.callsUntilGood ?? 2),
      });
      expect(spaced(result.optimizedContent)).toBe(spaced(good));
    });
  },
);

describe('An endpoint that puts paragraphs in another order', () => {
  const texts = [
    'The hall is closed at night, and the doors are locked by the guard who lives next to it.',
    'Visitors come by day and bring food for the birds that sit on the roof of the tower.',
    'Cables run along the stairs, and nobody should touch them while the machines are working.',
  ];

  it.each(['', '- ', '> '])('is told so, also where nothing but words tells them apart: "%s"', async (label) => {
    const content = texts.map((text) => label + text).join(label === '> ' ? '\n>\n' : '\n\n');
    answer = ({ target }) => ({ text: target.split('\n\n').toReversed().join('\n\n') });
    const { result } = await proofOf({ name: 'hall.md', format: 'MARKDOWN', content });
    expect(result).toMatchObject({ status: 'FULFILLED_WITH_ISSUES', optimizedContent: content, edits: [] });
    const reasons = result.segments.flatMap(({ reason }: { reason: string | null }) => reason ?? []);
    expect(reasons).toEqual([expect.stringMatching(/stands where another paragraph was/)]);
  });
});

describe('An endpoint that misbehaves for one of several segments', () => {
  const source = guideOf('birch', 'cedar', 'larch');
  let good = '';
  beforeAll(async () => {
    good = await goodOf(source);
  });

  it.each(faults)('with $fault', async (row) => {
    let applied = 0;
    answer = (call) => {
      if (!call.target.includes('cedar')) {
        return { text: rewrite(call.target) };
      }
      applied += 1;
      return misbehaved(row, call);
    };
    const { result, error, calls } = await proofOf(source);
    expect(error).toBeUndefined();
    const prose = result.segments.filter(({ state }: { state: string }) => state !== 'LOCKED');
    expect(prose).toHaveLength(3);
    expect(calls - applied).toBe(2);
    if (row.outcome === 'taken') {
      expect({ status: result.status, applied }).toEqual({ status: 'FULFILLED', applied: 1 });
      expect(spaced(result.optimizedContent)).toBe(spaced(good));
      return;
    }
    const [{ start, end }] = prose.filter(({ reason }: { reason: string | null }) => reason !== null);
    expect({ status: result.status, applied }).toEqual({ status: 'FULFILLED_WITH_ISSUES', applied: row.calls ?? 4 });
    expect(prose.map(({ state }: { state: string }) => state)).toEqual(['COMMITTED', 'KEPT', 'COMMITTED']);
    expect(result.optimizedContent).toContain(source.content.slice(start, end));
    expect(result.optimizedContent).toContain('To make a backup of birch');
    expect(result.optimizedContent).toContain('To make a backup of larch');
  });
});

describe('An endpoint that misbehaves for one half of a segment', () => {
  const source = guideOf('cedar', 'birch');

  it.each(faults.filter(({ outcome }) => outcome !== 'taken'))('with $fault', async (row) => {
    answer = (call) => (/birch stands/.test(call.target) ? misbehaved(row, call) : { text: rewrite(call.target) });
    const { result } = await proofOf(source);
    const [first, second] = result.segments.filter(({ state }: { state: string }) => state !== 'LOCKED');
    expect(first).toMatchObject({ state: 'COMMITTED', attempts: 1, reason: null });
    expect(result.status).toBe('FULFILLED_WITH_ISSUES');
    if (row.outcome === 'failed' && row.calls === 2) {
      // What may get better by itself is tried again as it is, not in halves.
      expect(second).toMatchObject({ state: 'KEPT', attempts: 2, reason: expect.stringMatching(/\S/) });
      return;
    }
    expect(second).toMatchObject({
      state: 'COMMITTED',
      reason: expect.stringMatching(/^Half of the segment kept the source's text\. \S/),
    });
    expect(result.optimizedContent).toContain('To make a backup of birch, you need to use');
    expect(result.optimizedContent).toContain('Those who utilize the stairs should mind the cables in order to stay');
  });
});
