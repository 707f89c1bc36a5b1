import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../kit/browser.ts';
import { postJson } from '../kit/http.ts';
import { startPair, startServer } from '../kit/server.ts';
import { openPage, soon } from './kit.ts';
import { concise, letter } from './texts.ts';

const prices = { MODEL_PRICES: 'test-model=0.25/0.025/2' };

describe('the form', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('sends a pasted text with all that was chosen', async () => {
    await using pair = await startPair({}, { OPENAI_MODELS: 'other-model' });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await page.getByRole('radio', { name: 'Formality' }).check();
    await page.getByLabel('Instructions').fill('Keep British spelling.');
    await page.getByLabel('Audience').fill('a judge');
    await page.getByLabel('Protected terms').fill('ACME-7,  invoices ,');
    await page.getByLabel('Model').selectOption('other-model');
    await view.start(letter);
    await expect.poll(() => pair.endpoint.calls.length, soon).toBe(1);
    const [call] = pair.endpoint.calls;
    const prompt = call?.body.messages.map(({ content }) => content).join('\n') ?? '';
    expect(call?.body.model).toBe('other-model');
    expect(prompt).toContain('Keep British spelling.');
    expect(prompt).toContain('a judge');
    // Protected: the model sees a mark in its place.
    expect(call?.target).toMatch(/utilize for ⟦\d+⟧\./);
    await page.getByText('Formality · other-model').waitFor();
    // Markdown, by its looks: a heading is not a model's to write.
    expect(call?.target).not.toContain('Welcome to');
  });

  test('takes many files, from the picker and dropped anywhere, and leaves those that are removed', async () => {
    await using pair = await startPair();
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const fileOf = (name: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(`This is ${name}, a plain text.`),
    });
    await page.locator('input[type=file]').setInputFiles([fileOf('one.md'), fileOf('two.txt')]);
    await page.evaluate(() => {
      const three = new File(['<p>This is three.html, a plain page.</p>'], 'three.html');
      const four = new File(['This is four.txt, a plain text.'], 'four.txt');
      // Two at once, and one of them again before the page has shown them.
      for (const files of [[three, four], [four]]) {
        const data = new DataTransfer();
        for (const file of files) {
          data.items.add(file);
        }
        for (const type of ['dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
        }
      }
    });
    const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    await expect.poll(() => files.count(), soon).toBe(4);
    await view.button('Remove two.txt').click();
    await view.button('Start').click();
    await page.getByRole('heading', { name: '3 documents' }).waitFor();
    const rows = page.getByRole('list', { name: 'Documents' }).getByRole('button');
    await expect.poll(() => rows.allInnerTexts(), soon).toEqual(['one.md', 'three.html', 'four.txt']);
    await expect
      .poll(() => pair.endpoint.calls.map(({ target }) => target).sort(), soon)
      .toEqual([
        'This is four.txt, a plain text.',
        'This is one.md, a plain text.',
        'This is three.html, a plain page.',
      ]);
  });

  test('offers what the server can do, with its words', async () => {
    await using server = await startServer();
    await using view = await openPage(browser, server.url);
    const { page } = view;
    await view.button('Start').waitFor();
    expect(
      await page.getByRole('radio').evaluateAll((list) => list.map((one) => one.parentElement?.innerText)),
    ).toEqual([
      'Clarity',
      'Style',
      'Grammar and spelling',
      'Conciseness',
      'Simplicity',
      'Formality',
      'Neutrality',
      'Custom',
    ]);
    // Without a language model: what rules cannot do is not offered, nor what they do not heed.
    expect(await page.getByRole('radio', { name: 'Custom' }).isDisabled()).toBe(true);
    expect(await page.getByLabel('Instructions').count()).toBe(0);
    const { data } = await postJson(server.url, '{ capabilities { optimizationTypes { type builtin } } }');
    const { builtin } = data.capabilities.optimizationTypes.find(({ type }: { type: string }) => type === 'CLARITY');
    expect(await page.locator('.types .hint').innerText()).toBe(builtin);
  });

  test('says what it will take and cost before it starts, once, when typing pauses', async () => {
    await using pair = await startPair({}, prices);
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const estimates: string[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('query Estimate')) {
        estimates.push(request.url());
      }
    });
    const line = page.locator('.estimate');
    await expect.poll(() => line.innerText(), soon).toContain('Paste a text or add files');
    await page.getByRole('textbox', { name: 'Text' }).pressSequentially('We write a letter today.', { delay: 20 });
    await expect
      .poll(() => line.innerText(), soon)
      .toMatch(/^5 words in 1 part\n\$0\.\d+ to \$0\.\d+ · \d+ to \d+ tokens$/);
    expect(estimates).toHaveLength(1);
    expect(pair.endpoint.calls).toEqual([]);
  });

  test('asks for instructions where the type is Custom', async () => {
    await using pair = await startPair();
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await page.getByRole('textbox', { name: 'Text' }).fill(letter);
    await page.getByRole('radio', { name: 'Custom' }).check();
    await page.getByText('Say in the instructions what to do.').waitFor();
    expect(await view.button('Start').isDisabled()).toBe(true);
    await page.getByLabel('Instructions').fill('Make it rhyme.');
    await expect.poll(() => view.button('Start').isEnabled(), soon).toBe(true);
  });

  test('says in plain words what is refused, and which document is meant', async () => {
    await using pair = await startPair({}, { MAX_DOCUMENT_BYTES: '100' });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    const buffer = Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]);
    await page.locator('input[type=file]').setInputFiles([{ name: 'photo.txt', mimeType: 'text/plain', buffer }]);
    const trouble = page.getByRole('alert');
    await expect.poll(() => trouble.innerText(), soon).toContain('“photo.txt” must be a text in UTF-8');
    expect(await trouble.innerText()).toContain('Save it as plain text, Markdown or HTML in UTF-8 and add it again.');
    await view.button('Remove photo.txt').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('A long text. '.repeat(20));
    await expect.poll(() => trouble.innerText(), soon).toContain('“A long text. A long text.');
    expect(await trouble.innerText()).toMatch(/may have at most 100 bytes.*Cut the document into smaller ones/s);
  });

  test('starts with the keyboard and stops: the call to the model is closed, what was written stays', async () => {
    const gate = Promise.withResolvers<void>();
    await using pair = await startPair({ answer: () => ({ text: concise, gate: gate.promise }) });
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await page.getByRole('textbox', { name: 'Text' }).fill(letter);
    await page.keyboard.press('Control+Enter');
    await page.locator('.part-becomes', { hasText: 'To activate your account, please' }).waitFor();
    await view.button('Stop').click();
    await expect.poll(() => pair.endpoint.calls.map(({ state }) => state), soon).toEqual(['closed']);
    await view.button('Run again what was stopped').waitFor();
    await page.getByText('Stopped in').waitFor();
    await page.locator('.part-becomes', { hasText: 'To activate your account, please' }).waitFor();
    gate.resolve();
  });

  test('is as it was after a reload', async () => {
    await using pair = await startPair();
    await using view = await openPage(browser, pair.server.url);
    const { page } = view;
    await page.getByRole('textbox', { name: 'Text' }).fill(letter);
    await page.getByRole('radio', { name: 'Style' }).check();
    await page.getByLabel('Audience').fill('a judge');
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('copydesk:draft')), soon).toContain('a judge');
    await page.reload();
    await expect.poll(() => page.getByRole('textbox', { name: 'Text' }).inputValue(), soon).toBe(letter);
    expect(await page.getByRole('radio', { name: 'Style' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Audience').inputValue()).toBe('a judge');
  });
});
