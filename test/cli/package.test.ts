import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBrowser } from '../kit/browser.ts';
import { startEndpoint } from '../kit/endpoint.ts';
import { listen } from '../kit/listen.ts';
import { plain, wordy } from './command.ts';

const ROOT = join(import.meta.dirname, '../..');
const MOST_CLIENT_BYTES = 12_000;

// The project's own Node, for what npm starts too.
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const run = (file: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) =>
  promisify(execFile)(file, args, { cwd, env: { ...process.env, FORCE_COLOR: '0', ...env, PATH }, timeout: 120_000 });
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

let folder: string;
let tarball: string;
let home: string;

/** Packs a copy of the project, since packing builds, and installs it as anyone would. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-package-'));
  const copy = join(folder, 'project');
  await cp(ROOT, copy, {
    recursive: true,
    filter: (path) => !/^(?:node_modules|dist|data|coverage|test|\.git)$/.test(path.slice(ROOT.length + 1)),
  });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', folder], copy);
  const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  tarball = join(folder, name);
  home = join(folder, 'home');
  await mkdir(home);
  await writeFile(join(home, 'package.json'), '{ "type": "module" }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], home);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('is as publint and arethetypeswrong want it', async () => {
    // Both exit with 1 where something is wrong.
    const lint = await run(bin('publint'), ['run', tarball, '--strict'], ROOT);
    expect(lint.stdout).toContain('All good!');
    const types = await run(bin('attw'), [tarball, '--profile', 'esm-only'], ROOT);
    expect(types.stdout).toMatch(/"copydesk\/client"/);
  });

  it('brings no sources, tests or secrets: the compiled code, its types, the page and the schema', async () => {
    const files = await readdir(join(home, 'node_modules/copydesk'), { recursive: true });
    expect(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
    const top = await readdir(join(home, 'node_modules/copydesk'));
    expect(top.toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', 'schema']);
    expect(files).toContain('dist/web/index.html');
  });

  it('optimizes files, long ones too, with the rules and with a model', async () => {
    const long = `${'It rains on this day and on the next one. '.repeat(2_000)}\n\n`;
    await writeFile(join(home, 'a.md'), `${long}${wordy}\n`);
    const ruled = await run('npx', ['--no-install', 'copydesk', 'optimize', 'a.md', '--write'], home);
    expect(ruled.stderr).toMatch(/^✓ a\.md: \d+ edits?, written to a\.md\n$/);
    expect((await readFile(join(home, 'a.md'), 'utf8')).endsWith(`\n\n${plain}\n`)).toBe(true);

    await using endpoint = await startEndpoint({ answer: () => ({ text: (text) => text.replace('rains', 'pours') }) });
    const env = { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' };
    const estimate = await run('npx', ['--no-install', 'copydesk', 'optimize', 'a.md', '--estimate'], home, env);
    expect(estimate.stdout).toMatch(/^a\.md: 20\d{3} words in \d+ segments\n\d+ tokens in/);
    const shown = await run('npx', ['--no-install', 'copydesk', 'optimize', 'a.md'], home, env);
    expect(shown.stdout).toContain('[-rains-]{+pours+}');
  });

  it('serves the API and the page, and its client reaches it from Node and from a browser', async () => {
    await using served = await serve();
    const page = await (await fetch(new URL('/', served.url))).text();
    expect(page).toContain('<script type="module"');

    const script = `
      import { applyEdits, createClient, fold } from 'copydesk/client';

      const content: string = ${JSON.stringify(wordy)};
      const client = createClient({ url: ${JSON.stringify(served.url)} });
      const chunks = client.optimizeStream({ optimizationType: 'CLARITY', documents: [{ name: 'a.md', content }] });
      for await (const { complete, documents } of fold(chunks)) {
        const [document] = documents;
        if (complete && document?.result) {
          const { optimizedContent, edits } = document.result;
          console.log(JSON.stringify([optimizedContent, applyEdits(content, edits), complete.status]));
        }
      }
    `;
    await writeFile(join(home, 'use.ts'), script);
    const inNode = await run(process.execPath, ['use.ts'], home);
    const expected = [plain, plain, 'COMPLETED'];
    expect(JSON.parse(inNode.stdout)).toEqual(expected);

    // Strict, the package's own declarations included, without the types of Node.
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'esnext', '--types', ''];
    const { stdout } = await run(
      bin('tsc'),
      [...options, '--lib', 'esnext,dom,dom.iterable,dom.asynciterable', 'use.ts'],
      home,
    ).catch((failed) => failed);
    expect(stdout).toBe('');

    const { code, modules } = await bundle();
    expect(
      modules.every((id) =>
        /node_modules\/(?:copydesk\/dist\/(?:client|documents|errors)|eventsource-parser)\b/.test(id),
      ),
    ).toBe(true);
    const sizes = [gzipSync(code).length, brotliCompressSync(code).length];
    expect(Math.max(...sizes)).toBeLessThan(MOST_CLIENT_BYTES);
    expect(await inBrowser(code)).toEqual(expected);
  }, 120_000);
});

/** `npx copydesk serve`, with jobs on disk. */
async function serve(): Promise<AsyncDisposable & { readonly url: string }> {
  const child = spawn('npx', ['--no-install', 'copydesk', 'serve', '--port', '0'], {
    cwd: home,
    env: { ...process.env, PATH, CORS_ORIGINS: '*', DATA_DIR: join(home, 'data') },
    detached: true,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const url = await vi.waitUntil(() => /listens at ([^;\s]+)/.exec(output)?.[1], { timeout: 30_000 });
  return {
    url,
    async [Symbol.asyncDispose]() {
      // The whole group: npm stands between.
      process.kill(-Number(child.pid), 'SIGTERM');
      await once(child, 'close');
    },
  };
}

/** What a bundler makes of the script that uses the client. */
async function bundle(): Promise<{ readonly code: string; readonly modules: readonly string[] }> {
  const entry = join(home, 'use.ts');
  const built = await build({
    root: home,
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', rollupOptions: { input: entry }, modulePreload: false },
  });
  const [output] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (output?.type !== 'chunk') {
    throw new Error('There is no bundle');
  }
  return { code: output.code, modules: output.moduleIds.filter((id) => id !== entry && !id.startsWith('\0')) };
}

/** What the bundled script logs in Chromium. */
async function inBrowser(code: string): Promise<unknown> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/use.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? code : '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/use.js"></script>',
    );
  });
  const port = await listen(server);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const logged = page.waitForEvent('console', { timeout: 20_000 });
    await page.goto(`http://127.0.0.1:${port}/`);
    return JSON.parse((await logged).text());
  } finally {
    await browser.close();
    server.close();
  }
}
