/** Takes the picture of the page in README: `node test/web/picture.ts`, from the project's folder. */
import { buildPage } from '../../src/web/build.ts';
import { startBrowser } from '../kit/browser.ts';
import { startPair } from '../kit/server.ts';

const text = `# Moving to the new billing system

In order to give you a clearer overview of what you pay, we will be migrating all accounts to the new billing system on 1 March. Due to the fact that invoices are now generated automatically, it is no longer necessary for you to request them.

## What you need to do

It is important to note that the payment details of your account have to be confirmed by you before 15 February. This can be done at [Settings › Billing](https://example.com/billing), and takes approximately 2 minutes. In the event that you do not confirm them, your \`ACME-7\` plan remains active for a period of 30 days.

## What stays the same

Prices, limits and the terms of your contract are not affected by this change. Should you have any questions with regard to the migration, do not hesitate to contact our support team.
`;

const edits = [
  ['In order to give you a clearer overview of', 'To show you more clearly'],
  ['we will be migrating', 'we will move'],
  [
    'Due to the fact that invoices are now generated automatically, it is no longer necessary for you to request them.',
    'Because invoices are now generated automatically, you no longer need to request them.',
  ],
  [
    'It is important to note that the payment details of your account have to be confirmed by you before 15 February.',
    'Please confirm the payment details of your account before 15 February.',
  ],
  ['This can be done at', 'You can do this at'],
  ['takes approximately 2 minutes', 'it takes about 2 minutes'],
  ['In the event that', 'If'],
  ['for a period of 30 days', 'for 30 days'],
  [
    'Prices, limits and the terms of your contract are not affected by this change.',
    'This change does not affect prices, limits or the terms of your contract.',
  ],
  [
    'Should you have any questions with regard to the migration, do not hesitate to contact our support team.',
    'If you have questions about the move, please contact our support team.',
  ],
] as const;

await buildPage();
await using pair = await startPair(
  { answer: ({ target }) => ({ text: edits.reduce((edited, [long, short]) => edited.replace(long, short), target) }) },
  { OPENAI_MODEL: 'gpt-5.4-mini', MODEL_PRICES: 'gpt-5.4-mini=0.25/0.025/2' },
);
await using browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1240, height: 780 }, deviceScaleFactor: 1.25 });
await page.goto(new URL('/', pair.server.url).href);
await page.getByRole('textbox', { name: 'Text' }).fill(text);
await page.getByRole('button', { name: 'Start' }).click();
await page.getByRole('textbox', { name: 'Text with its changes' }).focus();
for (const key of ['n', 'a', 'a', 'a', 'r']) {
  await page.keyboard.press(key);
}
await page.locator('.popover').waitFor();
await page.mouse.move(0, 0);
await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
await page.screenshot({ path: 'docs/page.png' });
