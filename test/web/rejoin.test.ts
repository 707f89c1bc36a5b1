import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../kit/browser.ts';
import { startEndpoint } from '../kit/endpoint.ts';
import { startProcess } from '../kit/process.ts';
import { startProxy } from '../kit/proxy.ts';
import { startPair, startServer } from '../kit/server.ts';
import { openPage, soon } from './kit.ts';
import { concise, letter } from './texts.ts';

describe('whatever happens', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('a reload shows the job where it stands, and what was decided', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ text: concise, gate: gate.promise }) });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await view.start(letter);
    const written = page.locator('.part[data-state=STREAMING] .part-becomes', { hasText: 'Now your team' });
    await written.waitFor();
    const [before, was] = [await written.innerText(), await page.locator('.part-was').allInnerTexts()];
    await page.reload();
    await written.waitFor();
    expect(await written.innerText()).toBe(before);
    expect(await page.locator('.part-was').allInnerTexts()).toEqual(was);
    gate.resolve();
    await page.getByRole('button', { name: 'Reject change 1' }).click();
    await page.reload();
    await expect
      .poll(view.text, soon)
      .toContain('\nIn order to activate your account, please confirm the address that we utilizeuse');
    expect(await page.locator('.tally').innerText()).toBe('4 changes\n1 rejected');
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  test('a lost connection is said, and the page goes on by itself where it stood', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ text: concise, gate: gate.promise }) });
    await using proxy = await startProxy(pair.server.url);
    await using view = await openPage(browser, proxy.url);
    const { page } = view;
    await view.start(letter);
    await page.locator('.part-becomes', { hasText: 'Now your team' }).waitFor();
    await page.context().setOffline(true);
    proxy.cut();
    await page.getByText('The server is out of reach.').waitFor();
    await view.look('offline');
    gate.resolve();
    await page.context().setOffline(false);
    await expect.poll(view.text, soon).toContain('In order toTo activate');
    await expect.poll(() => page.getByText('The server is out of reach.').count(), soon).toBe(0);
    expect(await view.copied()).toBe(concise(letter));
    expect(pair.endpoint.calls).toHaveLength(1);
  });

  test('a server that is killed and comes back goes on, and so does the page', async () => {
    const gate = Promise.withResolvers<void>();
    let isFirst = true;
    await using endpoint = await startEndpoint({
      answer: () => {
        const answer = isFirst ? { text: concise, gate: gate.promise } : { text: concise };
        isFirst = false;
        return answer;
      },
    });
    const folder = await mkdtemp(join(tmpdir(), 'web-'));
    const settings = { DATA_DIR: folder, OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'test-model' };
    await using first = startProcess(settings);
    const url = await first.url();
    await using view = await openPage(browser, url);
    await view.start(letter);
    await view.page.locator('.part-becomes', { hasText: 'Now your team' }).waitFor();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await view.page.getByText('The server is out of reach.').waitFor();
    await using _second = startProcess({ ...settings, PORT: new URL(url).port });
    await expect.poll(view.text, { timeout: 25_000 }).toContain('In order toTo activate');
    expect(await view.copied()).toBe(concise(letter));
    gate.resolve();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  test('earlier jobs are listed with how they stand, and open again', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({
      answer: ({ target }) => ({ text: concise, ...(target.includes('Wait') && { gate: gate.promise }) }),
    });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await view.start(letter);
    await expect.poll(view.text, soon).toContain('In order toTo activate');
    await page.getByRole('link', { name: 'New' }).click();
    await view.start('Wait for it, a while longer.');
    await page.getByRole('link', { name: 'Copydesk' }).click();
    const jobs = page.getByRole('region', { name: 'Earlier' }).getByRole('link');
    await expect
      .poll(async () => (await jobs.allInnerTexts()).map((text) => text.split('\n')), soon)
      .toEqual([
        ['Wait for it, a while longer.txt', expect.stringMatching(/^Clarity · \d/), expect.stringMatching(/^\d+ %$/)],
        ['Welcome to ACME-7.md', expect.stringMatching(/^Clarity · \d/), 'Done'],
      ]);
    await jobs.last().click();
    await expect.poll(view.text, soon).toContain('In order toTo activate');
    // From another browser, too: all of it is on the server.
    await using other = await openPage(browser, pair.server.url, {}, `/${new URL(page.url()).hash}`);
    await expect.poll(other.text, soon).toContain('In order toTo activate');
    gate.resolve();
  });

  test('a job that is not there says so, and what to do', async () => {
    await using server = await startServer();
    await using view = await openPage(browser, server.url, {}, '/#/job/no-such-job');
    await expect
      .poll(() => view.page.getByRole('alert').innerText(), soon)
      .toMatch(/There is no job .*Start a new one\./);
    await view.page.getByRole('link', { name: 'New' }).click();
    await view.button('Start').waitFor();
  });

  test('an editor that could not be loaded says so, and one click brings it', async () => {
    await using pair = await startPair({ answer: () => ({ text: concise }) });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const lost = '**/assets/suggestions-*.js';
    await page.route(lost, (route) => route.abort());
    await view.start(letter);
    await expect.poll(() => page.getByRole('alert').innerText(), soon).toContain('The server cannot be reached.');
    await page.unroute(lost);
    await view.button('Try again').click();
    await expect.poll(view.text, soon).toContain('In order toTo activate');
  });

  test('a form whose server is gone says so, and starts once it is back', async () => {
    await using pair = await startPair({ answer: () => ({ text: concise }) });
    await using proxy = await startProxy(pair.server.url);
    await using view = await openPage(browser, proxy.url);
    const { page } = view;
    await page.getByRole('textbox', { name: 'Text' }).fill(letter);
    await expect.poll(() => page.locator('.estimate').innerText(), soon).toContain('words');
    await page.context().setOffline(true);
    proxy.cut();
    await view.button('Start').click();
    await page.getByText('The server is out of reach.').waitFor();
    await page.context().setOffline(false);
    await expect.poll(view.text, soon).toContain('In order toTo activate');
  });
});
