import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OptimizationType } from '../../src/models/index.ts';
import { reviewDocument } from '../../src/optimizer/index.ts';
import { createRun } from './run.ts';

/** Prints how easy wordy public texts are to read, before and after rules: `node test/builtin/wordy.ts`; with `-v` every edit. */
const isVerbose = process.argv.includes('-v');
const types: readonly OptimizationType[] = ['CONCISENESS', 'CLARITY', 'SIMPLICITY'];
const paths = globSync(join(import.meta.dirname, 'wordy/*.txt')).sort();
const run = createRun();
const print = (line: string) => process.stdout.write(`${line}\n`);

for (const path of paths) {
  const content = readFileSync(path, 'utf8');
  for (const optimizationType of types) {
    const [document] = await run([content], { optimizationType });
    if (!document) {
      continue;
    }
    const source = { name: basename(path), type: 'document', format: 'TEXT', content } as const;
    const optimized = { source, segments: [{ end: content.length }], edits: document.edits };
    const { readability } = await reviewDocument(optimized, {
      optimizationType,
      protectedTerms: [],
      instructions: undefined,
    });
    const figures = [readability?.before, readability?.after].map(
      (of) =>
        `${of?.words} words, ${of?.fleschReadingEase.toFixed(1)} reading ease, grade ${of?.fleschKincaidGrade.toFixed(1)}`,
    );
    print(
      `${basename(path).padEnd(16)} ${optimizationType.padEnd(12)} ${figures.join(' -> ')}; ${document.edits.length} edits, ${document.suggestions.length} suggestions`,
    );
    for (const { start, end, replacement, rule } of isVerbose ? document.edits : []) {
      print(`  ${rule}: ${content.slice(start, end)} -> ${replacement}`);
    }
  }
}
