import { mkdtempDisposable, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createYoga } from 'graphql-yoga';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { usePage } from '../../src/server/page.ts';
import { buildPage, pageFolder } from '../../src/web/build.ts';
import { startBrowser } from '../kit/browser.ts';
import { startPair, startServer } from '../kit/server.ts';
import { openPage, soon } from './kit.ts';
import { concise, letter } from './texts.ts';

describe('the build', () => {
  test('runs where the sources changed, and not otherwise', async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'page-'));
    const parent = temporary.path;
    const folder = join(parent, 'web');
    expect(await buildPage(folder)).toBe(true);
    const before = (await stat(join(folder, 'index.html'))).mtimeMs;
    expect(await buildPage(folder)).toBe(false);
    expect((await stat(join(folder, 'index.html'))).mtimeMs).toBe(before);

    const stamp = join(folder, 'sources.json');
    const sources = JSON.parse(await readFile(stamp, 'utf8'));
    expect(Object.keys(sources)).toEqual(
      expect.arrayContaining(['package-lock.json', 'src/client/fold.ts', 'src/web/app.tsx', 'src/web/styles/job.css']),
    );
    expect(Object.keys(sources).filter((file) => /^src\/(?!web|client|documents\/|errors)/.test(file))).toEqual([]);
    await writeFile(stamp, JSON.stringify({ ...sources, 'src/web/app.tsx': 'as it was yesterday' }));
    expect(await buildPage(folder)).toBe(true);
    expect(await readdir(parent)).toEqual(['web']);
  });

  test('gives less than 250 kB, compressed, fonts and all', async () => {
    const names = await readdir(join(pageFolder, 'assets'));
    const files = await Promise.all(names.map((name) => readFile(join(pageFolder, 'assets', name))));
    const size = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(250_000);
  });
});

describe('the page over HTTP', () => {
  test('lets nothing in but what this server serves, by a nonce that is new each time', async () => {
    await using server = await startServer();
    const [first, second] = [await read(server.url, '/'), await read(server.url, '/')];
    const policy = String(first.headers['content-security-policy']);
    const [nonce] = /(?<='nonce-)[^']+/.exec(policy) ?? [];
    expect(policy).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(nonce?.length).toBe(24);
    expect(first.body.toString()).toContain(`nonce="${nonce}"`);
    expect(first.body.toString()).not.toContain('__NONCE__');
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(first.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  test('has assets that never change, compressed where that is accepted', async () => {
    await using server = await startServer();
    const html = (await read(server.url, '/')).body.toString();
    const [script = ''] = /(?<=src=")\/assets\/[^"]+\.js/.exec(html) ?? [];
    const plain = await read(server.url, script);
    const zipped = await read(server.url, script, { 'accept-encoding': 'gzip, br' });
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
  });

  test('of a server whose page is not built is GraphiQL', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'page-'));
    const { fetch } = createYoga({ schema, plugins: [usePage(folder.path)] });
    const response = await fetch('http://127.0.0.1/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
    expect((await fetch('http://127.0.0.1/assets/index.js')).status).toBe(404);
  });

  test.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets//etc/passwd',
    '/assets/',
    '/assets/no-such-file.js',
    '/sources.json',
    '/assets/constructor',
  ])('knows no file at %s', async (path) => {
    await using server = await startServer();
    const { status, body } = await read(server.url, path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('copydesk');
  });
});

describe('the page in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('goes from a text to its changes without another host, a complaint or a violation of its policy', async () => {
    await using pair = await startPair({ answer: () => ({ text: concise, tokenMs: 5 }) }, { SEGMENT_WORDS: '60' });
    await using view = await openPage(browser, pair.server.url);
    await view.start(letter);
    await expect.poll(view.text, soon).toContain('In order toTo activate');
    await view.button('Side by side').click();
    await view.page.locator('.cm-mergeView').waitFor();
    expect(view.complaints).toEqual([]);
    expect(view.origins).toEqual(new Set([new URL(pair.server.url).origin]));
  });

  test('leads to GraphiQL', async () => {
    await using server = await startServer();
    await using view = await openPage(browser, server.url);
    await view.page.getByRole('link', { name: 'API' }).click();
    await view.page.locator('.graphiql-query-editor').waitFor();
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** As the path is written: `fetch` would tidy it, and decompress. */
function read(url: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  get({ hostname, port, path, headers }, async (res) => {
    resolve({ status: res.statusCode, headers: res.headers, body: await buffer(res) });
  }).on('error', reject);
  return promise;
}
