import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../kit/browser.ts';
import { startPair, startServer } from '../kit/server.ts';
import { openPage, type PageView, soon, textOf } from './kit.ts';
import { concise, letter } from './texts.ts';

/** What the text with its changes looks like once it is done: what is taken out stands before what is put in. */
const open =
  'In order toTo activate your account, please confirm the address that we utilizeuse for invoices. Due to the fact thatBecause';

describe('after it ran', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const startConcise = () => startPair({ answer: () => ({ text: concise }) });

  async function openReview(url: string): Promise<PageView> {
    const view = await openPage(browser, url);
    await view.start(letter);
    await expect.poll(view.text, soon).toContain(open);
    return view;
  }

  test('a change is accepted and rejected by mouse, where it stands and in the list', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    const { page } = view;
    await page.locator('.edit.out', { hasText: 'In order to' }).click();
    await page.locator('.popover').getByRole('button', { name: 'Accept' }).click();
    await expect.poll(view.text, soon).toContain('\nTo activate your account');
    // The next one is chosen by itself.
    await page.locator('.popover').getByRole('button', { name: 'Reject' }).click();
    await expect.poll(view.text, soon).toContain('the address that we utilize for');
    await page.getByRole('button', { name: 'Reject change 3' }).click();
    await expect.poll(view.text, soon).toContain('Due to the fact that many');
    await page.getByRole('button', { name: 'Accept change 3' }).click();
    await expect.poll(view.text, soon).toContain('invoices. Because many');
    expect(await page.locator('.tally').innerText()).toBe('4 changes\n2 accepted\n1 rejected');
    expect(await view.copied()).toBe(concise(letter).replace('we use for', 'we utilize for'));
  });

  test('a change is accepted and rejected by keyboard, undone and done again', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    const { page } = view;
    const tally = () => page.locator('.tally').innerText();
    await page.getByRole('textbox', { name: 'Text with its changes' }).focus();
    await page.keyboard.press('n');
    await page.keyboard.press('r');
    await page.keyboard.press('a');
    await expect
      .poll(view.text, soon)
      .toContain('\nIn order to activate your account, please confirm the address that we use for');
    expect(await tally()).toBe('4 changes\n1 accepted\n1 rejected');
    await page.keyboard.press('Control+z');
    await expect.poll(view.text, soon).toContain('utilizeuse');
    await page.keyboard.press('Control+z');
    await expect.poll(view.text, soon).toContain(open);
    expect(await view.button('Undo').isDisabled()).toBe(true);
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+y');
    expect(await tally()).toBe('4 changes\n1 accepted\n1 rejected');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.popover').count(), soon).toBe(0);
  });

  test('all are accepted and rejected at once, and that is undone at once', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    const { page } = view;
    await view.button('Reject all').click();
    await expect.poll(view.text, soon).toBe(letter);
    expect(await view.copied()).toBe(letter);
    await view.button('Undo').click();
    await expect.poll(view.text, soon).toContain(open);
    await page.getByRole('button', { name: 'Reject change 2' }).click();
    await page.keyboard.press('Shift+A');
    await expect.poll(() => page.locator('.tally').innerText(), soon).toBe('4 changes\n3 accepted\n1 rejected');
    await view.button('Accept all').click();
    await expect.poll(view.text, soon).toBe(concise(letter));
    expect(await view.copied()).toBe(concise(letter));
  });

  test('side by side shows the same decisions', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    const { page } = view;
    await view.button('Side by side').click();
    const sides = page.locator('.cm-mergeView .cm-content');
    await expect.poll(() => textOf(sides.first()), soon).toBe(letter);
    expect(await textOf(sides.last())).toBe(concise(letter));
    const marked = () => page.locator('.cm-changedText').allInnerTexts();
    const [outs, ins] = [
      ['In order to', 'utilize', 'Due to the fact that', 'At this point in time'],
      ['To', 'use', 'Because', 'Now'],
    ];
    expect(await marked()).toEqual([...outs, ...ins]);
    await page.locator('.cm-changedText', { hasText: 'Because' }).click();
    await page.keyboard.press('r');
    await expect.poll(() => textOf(sides.last()), soon).toContain('invoices. Due to the fact that many');
    await expect.poll(marked, soon).toEqual([...outs, ...ins].filter((text) => !/Due|Because/.test(text)));
    await view.button('Undo').click();
    await expect.poll(marked, soon).toEqual([...outs, ...ins]);
  });

  test('the text is downloaded, and as CriticMarkup, without what was rejected', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    await view.page.getByRole('button', { name: 'Reject change 2' }).click();
    const decided = concise(letter).replace('we use for', 'we utilize for');
    expect(await view.download('Download')).toEqual({ name: 'Welcome to ACME-7.edited.md', text: decided });
    const { name, text } = await view.download('CriticMarkup');
    expect(name).toBe('Welcome to ACME-7.changes.md');
    expect(text).toContain('{--In order to--}{++To++} activate');
    expect(text.replace(/\{--.*?--\}/g, '').replace(/\{\+\+(.*?)\+\+\}/g, '$1')).toBe(decided);
    expect(text.replace(/\{\+\+.*?\+\+\}/g, '').replace(/\{--(.*?)--\}/g, '$1')).toBe(letter);
  });

  test('it says how readable the text was and is, and what came through', async () => {
    await using pair = await startConcise();
    await using view = await openReview(pair.server.url);
    const reading = view.page.locator('.reading');
    expect(await reading.getByRole('row', { name: /^Words \d/ }).innerText()).toMatch(/^Words\s105\s95$/);
    expect(await reading.innerText()).toMatch(/(Easier|Harder|About as easy) to read/);
    expect(await view.page.locator('.report').innerText()).toMatch(
      /All numbers, links, code and protected terms came through\.\s+\d+ % of the words changed; the text is \d+ % shorter\./,
    );
  });

  test('suggestions are listed, and one click shows where', async () => {
    await using server = await startServer();
    await using view = await openPage(browser, server.url);
    const { page } = view;
    const long = `${'The board met in spring, and '.repeat(8)}it wrote a report in order to help the new staff.`;
    await view.start(`In order to see, we read.\n\n${long}\n`);
    const list = page.locator('.suggestions li');
    await expect.poll(() => list.count(), soon).toBeGreaterThan(0);
    expect(await list.innerText()).toMatch(/“The board met.*This sentence has \d+ words. Could it be two\?/s);
    await list.getByRole('button').click();
    await expect
      .poll(async () => (await page.locator('.spot').allTextContents()).join(''), soon)
      .toBe(long.replace('in order to', 'in order toto'));
  });

  test('what failed is run again, and only that', async () => {
    let isUp = false;
    await using pair = await startPair({
      answer: ({ target }) =>
        isUp || !target.includes('second') ? { text: concise } : { status: 401, body: { error: { message: 'no' } } },
    });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const files = ['first', 'second'].map((name) => ({
      name: `${name}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`In order to win, read the ${name} text.`),
    }));
    await page.locator('input[type=file]').setInputFiles(files);
    await view.button('Start').click();
    await view.button('Run again what failed').waitFor();
    await view.button('second.txt').click();
    await expect
      .poll(() => page.getByRole('alert').innerText(), soon)
      .toContain('did not accept the key. Check OPENAI_API_KEY');
    await view.look('failed');
    isUp = true;
    await view.button('Run again what failed').click();
    await expect.poll(view.text, soon).toBe('In order toTo win, read the second text.');
    expect(pair.endpoint.calls.filter(({ target }) => target.includes('first'))).toHaveLength(1);
  });

  test('a text without changes says so', async () => {
    await using pair = await startPair();
    await using view = await openPage(browser, pair.server.url);
    await view.start(letter);
    await view.page.getByText('No changes').waitFor();
    expect(await view.copied()).toBe(letter);
    await view.look('nothing');
  });

  test('Windows line ends come back as they were', async () => {
    await using pair = await startConcise();
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const windows = letter.replaceAll('\n', '\r\n');
    const file = { name: 'letter.md', mimeType: 'text/markdown', buffer: Buffer.from(windows) };
    await page.locator('input[type=file]').setInputFiles([file]);
    await view.button('Start').click();
    await expect.poll(view.text, soon).toContain(open);
    await page.getByRole('button', { name: 'Reject change 4' }).click();
    const decided = concise(windows).replace('Now your team', 'At this point in time your team');
    expect(await view.download('Download')).toEqual({ name: 'letter.edited.md', text: decided });
  });
});
