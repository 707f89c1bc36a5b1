import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, folderOf } from './cli/command.ts';
import { startPair } from './kit/server.ts';

const ROOT = join(import.meta.dirname, '..');
const SAMPLE = 'Due to the fact that it rains, we utilize umbrellas.';
const PLAIN = 'Because it rains, we use umbrellas.';
// Longer than what `partialContent` is cut to by itself.
const days = (text: string) => Array.from({ length: 8 }, (_, day) => `On day ${day}, ${text}`).join(' ');
const SOURCE = days('due to the fact that it rains, we utilize umbrellas.');
const ANSWER = days('because it rains, we use umbrellas.');
const names = [
  'curl',
  'eventsource',
  'graphql-sse',
  'urql',
  'apollo-http-link',
  'apollo-graphql-sse',
  'typed-client',
] as const;
/** What the typed client can do besides, and what each prints. */
const uses = {
  'client-edits': ['Because it rains, we utilize umbrellas.', 'true true'],
  'client-jobs': [
    'test-model, up to 100 documents at a time',
    /^\d+ tokens, at a price/,
    /^STREAMING \d+/,
    PLAIN,
    'true',
  ],
} as const;

const run = promisify(execFile);
let folder: string;
let snippets: ReadonlyMap<string, { readonly language: string; readonly code: string }>;

beforeAll(async () => {
  // Inside the checkout, so that imports are found. The dot keeps it from tsc.
  folder = await mkdtemp(join(ROOT, 'test/clients/.snippets-tmp-'));
  snippets = snippetsOf(await readFile(join(ROOT, 'README.md'), 'utf8'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function snippetsOf(markdown: string) {
  const found = markdown.matchAll(/<!-- snippet: (\S+) -->\s*```(\w+)\n([\s\S]*?\n)```/g);
  return new Map([...found].map(([, name = '', language = '', code = '']) => [name, { language, code }]));
}

/** Writes a snippet to a file, with the server's URL for its own and a longer sample. */
async function write(name: string, url: string, sample = SOURCE): Promise<string> {
  const { language, code } = snippets.get(name) ?? { language: 'missing', code: '' };
  expect(code).toContain('http://127.0.0.1:4000/graphql');
  expect(code).toContain(name === 'curl-upload' ? '@README.md' : SAMPLE);
  const file = join(folder, `${name}.${language}`);
  const here = code
    .replaceAll('http://127.0.0.1:4000/graphql', url)
    .replaceAll("'copydesk/client'", "'../../../src/client/index.ts'");
  await writeFile(file, here.replace(SAMPLE, sample));
  return file;
}

describe('the snippets of the README', () => {
  test('are one for the command line, one for an upload, and one per client, with more for ours', () => {
    expect([...snippets.keys()]).toEqual(['command-line', 'curl-upload', ...names, ...Object.keys(uses)]);
  });

  test('command-line does what its comments say', async () => {
    const { code = '' } = snippets.get('command-line') ?? {};
    const files = { 'README.md': SAMPLE, 'docs/a.md': SAMPLE, 'blog/2026/b.md': SAMPLE };
    await using project = await folderOf(files);
    const script = `set -e\ncopydesk() { '${process.execPath}' '${command}' "$@"; }\n${code}`;
    const { stdout } = await run('sh', ['-c', script], { cwd: project.path, timeout: 60_000 });
    const read = (name: string) => readFile(join(project.path, name), 'utf8');
    expect(stdout).toMatch(/^README\.md\n {4}1 {2}\[-Due to the fact that-\]\{\+Because\+\}/);
    expect(stdout).toContain('docs/a.md: 6 words in 1 segment\n');
    expect(await read('README.md')).toBe(SAMPLE);
    expect(await read('blog/2026/b.md')).toBe(PLAIN);
    expect(await read('better/docs/a.md')).toBe(PLAIN);
    expect(await read('better.md')).toBe(PLAIN);
    expect(JSON.parse(await read('outcomes.jsonl'))).toMatchObject({ name: 'docs/a.md', outcome: 'UNCHANGED' });
  });

  test('curl-upload sends a file', async () => {
    const rewrite = (text: string) => text.replace('improves documents', 'makes documents better');
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    await using pair = await startPair({ answer: () => ({ text: rewrite }) });
    const { stdout } = await run('sh', [await write('curl-upload', pair.server.url)], { cwd: ROOT, timeout: 20_000 });
    expect(JSON.parse(stdout).data.optimize.outcomes).toEqual([{ optimizedContent: rewrite(readme) }]);
    expect(rewrite(readme)).not.toBe(readme);
    expect(pair.endpoint.calls[0]?.target).toMatch(/^A self-hosted GraphQL API/);
  });

  test.each(names)('%s runs as it is, shows the text as it grows, and the result last', async (name) => {
    await using pair = await startPair({ answer: () => ({ text: ANSWER, tokenMs: 5 }) });
    const file = await write(name, pair.server.url);
    const command = file.endsWith('.sh') ? 'sh' : process.execPath;
    const { stdout, stderr } = await run(command, [file], { cwd: ROOT, timeout: 20_000 });
    expect(stderr).toBe('');
    const lines = stdout.split('\n').filter((line) => line.includes('it rains'));
    const [first = '', last = ''] = [lines[0], lines.at(-1)];
    expect(first).not.toContain(ANSWER);
    if (command === 'sh') {
      expect(last).toContain(JSON.stringify({ optimizedContent: ANSWER }));
    } else {
      expect(last).toBe(ANSWER);
    }
    expect(stdout).not.toContain('...');
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  test.each(Object.entries(uses))('%s runs as it is', async (name, lines) => {
    await using pair = await startPair({ answer: () => ({ text: PLAIN, tokenMs: 20 }) });
    const file = await write(name, pair.server.url, SAMPLE);
    const { stdout, stderr } = await run(process.execPath, [file], { cwd: ROOT, timeout: 20_000 });
    expect(stderr).toBe('');
    const printed = stdout.split('\n');
    for (const line of lines) {
      expect(printed.some((one) => (typeof line === 'string' ? one === line : line.test(one)))).toBe(true);
    }
  });

  test('hold for a strict type check', async () => {
    const files = await Promise.all(
      [...names, ...Object.keys(uses)].map((name) => write(name, 'http://127.0.0.1:4000/graphql')),
    );
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--allowImportingTsExtensions', '--ignoreConfig'];
    const targets = [
      '--target',
      'esnext',
      '--module',
      'nodenext',
      '--lib',
      'esnext,dom,dom.iterable',
      '--types',
      'node',
    ];
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const sources = files.filter((file) => file.endsWith('.ts'));
    const { stdout } = await run(tsc, [...options, ...targets, ...sources], { cwd: ROOT }).catch((failed) => failed);
    expect(stdout).toBe('');
  });
});
