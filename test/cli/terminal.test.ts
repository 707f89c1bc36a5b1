import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Endpoint, startEndpoint } from '../kit/endpoint.ts';
import { listen } from '../kit/listen.ts';
import { startServer } from '../kit/server.ts';
import { folderOf, plain, wordy } from './command.ts';
import { openTerminal } from './terminal.ts';

const text = `${wordy} ${'It rains on this day and on the next. '.repeat(10)}`.trim();
const ESC = '\x1b';
const improve = (target: string) => target.replace(wordy, plain);

function settingsFor(endpoint: Endpoint): Record<string, string> {
  return { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' };
}

describe('copydesk on a terminal', () => {
  it('shows a bar per document while it works, then a coloured diff of each', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ text: improve, tokenMs: 40 }) });
    await using folder = await folderOf({ 'a.md': text, 'b.md': text });
    await using terminal = await openTerminal(folder.path, { env: settingsFor(endpoint) });
    await terminal.type('copydesk optimize . ; echo "ended $?"');
    const early = await terminal.waitFor(/█+░+ {2,}(\d+) % a\.md\n█+░+ {2,}\d+ % b\.md\n0 of 2 documents done/);
    const percent = Number(/(\d+) % a\.md/.exec(early)?.[1]);
    const later = await terminal.waitFor(/ [6-9]\d % a\.md/);
    expect(Number(/(\d+) % a\.md/.exec(later)?.[1])).toBeGreaterThan(percent);

    const end = await terminal.waitFor(/ended 0/);
    // The bars are gone.
    expect(end).not.toMatch(/[█░]/);
    expect(end).toMatch(/✓ [ab]\.md: 2 edits\n✓ [ab]\.md: 2 edits\n/);
    expect(end).toMatch(/\na\.md\n {4}1 {2}.+\n\nb\.md\n {4}1 {2}.+\n\n2 documents: 2 changed, 0 unchanged\nended 0/s);
    const coloured = await terminal.screen(true);
    expect(coloured.replaceAll(ESC, '')).toMatch(/\[9m\[31mutilize\[0m\S*\[32m\S*use/);
  });

  it('has no colours where the reader wants none', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    await using terminal = await openTerminal(folder.path, { env: { NO_COLOR: '1' } });
    await terminal.type('copydesk optimize a.md');
    await terminal.waitFor(/\[-Due to the fact that-\]\{\+Because\+\}/);
    expect(await terminal.screen(true)).not.toContain(ESC);
  });

  it('cancels the job at Ctrl-C, keeps what is finished and says how much that is', async () => {
    const pace = (target: string) => ({ text: improve(target), tokenMs: target.includes('Slow') ? 60_000 : 1 });
    await using endpoint = await startEndpoint({ answer: ({ target }) => pace(target) });
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': `Slow. ${text}`, 'c.md': `Slow. ${text}` });
    await using terminal = await openTerminal(folder.path, { env: settingsFor(endpoint) });
    await terminal.type('copydesk optimize . --write ; echo "ended $?"');
    await terminal.waitFor(/✓ a\.md: 2 edits, written to a\.md\n/);
    await vi.waitUntil(() => endpoint.calls.length === 3);
    await terminal.press('C-c');
    const end = await terminal.waitFor(/ended 130/);
    expect(end).toContain('Cancelling: what is finished stays. Press Ctrl-C again to end at once.\n');
    expect(end).toContain('Cancelled: 1 of 3 documents finished: 1 changed, 0 unchanged\n');
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(plain);
    expect(await readFile(join(folder.path, 'b.md'), 'utf8')).toBe(`Slow. ${text}`);
    expect(endpoint.calls.map(({ state }) => state).toSorted()).toEqual(['closed', 'closed', 'finished']);
  });

  it('ends at once at a second Ctrl-C, with the terminal as it was', async () => {
    // A server that is stuck once it has told what it can do: it answers no cancellation either.
    await using real = await startServer();
    let requests = 0;
    const server = createServer(async (request, response) => {
      requests += 1;
      if (requests === 1) {
        const body = new Uint8Array(Buffer.concat(await request.toArray()));
        const headers = { 'content-type': 'application/json' };
        response.end(await (await fetch(real.url, { method: 'POST', headers, body })).text());
      }
    });
    const url = `http://127.0.0.1:${await listen(server)}`;
    await using folder = await folderOf({ 'a.md': wordy });
    await using terminal = await openTerminal(folder.path, { env: { COPYDESK_SERVER: url } });
    await terminal.type('copydesk optimize a.md ; echo "ended $?"');
    await vi.waitUntil(() => requests > 1, 20_000);
    await terminal.press('C-c');
    await terminal.waitFor(/Cancelling/);
    await terminal.press('C-c');
    await terminal.waitFor(/ended 130/);
    expect(await terminal.screen()).toMatch(/[$#]$/);
    server.closeAllConnections();
    server.close();
  });

  it('obeys nothing that a name or a document holds', async () => {
    const evil = `${wordy} \x1b[31;5mRed\x1b[0m \x1b]0;Title\x07 \u202Eback\u202C.`;
    const name = 'e\x1b[31mvil\n\u202Efdp.md';
    await using folder = await folderOf({ [name]: evil, 'b.md': `${evil}\n` });
    await using terminal = await openTerminal(folder.path, { env: { NO_COLOR: '1' }, columns: 160 });
    await terminal.type('copydesk optimize . ; echo "ended $?"');
    const end = await terminal.waitFor(/ended 0/);
    expect(end).toContain('✓ e␛[31mvil␊\uFFFDfdp.md: 2 edits');
    expect(end).toContain('␛[31;5mRed␛[0m ␛]0;Title␇ \uFFFDback\uFFFD');
    expect(await terminal.screen(true)).not.toContain(ESC);
    await terminal.type(
      `clear; cat b.md | '${process.execPath}' '${join(import.meta.dirname, '../../src/cli/main.ts')}' optimize -`,
    );
    expect(await terminal.waitFor(/Because it rains.+back/)).toContain('␛[31;5mRed␛[0m');
  });

  it('fits its bars into a small terminal, and counts the rest', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ text: improve, tokenMs: 200 }) });
    const names = Array.from({ length: 12 }, (_, index) => `a-name-that-is-too-long-for-a-small-terminal-${index}.md`);
    await using folder = await folderOf(Object.fromEntries(names.map((name) => [name, text])));
    await using terminal = await openTerminal(folder.path, { env: settingsFor(endpoint), columns: 50, rows: 8 });
    await terminal.type('copydesk optimize .');
    const seen = await terminal.waitFor(/(?:█.+\n){5}0 of 12 documents done/);
    const bars = seen.split('\n').filter((line) => /[█░]/.test(line));
    expect(bars).toHaveLength(5);
    expect(bars.every((line) => line.length <= 50 && /…\S+-\d+\.md$/.test(line))).toBe(true);
    await terminal.press('C-c');
    await terminal.waitFor(/Cancelled: 0 of 12 documents finished/);
  });
});
