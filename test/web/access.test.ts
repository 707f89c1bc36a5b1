import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../kit/browser.ts';
import { startPair } from '../kit/server.ts';
import { openPage, soon } from './kit.ts';
import { concise, letter, prose } from './texts.ts';

describe('for everyone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'in %s and %i pixels wide, each state fits and leaves no one out',
    async (colorScheme, width) => {
      const gate = Promise.withResolvers<void>();
      await using pair = await startPair(
        { answer: ({ target }) => ({ text: concise, ...(target.includes('case 3-') && { gate: gate.promise }) }) },
        { SEGMENT_WORDS: '50', MODEL_PRICES: 'test-model=0.25/0.025/2' },
      );
      const viewport = { width, height: width < 500 ? 780 : 860 };
      await using view = await openPage(browser, pair.server.url, { colorScheme, viewport });
      const { page } = view;
      const look = async (name: string) => {
        await view.look(name);
        const [wide, high, end] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.scrollHeight,
          scrollY + (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0),
        ]);
        expect(wide).toBeLessThanOrEqual(width);
        // Nothing that is out of sight makes the page longer than what it shows.
        expect(high).toBeLessThanOrEqual(Math.ceil(Math.max(Number(end), viewport.height)) + 1);
      };
      await view.button('Start').waitFor();
      await look('empty');
      await page.getByRole('textbox', { name: 'Text' }).fill(letter);
      await page.locator('input[type=file]').setInputFiles(
        ['a-plain-report.txt', 'a-long-name-that-does-not-fit-into-a-narrow-window-at-all.txt'].map((name) => ({
          name,
          mimeType: 'text/plain',
          buffer: Buffer.from(prose(300)),
        })),
      );
      await expect.poll(() => page.locator('.estimate').innerText(), soon).toContain('$');
      await look('filled');
      await view.button('Start').click();
      await page.getByRole('heading', { name: '3 documents' }).waitFor();
      await view.button('a-plain-report.txt').click();
      await page.locator('.part[data-state=STREAMING]').waitFor();
      await look('running');
      gate.resolve();
      await page.locator('.review-text .cm-content').waitFor();
      await look('done');
      await page.locator('.edit.out').first().click();
      await page.locator('.popover').waitFor();
      await look('chosen');
      await page.getByRole('link', { name: 'Copydesk' }).click();
      await page.getByRole('region', { name: 'Earlier' }).waitFor();
      await look('earlier');
    },
    60_000,
  );

  test('the colours are switched, and stay', async () => {
    await using pair = await startPair();
    await using view = await openPage(browser, pair.server.url, { colorScheme: 'light' });
    const { page } = view;
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await view.button('Colours: as the system').click();
    await view.button('Colours: light').click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await view.button('Colours: dark').waitFor();
    expect(await ground()).toBe(dark);
    await view.button('Colours: dark').click();
    expect(await ground()).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe(dark);
  });

  test('all is done without a mouse', async () => {
    await using pair = await startPair({ answer: () => ({ text: concise }) });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await view.button('Start').waitFor();
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      });
    const tabTo = async (name: string | RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()).match(name)) {
          return;
        }
      }
      throw new Error(`Tab does not come to ${name}`);
    };
    await tabTo(/^Text$/);
    await page.keyboard.insertText(letter);
    // Four on: add files, format, the type that is chosen, and the next type by arrow.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Style' }).isChecked()).toBe(true);
    await tabTo(/^Start$/);
    await page.keyboard.press('Enter');
    await expect.poll(view.text, soon).toContain('In order toTo activate');
    await tabTo(/^Text with its changes$/);
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    await tabTo(/^Accept change 2$/);
    await page.keyboard.press('Space');
    await tabTo(/^Reject change 3$/);
    await page.keyboard.press('Enter');
    // Where the button was pressed, the keys go on.
    await page.keyboard.press('Shift+A');
    await expect.poll(() => page.locator('.tally').innerText(), soon).toBe('4 changes\n3 accepted\n1 rejected');
  });

  test('a screen reader is told, politely, how it goes', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ text: concise, gate: gate.promise }) });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await view.start(letter);
    const told = () => page.getByRole('status').allInnerTexts();
    await expect.poll(told, soon).toContain('75 percent done.');
    expect(await page.getByRole('progressbar').getAttribute('aria-label')).toBe('Progress of Welcome to ACME-7.md');
    gate.resolve();
    await expect.poll(told, soon).toContain('Optimization completed.');
  });
});
