import type { OptimizationType } from '../model.ts';
import type { Edit } from './edits.ts';
import { type Phrase, phrases } from './phrases/index.ts';
import { replaceWords } from './replace.ts';
import type { Finder } from './settle.ts';
import { type Rule, wordRules } from './word-rules/index.ts';
import { followsPlainly, wordsOf } from './words.ts';

/** What the rules of `type` find, the table's and the others. */
export function finderOf(type: OptimizationType): Finder | undefined {
  rulesByType ??= indexRules();
  const rules = rulesByType.get(type);
  return rules && ((masked) => findEdits(masked, rules));
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

/** The rules of each type by the word they start at, the longest first. Made when they are first needed. */
let rulesByType: ReadonlyMap<OptimizationType, RulesByWord> | undefined;

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
