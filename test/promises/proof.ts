import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { applyEdits, type DocumentFormat } from '../../src/documents/index.ts';
import { chunks, collect, type Json, postJson, textsOf } from '../kit/http.ts';
import type { Pair } from '../kit/server.ts';

/** A document to be handed in. */
export interface Source {
  readonly name: string;
  readonly content: string;
  readonly format: DocumentFormat;
}

/** What a reader of the stream got of one document. */
export interface Proof {
  readonly source: Source;
  /** Put together from the deltas alone, in the order they came. */
  readonly text: string;
  readonly deltas: readonly { readonly segment: number; readonly state: string; readonly text: string }[];
  /** Undefined where the document failed. */
  readonly result: Json;
  /** Undefined where it came through. */
  readonly error: Json;
}

const DOCUMENT = `
  document { index } optimizedContent status usage { modelCalls }
  edits { id segment start end original replacement }
  segments { index start end state reason attempts }`;

const STREAM = `subscription ($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk { stage message percent document { index } delta { segment offset text state } }
    ... on ResultChunk { result { ${DOCUMENT} } }
    ... on ErrorChunk { error { code message document { index } } }
    ... on CompleteChunk { status }
  }
}`;

/** Every field of a finished document that does not need the ids of its edits. */
export const REVIEWED = `${DOCUMENT}
  unified: diff criticMarkup: diff(format: CRITIC_MARKUP)
  readability { before { ...Counted } after { ...Counted } }
  preservation { isPreserved lengthRatio changedWordRatio issues { kind message lost added segment } }`;

const COUNTED = `fragment Counted on Readability { words sentences averageSentenceLength fleschKincaidGrade fleschReadingEase }`;

/** The input for these documents, which no other job is joined with. */
export function inputOf(sources: readonly Source[], more: object = {}): object {
  return { documents: sources, optimizationType: 'CLARITY', idempotencyKey: randomUUID(), ...more };
}

/** The chunks of one job, as they come. */
export function streamOf({ server }: Pair, input: object): AsyncGenerator<Json, void> {
  return chunks(server.url, STREAM, { input });
}

/** What became of these documents, by one job. */
export async function proofsOf(pair: Pair, sources: readonly Source[], more: object = {}): Promise<Proof[]> {
  const list = await collect(streamOf(pair, inputOf(sources, more)));
  if (list.at(-1)?.__typename !== 'CompleteChunk') {
    throw new Error(`The job did not complete: ${JSON.stringify(list.at(-1))}`);
  }
  return readProofs(sources, list);
}

/** What the chunks of a whole stream tell of `sources`. */
export function readProofs(sources: readonly Source[], list: readonly Json[]): Proof[] {
  const texts = textsOf(list);
  const ended = (index: number, kind: 'result' | 'error') =>
    list.find((chunk) => chunk[kind]?.document?.index === index)?.[kind];
  return sources.map((source, index) => ({
    source,
    text: texts[index] ?? '',
    deltas: list.flatMap(({ document, delta }) => (document?.index === index && delta ? [delta] : [])),
    result: ended(index, 'result'),
    error: ended(index, 'error'),
  }));
}

/** One document by the plain mutation, with `fields` of it. */
export async function answerOf({ server }: Pair, input: object, fields = REVIEWED): Promise<Json> {
  const query = `mutation ($input: OptimizeInput!) {
    optimize(input: $input) { outcomes { ... on OptimizedDocument { ${fields} } ... on OptimizeError { code message } } }
  } ${fields.includes('...Counted') ? COUNTED : ''}`;
  return postJson(server.url, query, { input });
}

/** What holds for every document that came through, whatever the model did. */
export function expectTold({ source: { content }, text, result }: Proof): void {
  expect(text === result.optimizedContent).toBe(true);
  expectEdits(content, result);
}

/** The edits are of the original, in order, and all that was changed; the segments tile it. */
export function expectEdits(content: string, { optimizedContent, edits, segments }: Json): void {
  expect(applyEdits(content, edits) === optimizedContent).toBe(true);
  let place = 0;
  for (const { start, end, original } of edits) {
    expect(start).toBeGreaterThanOrEqual(place);
    expect(content.slice(start, end)).toBe(original);
    place = end;
  }
  let end = 0;
  for (const segment of segments) {
    expect(segment.start).toBe(end);
    end = segment.end;
  }
  expect(end).toBe(content.length);
}
