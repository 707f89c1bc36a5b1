import { globSync, readFileSync } from 'node:fs';
import { applyRules } from '../../../src/models/builtin/rules.ts';
import { type OptimizationType, optimizationTypes } from '../../../src/models/model.ts';

/** A line of the gold set: a sentence and what may become of it. */
export interface GoldSentence {
  readonly text: string;
  /** The right results; none where the sentence must come out as it is, whatever the type. */
  readonly wanted: readonly string[];
}

/** What becomes of a text. */
export type Rewrite = (text: string, type: OptimizationType) => string;

/** How the sentences of one type fared. */
export interface Score {
  readonly type: OptimizationType;
  /** Changed to what is wanted. */
  readonly right: number;
  /** Changed to something else, or changed where nothing may be, as `text -> result`. */
  readonly wrong: readonly string[];
  /** Not changed, though something is wanted. */
  readonly missed: readonly string[];
  readonly precision: number;
  readonly recall: number;
}

/** The types that the gold set has sentences for. */
export const goldTypes = optimizationTypes.filter((type) => type !== 'CUSTOM');

const folder = import.meta.dirname;

/** The sentences of `FILE.tsv`: one a line, the text and behind tabs the results that are right. */
export function goldOf(name: string): GoldSentence[] {
  return readFileSync(`${folder}/${name}.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [text = '', ...wanted] = line.split('\t');
      return { text, wanted };
    });
}

/** Every sentence of the gold set that must come out as it is. */
export const cleanSentences: readonly string[] = globSync('*.tsv', { cwd: folder })
  .sort()
  .flatMap((file) => goldOf(file.replace('.tsv', '')))
  .filter(({ wanted }) => wanted.length === 0)
  .map(({ text }) => text);

/** What the rules make of a text. */
export const byRules: Rewrite = (text, type) => applyRules(text, type, []).text;

/** How `rewrite` fares with the sentences of `type` and with all that must come out as they are. */
export function scoreOf(type: OptimizationType, rewrite: Rewrite): Score {
  const faulty = goldOf(type.toLowerCase()).filter(({ wanted }) => wanted.length > 0);
  const results = [...faulty, ...cleanSentences.map((text) => ({ text, wanted: [text] }))].map(({ text, wanted }) => {
    const result = rewrite(text, type);
    return { text, result, isChanged: result !== text, isRight: wanted.includes(result) };
  });
  const right = results.filter(({ isChanged, isRight }) => isChanged && isRight).length;
  const wrong = results.filter(({ isChanged, isRight }) => isChanged && !isRight);
  return {
    type,
    right,
    wrong: wrong.map(({ text, result }) => `${text} -> ${result}`),
    missed: results.filter(({ isChanged, isRight }) => !isChanged && !isRight).map(({ text }) => text),
    precision: right / (right + wrong.length),
    recall: right / faulty.length,
  };
}
