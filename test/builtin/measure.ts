import { optimizationTypes } from '../../src/models/index.ts';
import { filesUnder, packages, textOf } from '../documents/parse-kit.ts';
import { damageOf } from './damage.ts';
import { createRun } from './run.ts';

/**
 * Prints what the rules change in every Markdown file of the packages, by each type, and any damage: `node
 * test/builtin/measure.ts`; with the names of types, by those alone; with `-v` every edit and suggestion.
 */
const names = process.argv.slice(2);
const isVerbose = names.includes('-v');
const chosen = optimizationTypes.filter(
  (type) => type !== 'CUSTOM' && (names.every((name) => name === '-v') || names.includes(type)),
);
const contents = [...new Set(filesUnder(packages, ['.md']).map(textOf))];
const run = createRun();
const print = (line: string) => process.stdout.write(`${line}\n`);

for (const optimizationType of chosen) {
  const startedAt = performance.now();
  const documents = await run(contents, { format: 'MARKDOWN', optimizationType });
  const seconds = (performance.now() - startedAt) / 1_000;
  const total = (count: (document: (typeof documents)[number]) => number) =>
    documents.reduce((sum, document) => sum + count(document), 0);
  const words = total((document) => document.words);
  const perThousand = (count: number) => ((1_000 * count) / words).toFixed(2);
  const [edits, suggestions] = [
    total((document) => document.edits.length),
    total((document) => document.suggestions.length),
  ];
  print(
    `${optimizationType.padEnd(12)} ${contents.length} files, ${words} words, ${Math.round(words / seconds)} words/s; per 1,000 words ` +
      `${perThousand(edits)} edits, ${perThousand(suggestions)} suggestions; damage: ${total((document) => damageOf(document).length)}`,
  );
  for (const document of documents) {
    for (const line of damageOf(document)) {
      print(`  damage  ${line}`);
    }
    for (const { start, end, replacement, rule } of isVerbose ? document.edits : []) {
      print(
        `  ${rule}: ${oneLine(document.content.slice(start - 30, start))}[${oneLine(document.content.slice(start, end))}] -> [${replacement}]`,
      );
    }
    for (const { text, rule, replacements } of isVerbose ? document.suggestions : []) {
      print(`  ? ${rule}: ${oneLine(text.slice(0, 60))} ${replacements.slice(0, 2).join(', ')}`);
    }
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
