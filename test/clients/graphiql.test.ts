import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tabs } from '../../src/server/graphiql-tabs.ts';
import { startBrowser } from '../kit/browser.ts';
import { startPair, startServer } from '../kit/server.ts';

/** An answer that belongs to the tabs' texts. */
function concise(text: string): string {
  return text
    .replace('In order to', 'To')
    .replace('Due to the fact that', 'Because')
    .replace('Not our', 'It is not our');
}

describe('GraphiQL in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('opens without another host, a console message or a violation of its policy, and its workers run', async () => {
    await using server = await startServer();
    await using view = await open(browser, server.url);
    await view.edit('operation.graphql', 'subscription ($input: OptimizeInput!) { noSuchField(input: $input) }');
    await view.expectMarks([expect.stringContaining('noSuchField')]);
    await view.page.getByRole('button', { name: 'Prettify query' }).click();
    await expect.poll(() => view.text('operation.graphql'), soon).toContain(') {\n  noSuchField(');
    expect(view.complaints).toEqual([]);
    expect(view.origins).toEqual(new Set([new URL(server.url).origin]));
    expect(view.page.workers().length).toBeGreaterThan(0);
  });

  test('has one tab per use, each with its variables, none marked as wrong or wider than the editor', async () => {
    await using server = await startServer();
    await using view = await open(browser, server.url);
    expect(await view.titles()).toEqual([
      'Stream',
      'StreamSeveral',
      'Optimize',
      'Review',
      'Estimate',
      'Start',
      'Jobs',
      'Custom',
      'Capabilities',
    ]);
    for (const [index, { query, variables }] of tabs.entries()) {
      await view.choose(index);
      expect([await view.text('operation.graphql'), await view.text('variables.json')]).toEqual([query, variables]);
      await view.expectMarks([]);
      expect(Math.max(...query.split('\n').map((line) => line.length))).toBeLessThanOrEqual(57);
    }
  });

  test('shows the growing text while the model still writes, then the CompleteChunk', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ text: concise, tokenMs: 30, gate: gate.promise }) });
    await using view = await open(browser, pair.server.url);
    await view.run();
    await expect.poll(view.shown, soon).toContain('"partialContent": "To make a decision');
    expect(await view.shown()).toContain('"__typename": "ProgressChunk"');
    expect(pair.endpoint.calls.map(({ state }) => state)).toEqual(['open']);
    gate.resolve();
    await expect.poll(view.shown, soon).toContain('"__typename": "CompleteChunk"');
    expect(await view.shown()).toContain('"status": "COMPLETED"');
  });

  test('cancels with the stop button: the call to the model is closed', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ gate: gate.promise }) }, { DISCONNECT_GRACE_MS: '0' });
    await using view = await open(browser, pair.server.url);
    await view.run();
    await expect.poll(view.shown, soon).toContain('partialContent');
    await view.page.getByRole('button', { name: 'Stop query' }).click();
    await expect.poll(() => pair.endpoint.calls.map(({ state }) => state), soon).toEqual(['closed']);
    gate.resolve();
  });

  test('runs every tab without errors, and Optimize joins the job of Stream', async () => {
    await using pair = await startPair({ answer: () => ({ text: concise }) });
    await using view = await open(browser, pair.server.url);
    const ends = [
      'CompleteChunk',
      'CompleteChunk',
      '"optimizedContent": "To make',
      '"replacement": "To"',
      '"promptTokens"',
      '"status": "',
      '"status": "COMPLETED"',
      'CompleteChunk',
      '"defaultModel": "test-model"',
    ];
    for (const [index, end] of ends.entries()) {
      await view.choose(index);
      await view.run();
      await expect.poll(view.shown, soon).toContain(end);
      expect(await view.text('response.json')).not.toMatch(/"errors"|ErrorChunk|FAILED|ISSUES|"failureCount": [^0]/);
    }
    expect(pair.endpoint.calls).toHaveLength(5);
    expect(view.complaints).toEqual([]);
  });

  test('needs no language model but for Custom, which says so', async () => {
    await using server = await startServer();
    await using view = await open(browser, server.url);
    await view.run();
    await expect.poll(view.shown, soon).toContain('"status": "COMPLETED"');
    await view.choose(tabs.findIndex(({ query }) => query.includes('subscription Custom(')));
    await view.run();
    await expect.poll(view.shown, soon).toContain('must be a language model');
  });

  test('streams documents that no URL could hold', async () => {
    await using pair = await startPair();
    await using view = await open(browser, pair.server.url);
    const documents = [{ name: 'long.txt', content: 'A sentence of six words now. '.repeat(2_000) }];
    const input = { optimizationType: 'CLARITY', documents };
    await view.edit('variables.json', JSON.stringify({ input }));
    await view.run();
    await expect.poll(() => view.shown(), soon).toContain('"status": "COMPLETED"');
  });

  test('comes back after a reload with the tabs as they were', async () => {
    await using server = await startServer();
    await using view = await open(browser, server.url);
    const changed = JSON.stringify({ input: { optimizationType: 'STYLE', documents: [] } });
    await view.edit('variables.json', changed);
    await expect.poll(() => view.stored('variables'), soon).toBe(changed);
    await expect.poll(() => view.stored('tabState'), soon).toContain(JSON.stringify(changed));
    await view.reload();
    expect(await view.titles()).toHaveLength(tabs.length);
    expect(await view.text('variables.json')).toBe(changed);
  });

  test('documents the schema', async () => {
    await using server = await startServer();
    await using view = await open(browser, server.url);
    await view.page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await view.page.getByRole('link', { name: 'OptimizeInput', exact: true }).click();
    await view.page.getByText('Who reads it, in plain words').waitFor();
  });
});

