import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `main.js` of these files, behind `resolveOnce`; gives what it says, and what was looked for meanwhile. */
function run(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const script = `
    import { registerHooks } from 'node:module';
    import { resolveOnce } from ${JSON.stringify(new URL('../src/resolve-once.js', import.meta.url).href)};
    const lookups = [];
    registerHooks({
      resolve(specifier, context, nextResolve) {
        lookups.push(specifier);
        return nextResolve(specifier, context);
      },
    });
    resolveOnce();
    const { said } = await import(${JSON.stringify(join(folder, 'main.js'))});
    console.log(JSON.stringify({ said, lookups }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { said, lookups }: { said: unknown; lookups: string[] } = JSON.parse(stdout);
  return { said, lookups: lookups.filter((specifier) => !specifier.startsWith('node:')) };
}

it('A module is looked for once, from wherever it is imported', () => {
  const { said, lookups } = run({
    'package.json': '{ "type": "module" }',
    'main.js': `import { a } from './a.js'; import { b } from './deep/b.js'; export const said = a + b;`,
    'a.js': `import { word } from './deep/word.js'; export const a = word;`,
    'deep/b.js': `import { word } from './word.js'; export const b = word;`,
    'deep/word.js': `export const word = 'w';`,
  });
  expect(said).toBe('ww');
  expect(lookups.filter((specifier) => specifier.endsWith('word.js'))).toEqual(['./deep/word.js']);
});

it('A name is what it is to the folder that asks, to imports and to requires', () => {
  const dependency = (word: string) => ({
    'package.json': '{ "exports": { "import": "./import.mjs", "require": "./require.cjs" } }',
    'import.mjs': `export const word = '${word} imported';`,
    'require.cjs': `exports.word = '${word} required';`,
  });
  const at = (place: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${place}/${path}`, text]));
  const { said } = run({
    ...at('node_modules/dep', dependency('outer')),
    ...at('inner/node_modules/dep', dependency('inner')),
    'main.js': `
      import { word } from 'dep';
      import { createRequire } from 'node:module';
      import { inner } from './inner/index.mjs';
      import json from './inner/index.json' with { type: 'json' };
      const require = createRequire(import.meta.url);
      export const said = [word, require('dep').word, require('./inner').word, ...inner, ...json];
    `,
    'package.json': '{ "type": "module" }',
    'inner/index.mjs': `import { word } from 'dep'; import { own } from '#own'; export const inner = [word, own];`,
    'inner/package.json': '{ "imports": { "#own": "./own.mjs" }, "main": "index.cjs" }',
    'inner/own.mjs': `export const own = 'own';`,
    'inner/index.cjs': `exports.word = require('dep').word;`,
    'inner/index.json': '["data"]',
  });
  expect(said).toEqual(['outer imported', 'outer required', 'inner required', 'inner imported', 'own', 'data']);
});

it('What is not found says so, and is found once it is there', () => {
  const { said } = run({
    'package.json': '{ "type": "module" }',
    'main.js': `
      import { writeFileSync } from 'node:fs';
      const first = await import('./late.js').catch(({ code }) => code);
      writeFileSync(new URL('late.js', import.meta.url), 'export const late = 1;');
      const { late } = await import('./late.js');
      export const said = [first, late];
    `,
  });
  expect(said).toEqual(['ERR_MODULE_NOT_FOUND', 1]);
});
