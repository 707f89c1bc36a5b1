import {
  applyEdits,
  type Block,
  type Edit,
  isEnglish,
  parseDocument,
  type Readability,
  readabilityOf,
} from '../documents/index.ts';
import {
  checkNumbers,
  checkTerms,
  differenceOf,
  type Finding,
  finding,
  kindOfMask,
  type PreservationKind,
  type Rewritten,
} from './checks/index.ts';
import type { SourceDocument, Task } from './source.ts';

/** What can be said of an optimized document beside its original. */
export interface Review {
  /** Undefined where the prose is not in English. */
  readonly readability: { readonly before: Readability; readonly after: Readability } | undefined;
  readonly preservation: Preservation;
}

/** What of the original's facts came through. */
export interface Preservation {
  /** Characters out per character in, of the prose. */
  readonly lengthRatio: number;
  /** Words changed per word in. */
  readonly changedWordRatio: number;
  readonly issues: readonly (Finding & { readonly segment: number })[];
}

/** A document, how it was cut into segments, and what was changed. */
export interface OptimizedSource {
  readonly source: SourceDocument;
  readonly segments: readonly { readonly end: number }[];
  readonly edits: readonly Edit[];
}

/**
 * Compares a document with what its edits make of it, block by block, by its bytes alone: nothing that the model or the checks
 * of its rewrites said is taken for granted.
 */
export async function reviewDocument(
  { source: { content, format }, segments, edits }: OptimizedSource,
  task: Omit<Task, 'segmentWords' | 'audience'>,
): Promise<Review> {
  const { protectedTerms } = task;
  const plan = await parseDocument(content, format, { protectedTerms, segmentWords: Number.MAX_SAFE_INTEGER });
  const before: string[] = [];
  const after: string[] = [];
  const issues: (Finding & { segment: number })[] = [];
  let next = 0;
  let segment = 0;
  for (const { blocks } of plan.segments) {
    for (const block of blocks) {
      while (block.start >= (segments[segment]?.end ?? content.length) && segment < segments.length - 1) {
        segment += 1;
      }
      const own: Edit[] = [];
      for (let edit = edits[next]; edit && edit.end <= block.end; edit = edits[next]) {
        own.push({ ...edit, start: edit.start - block.start, end: edit.end - block.start });
        next += 1;
      }
      const pair = compare(content, block, own);
      before.push(pair.before);
      after.push(pair.after);
      if (own.length > 0) {
        issues.push(...issuesOf(pair, task).map((issue) => ({ ...issue, segment })));
      }
    }
  }
  const preservation = {
    lengthRatio: lengthOf(before) === 0 ? 1 : lengthOf(after) / lengthOf(before),
    changedWordRatio: changedWords(content, edits) / Math.max(1, wordsIn(before.join(' '))),
    issues,
  };
  const readability = isEnglish(before.join(' ').slice(0, LANGUAGE_SAMPLE))
    ? { before: await readabilityOf(before), after: await readabilityOf(after) }
    : undefined;
  return { readability, preservation };
}

/** What tells the language of a document: its first pages. */
const LANGUAGE_SAMPLE = 20_000;

/** A block's prose before and after, and what masks stand for in it that came or went. */
interface Pair {
  readonly before: string;
  readonly after: string;
  readonly kept: ReadonlyMap<PreservationKind, { readonly lost: string[]; readonly added: string[] }>;
}

function compare(content: string, block: Block, edits: readonly Edit[]): Pair {
  const source = content.slice(block.start, block.end);
  const masks = block.pieces.flatMap((piece) =>
    piece.kind === 'mask' ? [{ kind: kindOfMask[piece.mask], text: content.slice(piece.start, piece.end) }] : [],
  );
  const rewritten = applyEdits(source, edits);
  const kinds = new Set(edits.length > 0 ? masks.map(({ kind }) => kind) : []);
  const kept = new Map(
    [...kinds].map((kind) => {
      const texts = [...new Set(masks.filter((mask) => mask.kind === kind).map(({ text }) => text))];
      const found = (text: string) => texts.flatMap((part) => Array<string>(text.split(part).length - 1).fill(part));
      return [kind, differenceOf(found(source), found(rewritten))];
    }),
  );
  const prose = (text: string) =>
    masks
      .reduce((rest, mask) => rest.replace(mask.text, () => ' '), text)
      .replace(/&#?\w{1,31};/g, ' ')
      .replace(/\s*[\r\n][>\s]*/g, ' ');
  return { before: prose(source), after: prose(rewritten), kept };
}

function issuesOf(
  { before, after, kept }: Pair,
  task: Pick<Rewritten, 'optimizationType' | 'instructions' | 'protectedTerms'>,
) {
  const rewritten: Rewritten = { ...task, source: [before], rewrite: [after], masks: [] };
  const gone = [...kept]
    .filter(([, { lost, added }]) => lost.length + added.length > 0)
    .map(([kind, difference]) =>
      finding(kind, 'What no rewrite may change is not as often there as it was.', difference),
    );
  return [...gone, ...checkNumbers(rewritten), ...checkTerms(rewritten)];
}

function changedWords(content: string, edits: readonly Edit[]): number {
  return edits.reduce(
    (sum, { start, end, replacement }) => sum + Math.max(wordsIn(content.slice(start, end)), wordsIn(replacement)),
    0,
  );
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