describe('the page over HTTP', () => {
  test('is sent compressed where that is accepted, a quarter of its size', async () => {
    await using server = await startServer();
    const plain = await getPage(server.url, {});
    const zipped = await getPage(server.url, { 'accept-encoding': 'br, gzip' });
    expect(plain.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('Encoding') });
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
    expect(plain.body.length).toBeLessThan(9_500_000);
    expect(zipped.body.length).toBeLessThan(2_600_000);
  });

  test('is sent once, and answers 304 to its tag from then on', async () => {
    await using server = await startServer();
    const { headers } = await getPage(server.url, {});
    expect(headers.etag).toMatch(/^W\/"[\w+/]{22}"$/);
    const again = await getPage(server.url, { 'if-none-match': headers.etag ?? '' });
    expect(again).toMatchObject({ status: 304, headers: { etag: headers.etag }, body: Buffer.of() });
    expect(await getPage(server.url, { 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
  });

  test('lets run only the scripts it brings, and nothing come from anywhere else', async () => {
    await using server = await startServer();
    const { headers } = await getPage(server.url, {});
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-\S{44}' 'sha256-\S{44}'; /);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  test('opens by a link of another site', async () => {
    await using server = await startServer();
    expect(await getPage(server.url, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 200 });
  });
});

/** The files that GraphiQL's editors hold. */
type EditorFile = 'operation.graphql' | 'variables.json' | 'response.json';

/** What a person sees and does in one browser profile with the page of `url`. */
async function open(browser: Browser, url: string) {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page: Page = await context.newPage();
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const ready = async () => {
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).waitFor();
  };
  await page.goto(url);
  await ready();
  const shown = async () => {
    const lines = await page.locator('.result-window .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  };
  const stored = (key: string) => page.evaluate((name) => localStorage.getItem(name), `graphiql:${key}`);
  return {
    page,
    complaints,
    origins,
    shown,
    stored,
    titles: () => page.locator('.graphiql-tab-button').allInnerTexts(),
    async choose(index: number) {
      await page.locator('.graphiql-tab-button').nth(index).click();
      // The tab's operation can run once GraphiQL has taken it in, a moment later.
      await expect.poll(() => stored('query'), soon).toBe(tabs[index]?.query);
    },
    run: () => page.getByRole('button', { name: 'Execute query' }).click(),
    text: (file: EditorFile) => page.evaluate(`${modelOf(file)}.getValue()`),
    edit: (file: EditorFile, text: string) => page.evaluate(`${modelOf(file)}.setValue(${JSON.stringify(text)})`),
    async reload() {
      await page.reload();
      await ready();
    },
    /** What the editors underline, once their workers have looked. */
    async expectMarks(messages: unknown[]) {
      const marks = () => page.evaluate(`${monaco}.getModelMarkers({}).map((marker) => marker.message)`);
      await page.waitForTimeout(600);
      await expect.poll(marks, soon).toEqual(messages);
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

const soon = { timeout: 10_000 };

const monaco = '__MONACO.editor';

function modelOf(file: EditorFile): string {
  return `${monaco}.getModels().find((model) => model.uri.path.endsWith('${file}'))`;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>> & { readonly etag?: string | undefined };
  readonly body: Buffer;
}

/** As a browser navigates: `fetch` would decompress, and follow. */
async function getPage(url: string, headers: Record<string, string>): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  get(url, { headers: { accept: 'text/html,*/*;q=0.8', ...headers } }, async (res) => {
    resolve({ status: res.statusCode, headers: res.headers, body: await buffer(res) });
  }).on('error', reject);
  return promise;
}
