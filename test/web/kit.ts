import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where the pictures of each state are, to be looked at. */
const pictures = join(import.meta.dirname, 'screenshots');

/** How long a test waits for what a person would wait for. */
export const soon = { timeout: 15_000 };

/** Copydesk's page in a browser profile of its own. */
export interface PageView extends AsyncDisposable {
  readonly page: Page;
  /** What the browser complained of: console, errors, violations of the policy. */
  readonly complaints: readonly string[];
  /** Whom the page asked for anything. */
  readonly origins: ReadonlySet<string>;
  readonly button: (name: string | RegExp) => Locator;
  /** Pastes a text and starts. */
  start(text: string): Promise<void>;
  /** The text with its changes, as it is shown. */
  readonly text: () => Promise<string>;
  /** The text that a click on Copy gives. */
  copied(): Promise<string>;
  /** The file that a click on a button gives. */
  download(name: string): Promise<{ readonly name: string; readonly text: string }>;
  /** Takes a picture and asks axe whether anyone is left out. */
  look(name: string): Promise<void>;
}

/** Opens the page of the server whose API is at `url`. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  address = '/',
): Promise<PageView> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // axe is put into the page as a script of its own; what the policy forbids is told all the same.
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(new URL(address, url).href);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  return {
    page,
    complaints,
    origins,
    button,
    async start(text) {
      await page.getByRole('textbox', { name: 'Text' }).fill(text);
      await button('Start').click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    text: () => textOf(page.locator('.review-text .cm-content').last()),
    async copied() {
      await button('Copy').click();
      return page.evaluate(() => navigator.clipboard.readText());
    },
    async download(name) {
      const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
      const text = await new Response(await readable(download.createReadStream())).text();
      return { name: download.suggestedFilename(), text };
    },
    async look(name) {
      await mkdir(pictures, { recursive: true });
      const { width = 0 } = page.viewportSize() ?? {};
      const theme = options.colorScheme ?? 'light';
      await page.screenshot({ path: join(pictures, `${name}-${theme}-${width}.png`), fullPage: width < 500 });
      expect({ name, theme, width, findings: await audit(page) }).toEqual({ name, theme, width, findings: [] });
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** The text that an editor shows. */
export async function textOf(editor: Locator): Promise<string> {
  return (await editor.locator('.cm-line').allTextContents()).join('\n');
}

async function readable(stream: Promise<NodeJS.ReadableStream>): Promise<ReadableStream> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of await stream) {
    parts.push(new Uint8Array(Buffer.from(part)));
  }
  return new Blob(parts).stream();
}

/** What axe finds, each with the places. */
async function audit(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ id, places: nodes.map(({ html, failureSummary }) => [html, failureSummary]) })))`);
}
