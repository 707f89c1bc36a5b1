import type { OptimizationType } from '../model.ts';
import { createCounter, findOdd, type Habits } from './conventions.ts';
import { applyEdits, composeEdits, type Edit } from './edits.ts';
import { type Phrase, phrases } from './phrases/index.ts';
import { replaceWords } from './replace.ts';
import { piecesOf } from './sentences.ts';
import { findSlips } from './spacing.ts';
import { compileTerms, type FindTerms } from './terms.ts';
import { type Rule, wordRules } from './word-rules/index.ts';
import { followsPlainly, wordsOf } from './words.ts';

/** A stretch of the text, its place, and what the rules change in it, with offsets in the whole text. */
export interface RuledPiece {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** `text` as the rules of `type` leave it, and every change they made, in order, with offsets in `text`. */
export function applyRules(text: string, type: OptimizationType, protectedTerms: readonly string[]) {
  const pieces = [...rulePieces(text, type, protectedTerms)];
  return { text: pieces.map((piece) => piece.text).join(''), edits: pieces.flatMap((piece) => piece.edits) };
}

/** The same, sentence by sentence, some of it empty: no step takes longer than a few milliseconds. */
export function* rulePieces(
  text: string,
  type: OptimizationType,
  protectedTerms: readonly string[],
): Generator<RuledPiece, void> {
  const findTerms = compileTerms(protectedTerms);
  const counting = countHabits(text, type, findTerms);
  let counted = counting.next();
  for (; !counted.done; counted = counting.next()) {
    yield { text: '', edits: [] };
  }
  for (const piece of piecesOf(text, findTerms)) {
    const edits = piece.masked === undefined ? [] : settle(piece.masked, type, counted.value);
    const ruled = applyEdits(piece.text, edits);
    if (edits.length === 0 || findTerms?.(ruled).length !== findTerms?.(piece.text).length) {
      yield { text: piece.text, edits: [] };
    } else {
      const place = (edit: Edit) => ({ ...edit, start: edit.start + piece.start, end: edit.end + piece.start });
      yield { text: ruled, edits: edits.map(place) };
    }
  }
}

/** The habits of a text show in its first part. */
const COUNTED_LENGTH = 65_536;

/** How `text` mostly writes what can be written in several ways, where the rules of `type` care; a step per sentence. */
export function* countHabits(
  text: string,
  type: OptimizationType,
  findTerms: FindTerms | undefined,
): Generator<undefined, Habits> {
  const counter = createCounter();
  if (type === 'STYLE') {
    for (const { masked } of piecesOf(text.slice(0, COUNTED_LENGTH), findTerms)) {
      counter.add(masked ?? '');
      yield;
    }
  }
  return counter.habits();
}

/** More passes than any sentence needs. */
const MAX_PASSES = 16;

/** What the rules of `type` change in a sentence of a text with `habits`, in order, until nothing is left to change. */
export function settle(masked: string, type: OptimizationType, habits: Habits): readonly Edit[] {
  let edits: readonly Edit[] = [];
  let current = masked;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = findChanges(current, type, habits);
    if (found.length === 0) {
      break;
    }
    current = applyEdits(current, found);
    edits = composeEdits(edits, found);
  }
  return edits;
}

/** What the first of the rules that find anything change: in order, none touching the next. */
function findChanges(masked: string, type: OptimizationType, habits: Habits): readonly Edit[] {
  const edits = findEdits(masked, rulesByType.get(type) ?? new Map());
  if (edits.length > 0 || type !== 'STYLE') {
    return edits;
  }
  const odd = findOdd(masked, habits);
  return odd.length > 0 ? odd : findSlips(masked);
}

function findEdits(text: string, rules: RulesByWord): Edit[] {
  const edits: Edit[] = [];
  const words = wordsOf(text);
  let end = -1;
  for (const [index, word] of words.entries()) {
    for (const rule of rules.get(word.lower || word.text) ?? []) {
      const change = rule.find(words, index);
      if (change && change.start > end) {
        edits.push({ ...change, rule: rule.id, explanation: rule.reason });
        end = change.end;
        break;
      }
    }
  }
  return edits;
}

function ruleOf(phrase: Phrase, from: string, to: string): Rule {
  const [first = '', ...rest] = from.split(' ');
  return {
    id: phrase.id,
    types: phrase.types,
    reason: phrase.reason,
    words: [first],
    find(words, index) {
      const last = index + rest.length;
      const isThere = rest.every((text, offset) => {
        const at = index + 1 + offset;
        return (words[at]?.text === text || (text === 'i' && words[at]?.text === 'I')) && followsPlainly(words, at);
      });
      return isThere && (phrase.when?.(words, index, last) ?? true) ? replaceWords(words, index, last, to) : undefined;
    },
  };
}

type RulesByWord = ReadonlyMap<string, readonly Rule[]>;

/** The rules of each type by the word they start at, the longest first. */
const rulesByType: ReadonlyMap<OptimizationType, RulesByWord> = indexRules();

function indexRules(): Map<OptimizationType, Map<string, Rule[]>> {
  const byType = new Map<OptimizationType, Map<string, Rule[]>>();
  const add = (type: OptimizationType, rule: Rule) => {
    const byWord = byType.get(type) ?? new Map<string, Rule[]>();
    byType.set(type, byWord);
    for (const word of rule.words) {
      byWord.set(word, [...(byWord.get(word) ?? []), rule]);
    }
  };
  const swaps = phrases
    .flatMap((phrase) => Object.entries(phrase.swaps).map(([from, to]) => ({ phrase, from, to })))
    .sort((a, b) => b.from.length - a.from.length);
  for (const { phrase, from, to } of swaps) {
    for (const type of phrase.types) {
      add(type, ruleOf(phrase, from, to));
    }
  }
  for (const rule of wordRules) {
    for (const type of rule.types) {
      add(type, rule);
    }
  }
  return byType;
}
