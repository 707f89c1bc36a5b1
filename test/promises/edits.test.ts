import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, documentFormats } from '../../src/documents/index.ts';
import { anyDocument, filesUnder, packages, textOf } from '../documents/parse-kit.ts';
import type { Json } from '../kit/http.ts';
import { type Pair, startPair } from '../kit/server.ts';
import { guideOf, letterOf, pageOf } from './documents.ts';
import { answerOf, expectEdits, expectTold, inputOf, proofsOf, type Source } from './proof.ts';
import { rewrite, rewriteWildly } from './rewriter.ts';
import { factsOf, shapeOf } from './shape.ts';

let model: (target: string) => string = rewrite;
let pair: Pair;

beforeAll(async () => {
  pair = await startPair({ answer: ({ target }) => ({ text: model(target) }) }, { SEGMENT_WORDS: '240' });
});
afterAll(() => pair[Symbol.asyncDispose]());

const machines = ['birch', 'cedar', 'larch'];

describe.each([guideOf(...machines), pageOf(...machines), letterOf(...machines)])('The edits of $name', (source) => {
  const { content, format } = source;
  const input = inputOf([source], { protectedTerms: ['Copydesk'] });
  let document: Json;

  /** Fields of the same job: the input joins it. */
  async function fieldsOf(fields: string): Promise<Json> {
    return answerOf(pair, input, fields);
  }
  const contentOf = (name: string, ids: readonly string[]) => `${name}: content(edits: ${JSON.stringify(ids)})`;

  beforeAll(async () => {
    model = rewrite;
    const { data } = await answerOf(pair, input);
    document = data.optimize.outcomes[0];
  });

  it('give the optimized content from the original, and none the original', async () => {
    expectEdits(content, document);
    expect(document.status).toBe('FULFILLED');
    expect(document.edits.length).toBeGreaterThan(20);
    const ids = document.edits.map(({ id }: { id: string }) => id);
    const { data } = await fieldsOf(`${contentOf('all', ids.toReversed())} ${contentOf('none', [])}`);
    expect(data.optimize.outcomes[0]).toEqual({ all: document.optimizedContent, none: content });
  });

  it('are phrases, each in its segment, and leave what is no prose alone', () => {
    for (const { segment, start, end, original, replacement } of document.edits) {
      expect(start).toBeGreaterThanOrEqual(document.segments[segment].start);
      expect(end).toBeLessThanOrEqual(document.segments[segment].end);
      expect(original.length + replacement.length).toBeLessThan(200);
    }
    expect(shapeOf(document.optimizedContent, format)).toEqual(shapeOf(content, format));
    expect(factsOf(document.optimizedContent)).toEqual(factsOf(content));
    const locked = content.match(/(?:title: |<title>)In order to|in order to (?:test|compare(?="))/g);
    expect(document.optimizedContent.match(/in order to/gi) ?? []).toHaveLength(locked?.length ?? 0);
  });

  it('can be applied one by one, and in any choice', async () => {
    const edits: Json[] = document.edits;
    for (const edit of edits) {
      const changed = applyEdits(content, [edit]);
      expect(shapeOf(changed, format)).toEqual(shapeOf(content, format));
      expect(factsOf(changed)).toEqual(factsOf(content));
      expect(changed.match(/ {2}\S/g)?.length).toBe(content.match(/ {2}\S/g)?.length);
    }
    for (const chosen of fc.sample(fc.subarray(edits), { numRuns: 60, seed: 3 })) {
      const ids = chosen.map(({ id }) => id);
      const { data } = await fieldsOf(contentOf('chosen', ids));
      const changed = data.optimize.outcomes[0].chosen;
      expect(changed).toBe(applyEdits(content, chosen));
      expect(shapeOf(changed, format)).toEqual(shapeOf(content, format));
      expect(factsOf(changed)).toEqual(factsOf(content));
    }
  });

  it('are a patch, and CriticMarkup', () => {
    const patched = applyPatch(content, document.unified, { autoConvertLineEndings: false });
    expect(patched).toBe(document.optimizedContent);
    expect(read(document.criticMarkup, 'rejected')).toBe(content);
    expect(read(document.criticMarkup, 'accepted')).toBe(document.optimizedContent);
  });

  it('are weighed', () => {
    const { preservation, readability, segments } = document;
    expect(preservation).toMatchObject({ isPreserved: true, issues: [] });
    expect(preservation.lengthRatio).toBeGreaterThan(0.7);
    expect(preservation.lengthRatio).toBeLessThan(1);
    expect(preservation.changedWordRatio).toBeGreaterThan(0.05);
    expect(preservation.changedWordRatio).toBeLessThan(0.5);
    expect(readability.after.words).toBeLessThan(readability.before.words);
    expect(readability.after.sentences).toBe(readability.before.sentences);
    expect(readability.after.averageSentenceLength).toBeLessThan(readability.before.averageSentenceLength);
    expect(readability.after.fleschKincaidGrade).toBeLessThan(readability.before.fleschKincaidGrade);
    expect(readability.after.fleschReadingEase).toBeGreaterThan(readability.before.fleschReadingEase);
    const states = segments.map(({ state }: { state: string }) => state);
    expect(states.filter((state: string) => state === 'COMMITTED')).toHaveLength(3);
    expect(states).not.toContain('KEPT');
  });

  it('have no others', async () => {
    for (const id of ['999.0', '0.999', '', 'x', document.edits[0].id.replace('.', '.0')]) {
      const { errors } = await fieldsOf(contentOf('wrong', [document.edits[0].id, id]));
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: 'edits' } }]);
    }
  });
});

