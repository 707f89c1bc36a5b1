import type { OptimizationType } from '../model.ts';
import { capitals } from './capitals.ts';
import { createCounter, findOdd } from './conventions.ts';
import { applyEdits, composeEdits, type Edit } from './edits.ts';
import { gerundRules } from './gerund-rules.ts';
import { grammar } from './grammar.ts';
import { leftovers } from './leftovers.ts';
import type { Phrase } from './phrase.ts';
import { phrases } from './phrases.ts';
import { replaceWords } from './replace.ts';
import type { Rule } from './rule.ts';
import { piecesOf } from './sentences.ts';
import { findSlips } from './spacing.ts';
import { compileTerms } from './terms.ts';
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
  const rules = rulesByType.get(type);
  const findTerms = compileTerms(protectedTerms);
  const finders: Finder[] = rules ? [(masked) => findEdits(masked, rules)] : [];
  if (type === 'STYLE') {
    const counter = createCounter();
    for (const { masked } of piecesOf(text.slice(0, COUNTED_LENGTH), findTerms)) {
      counter.add(masked ?? '');
      yield { text: '', edits: [] };
    }
    const habits = counter.habits();
    finders.push((masked) => findOdd(masked, habits), findSlips);
  }
  for (const piece of piecesOf(text, findTerms)) {
    const edits = piece.masked === undefined ? [] : settle(piece.masked, finders);
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

/** Finds what is to be changed in a sentence: in order, none touching the next. */
type Finder = (masked: string) => readonly Edit[];

/** More passes than any sentence needs. */
const MAX_PASSES = 16;

/** What the rules change until nothing is left to change. */
function settle(text: string, finders: readonly Finder[]): readonly Edit[] {
  let edits: readonly Edit[] = [];
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = firstFound(current, finders);
    if (found.length === 0) {
      break;
    }
    current = applyEdits(current, found);
    edits = composeEdits(edits, found);
  }
  return edits;
}

function firstFound(text: string, finders: readonly Finder[]): readonly Edit[] {
  for (const find of finders) {
    const found = find(text);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
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
  for (const rule of [...gerundRules, ...leftovers, ...grammar, ...capitals]) {
    for (const type of rule.types) {
      add(type, rule);
    }
  }
  return byType;
}
