import { Dialect, type Lint, LocalLinter } from 'harper.js';
import { slimBinary } from 'harper.js/slimBinary';
import { serveThread } from '../../../thread.ts';
import type { DialectName, Finding, LintTask } from './finding.ts';
import { ownWords } from './own-words.ts';
import { rules } from './rules.ts';

const linters = new Map<DialectName, Promise<LocalLinter>>();

/** The linter of a dialect, which knows our rules alone: to set another dialect would make it forget them. */
function linterOf(dialect: DialectName): Promise<LocalLinter> {
  const linter = linters.get(dialect) ?? createLinter(dialect);
  linters.set(dialect, linter);
  return linter;
}

async function createLinter(dialect: DialectName): Promise<LocalLinter> {
  const linter = new LocalLinter({ binary: slimBinary, dialect: Dialect[dialect] });
  const all = await linter.getDefaultLintConfig();
  await linter.setLintConfig(Object.fromEntries(Object.keys(all).map((name) => [name, rules.has(name)])));
  await linter.importWords([...ownWords]);
  return linter;
}

serveThread<LintTask, readonly Finding[]>(async ({ sentence, dialect }) => {
  const linter = await linterOf(dialect);
  const found = await linter.organizedLints(sentence, { language: 'markdown', dedup: false });
  return Object.entries(found).flatMap(([name, lints]) => lints.map((lint) => findingOf(name, lint)));
});

function findingOf(name: string, lint: Lint): Finding {
  const { start, end } = lint.span();
  const replacements = lint.suggestions().map((suggestion) => {
    const text = suggestion.get_replacement_text();
    // Of the library's three kinds a removal has no text, and an insertion keeps what is there.
    return suggestion.kind() === INSERT_AFTER ? lint.get_problem_text() + text : text;
  });
  const finding = { name, start, end, message: lint.message(), replacements };
  lint.free();
  return finding;
}

const INSERT_AFTER = 2;