describe('A document that is not in English', () => {
  it('has no readability', async () => {
    const content =
      'Der Text ist in einer Sprache geschrieben, die es nicht mit den Regeln zu tun hat, und das ist gut so.\n';
    const { data } = await answerOf(pair, inputOf([{ name: 'a.txt', content, format: 'TEXT' }]));
    expect(data.optimize.outcomes[0]).toMatchObject({ readability: null, preservation: { isPreserved: true } });
  });
});

describe('An endpoint that rewrites anything into anything', () => {
  // Not by the order of the calls, which is another in every run.
  const turns = new Map<string, number>();
  beforeAll(() => {
    model = (target) => {
      const turn = (turns.get(target) ?? 0) + 1;
      turns.set(target, turn);
      return rewriteWildly(target, target.length + 7_919 * turn);
    };
  });

  it('never damages a document of the packages', { timeout: 60_000 }, async () => {
    const sources = filesUnder(packages, ['README.md'])
      .map((path): Source => ({ name: path.slice(-99), content: textOf(path), format: 'MARKDOWN' }))
      .filter(({ content }, index) => index % 4 === 0 && content.length < 30_000);
    expect(await changesOf(sources.slice(0, 100))).toBeGreaterThan(500);
  });

  it('never damages a page', { timeout: 60_000 }, async () => {
    const pages = filesUnder(join(import.meta.dirname, '../documents/pages'), ['.htm', '.html']).map(textOf);
    const sources = [...pages, ...pages, pageOf(...machines).content].map(
      (content, index): Source => ({ name: `${index}.html`, content, format: 'HTML' }),
    );
    expect(await changesOf(sources)).toBeGreaterThan(20);
  });

  it.each(documentFormats)('never damages a generated document in %s', { timeout: 60_000 }, async (format) => {
    const contents = fc.sample(anyDocument, { numRuns: 100, seed: 11 });
    const sources = contents.map((content, index): Source => ({ name: `${index}`, content, format }));
    expect(await changesOf(sources)).toBeGreaterThan(0);
  });

  /** Has documents rewritten, asserts that none is damaged by any of its edits, and gives how many these are. */
  async function changesOf(sources: readonly Source[]): Promise<number> {
    let changes = 0;
    const damaged: object[] = [];
    for (const proof of await proofsOf(pair, sources)) {
      // To parse every choice takes seconds, and the connections are to stay alive.
      await setImmediate();
      expectTold(proof);
      const { content, format, name } = proof.source;
      const edits: Json[] = proof.result.edits;
      const before = shapeOf(content, format).join('\n');
      const everyOther = edits.filter((_, index) => index % 2 === 0);
      for (const chosen of [edits, everyOther, ...edits.slice(0, 10).map((edit) => [edit])]) {
        if (shapeOf(applyEdits(content, chosen), format).join('\n') !== before) {
          damaged.push({ name, format, chosen });
        }
      }
      changes += edits.length;
    }
    expect(damaged).toEqual([]);
    return changes;
  }
});

/** CriticMarkup with all of its changes taken, or none. */
function read(marked: string, how: 'accepted' | 'rejected'): string {
  return marked.replace(/\{--([\s\S]*?)--\}|\{\+\+([\s\S]*?)\+\+\}/g, (_, deleted, inserted) =>
    how === 'accepted' ? (inserted ?? '') : (deleted ?? ''),
  );
}
