import { globSync, readFileSync } from 'node:fs';
import { type OptimizationType, optimizationTypes } from '../../../src/models/model.ts';
import { createRun } from '../run.ts';

/** A line of the gold set: a sentence and what may become of it. */
export interface GoldSentence {
  readonly text: string;
  /** The right results; none where the sentence must come out as it is, whatever the type. */
  readonly wanted: readonly string[];
}

/** What becomes of texts, in their order. */
export type Rewrite = (texts: readonly string[], type: OptimizationType) => Promise<readonly string[]>;

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

/** What the rule-based editor makes of texts, with the checks around it. */
export function byBuiltin(): Rewrite {
  const run = createRun();
  return async (texts, optimizationType) => (await run(texts, { optimizationType })).map(({ optimized }) => optimized);
}

/** How `rewrite` fares with the sentences of `type` and with all that must come out as they are. */
export async function scoreOf(type: OptimizationType, rewrite: Rewrite): Promise<Score> {
  const faulty = goldOf(type.toLowerCase()).filter(({ wanted }) => wanted.length > 0);
  const sentences = [...faulty, ...cleanSentences.map((text) => ({ text, wanted: [text] }))];
  const rewritten = await rewrite(
    sentences.map(({ text }) => text),
    type,
  );
  const results = sentences.map(({ text, wanted }, index) => {
    const result = rewritten[index] ?? '';
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
