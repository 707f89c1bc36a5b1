import { describe, expect, it } from 'vitest';
import { startEndpoint } from '../kit/endpoint.ts';
import { copydesk, folderOf, plain, wordy } from './command.ts';

const utf16 = Buffer.from(wordy, 'utf16le');

describe('copydesk optimize', () => {
  it('shows what would change, word by word, on standard output, and how it went on standard error', async () => {
    await using folder = await folderOf({ 'a.md': `# Rain\n\n${wordy}\n`, 'b.txt': 'It rains.\n' });
    const { code, stdout, stderr } = await copydesk(['optimize', 'a.md', 'b.txt'], { cwd: folder.path });
    expect(stdout).toBe(
      'a.md\n    3  [-Due to the fact that-]{+Because+} it rains, we [-utilize-]{+use+} umbrellas.\n\n',
    );
    expect(stderr).toBe('✓ a.md: 2 edits\n2 documents: 1 changed, 1 unchanged\n');
    expect(code).toBe(0);
  });

  it('with --check changes nothing, and exits 1 where something would change, 0 where nothing would', async () => {
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': plain });
    const found = await copydesk(['optimize', '.', '--check'], { cwd: folder.path });
    expect(found).toEqual({ code: 1, stdout: '', stderr: '✓ a.md: 2 edits\n2 documents: 1 changed, 1 unchanged\n' });
    const clean = await copydesk(['optimize', 'b.md', '--check'], { cwd: folder.path });
    expect(clean).toEqual({ code: 0, stdout: '', stderr: '✓ b.md: nothing to change\n' });
  });

  it('with --json prints one line for each document, in their order', async () => {
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': plain, 'c.md': utf16 });
    const { code, stdout } = await copydesk(['optimize', 'c.md', 'b.md', 'a.md', '--json'], { cwd: folder.path });
    const [c, b, a] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(c).toEqual({
      name: 'c.md',
      outcome: 'FAILED',
      writtenTo: null,
      reason: null,
      error: { code: 'UNSUPPORTED_DOCUMENT', message: 'It is no text in UTF-8.', isRetryable: false },
    });
    expect(b).toMatchObject({ name: 'b.md', outcome: 'UNCHANGED', optimizedContent: plain, edits: [] });
    expect(a).toMatchObject({ name: 'a.md', outcome: 'CHANGED', optimizedContent: plain, status: 'FULFILLED' });
    expect(a.edits[0]).toMatchObject({ start: 0, end: 20, replacement: 'Because' });
    expect(a.preservation.isPreserved).toBe(true);
    expect(code).toBe(3);
  });

  it('never stops at a file that is bad: each gets its line, the others are done, and the exit code is 3', async () => {
    await using folder = await folderOf({
      'good.md': wordy,
      'utf16.md': utf16,
      'binary.md': new Uint8Array([0, 1, 2]),
      'large.md': 'a '.repeat(600),
    });
    const { code, stdout, stderr } = await copydesk(
      ['optimize', 'nowhere.md', 'utf16.md', 'binary.md', 'large.md', 'good.md', 'x*.md'],
      { cwd: folder.path, env: { MAX_DOCUMENT_BYTES: '1000' } },
    );
    expect(stderr.split('\n').toSorted()).toEqual(
      [
        '',
        '✗ nowhere.md: there is no such file or folder',
        '✗ x*.md: no file of a known kind is there (.txt, .text, .md, .markdown, .mdx, .htm, .html, .xhtml) that git does not ignore',
        '✗ utf16.md: It is no text in UTF-8.',
        '✗ binary.md: It is no text in UTF-8.',
        '✗ large.md: It has more than 1000 bytes (MAX_DOCUMENT_BYTES).',
        '✓ good.md: 2 edits',
        '6 documents: 1 changed, 0 unchanged, 5 failed',
      ].toSorted(),
    );
    expect(stdout).toContain('{+Because+}');
    expect(code).toBe(3);
  });

  it.each([
    [['optimize'], "missing required argument 'files'"],
    [['optimize', 'a.md', '--colour'], "unknown option '--colour'"],
    [['optimise', 'a.md'], "unknown command 'optimise'"],
    [['optimize', 'a.md', '--write', '--check'], "option '--write' cannot be used with option '--check'"],
    [['optimize', 'a.md', '-', '--check'], '`-` goes from standard input to standard output'],
    [['optimize', '-', '--write'], '`-` goes from standard input to standard output'],
    [['optimize', 'a.md', '--type', 'beauty'], '`--type` must be one of clarity, style, grammar,'],
    [['optimize', 'a.md', '--format', 'pdf'], '`--format` must be one of text, markdown, html.'],
    [['optimize', 'a.md', '--model', 'gpt-9'], '`--model` must be one of builtin.'],
    [['optimize', 'a.md', '--type', 'custom'], '`instructions` must say what to do'],
    [['optimize', 'nowhere.md'], 'nowhere.md: there is no such file or folder.'],
    [['optimize', 'a.md', '--server', 'nowhere'], '`--server` must be an http or https URL'],
    [['optimize', 'a.md', '--server', 'http://127.0.0.1:9'], 'http://127.0.0.1:9/graphql cannot be reached.'],
  ])('refuses %j with exit code 2, and says why', async (args, reason) => {
    await using folder = await folderOf({ 'a.md': wordy });
    const { code, stdout, stderr } = await copydesk(args, { cwd: folder.path });
    expect(stderr).toMatch(/^copydesk: /);
    expect(stderr).toContain(reason);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('refuses many documents together in one line', async () => {
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': wordy });
    const { code, stderr } = await copydesk(['optimize', '.', '--type', 'custom', '--model', 'builtin'], {
      cwd: folder.path,
    });
    expect(stderr).toMatch(/^copydesk: `instructions` must say .+\n$/);
    expect(code).toBe(2);
  });

  it('refuses a setting that cannot be right, with its name', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    const { code, stderr } = await copydesk(['optimize', 'a.md'], { cwd: folder.path, env: { MODEL_ATTEMPTS: '0' } });
    expect(stderr).toBe('copydesk: MODEL_ATTEMPTS must be a whole number from 1 to 20\n');
    expect(code).toBe(2);
  });

  it('hands on what is asked for, by way of the server’s own handler, and leaves nothing behind', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ text: (text) => text.replace('utilize', 'use') }) });
    await using folder = await folderOf({ note: `${wordy} Buy a Frobnicator-9.\n` });
    const options = ['--type', 'style', '--audience', 'sailors at sea', '--instructions', 'mind the wind'];
    const { stdout, code } = await copydesk(
      ['optimize', 'note', ...options, '--protect', 'Frobnicator-9', '--protect', 'umbrellas', '--format', 'markdown'],
      { cwd: folder.path, env: { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' } },
    );
    expect(stdout).toContain('we [-utilize-]{+use+}');
    expect(code).toBe(0);
    const prompt = JSON.stringify(endpoint.calls[0]?.body.messages);
    expect(prompt).toContain('sailors at sea');
    expect(prompt).toContain('mind the wind');
    // Protected terms are masked: the model never sees them as words to rewrite.
    expect(endpoint.calls[0]?.target).not.toContain('Frobnicator');
    expect(endpoint.calls[0]?.target).not.toContain('umbrellas');
  });

  it('tells with --estimate what it would take, and calls no model', async () => {
    await using endpoint = await startEndpoint();
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': wordy });
    const env = {
      OPENAI_BASE_URL: endpoint.url,
      OPENAI_MODEL: 'm1',
      MODEL_PRICES: 'm1=100/10/400',
      MAX_DOCUMENTS: '1',
    };
    const { code, stdout } = await copydesk(['optimize', '.', '--estimate'], { cwd: folder.path, env });
    expect(stdout).toMatch(
      /^a\.md: 10 words in 1 segment\nb\.md: 10 words in 1 segment\n\d+ tokens in, \d+ to \d+ out; \d+\.\d{4} to \d+\.\d{4} US dollars\n$/,
    );
    const json = await copydesk(['optimize', '.', '--estimate', '--json'], { cwd: folder.path, env });
    expect(JSON.parse(json.stdout)).toMatchObject({
      documents: [{ words: 10 }, { words: 10, document: { index: 1 } }],
    });
    expect(endpoint.calls).toHaveLength(0);
    expect(code).toBe(0);
  });

  it('tells why a document failed, and goes on with the others', async () => {
    const answer = (text: string) => (text.includes('storm') ? { status: 400, body: { error: {} } } : { text: plain });
    await using endpoint = await startEndpoint({ answer: ({ target }) => answer(target) });
    await using folder = await folderOf({ 'a.md': 'The storm is at this point in time near.', 'b.md': wordy });
    const { code, stdout, stderr } = await copydesk(['optimize', '.'], {
      cwd: folder.path,
      env: { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' },
    });
    expect(stderr).toMatch(/^✗ a\.md: .+$/m);
    expect(stderr).toContain('✓ b.md: 2 edits');
    expect(stdout).toContain('b.md\n');
    expect(code).toBe(3);
  });

  it('logs nothing between its own lines, unless it is told to', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    const { stderr } = await copydesk(['optimize', 'a.md'], { cwd: folder.path, env: { LOG_LEVEL: 'info' } });
    expect(stderr).toContain('"msg":"job accepted"');
    const quiet = await copydesk(['optimize', 'a.md'], { cwd: folder.path });
    expect(quiet.stderr).toBe('✓ a.md: 2 edits\n');
  });
});

describe('copydesk optimize -', () => {
  it('goes from standard input to standard output, byte for byte outside of its edits', async () => {
    await using folder = await folderOf({});
    const input = `\uFEFF# Rain\r\n\r\n${wordy}\r\n\r\n| a |  b |\r\n|---|----|\r\n| 1 | 2  |`;
    const { code, stdout, stderr } = await copydesk(['optimize', '-', '--format', 'markdown'], {
      cwd: folder.path,
      input,
    });
    expect(stdout).toBe(input.replace(wordy, plain));
    expect(stderr).toBe('✓ -: 2 edits\n');
    expect(code).toBe(0);
  });

  it('gives what is not changed as it came', async () => {
    await using folder = await folderOf({});
    const { stdout } = await copydesk(['optimize', '-'], { cwd: folder.path, input: plain });
    expect(stdout).toBe(plain);
  });

  it('writes nothing where it fails, so that nothing passes for a result', async () => {
    await using folder = await folderOf({});
    const { code, stdout, stderr } = await copydesk(['optimize', '-'], { cwd: folder.path, input: utf16 });
    expect(stdout).toBe('');
    expect(stderr).toBe('✗ -: It is no text in UTF-8.\n');
    expect(code).toBe(3);
  });

  it('with --check writes nothing, and tells by its exit code', async () => {
    await using folder = await folderOf({});
    const found = await copydesk(['optimize', '-', '--check'], { cwd: folder.path, input: wordy });
    expect(found).toEqual({ code: 1, stdout: '', stderr: '✓ -: 2 edits\n' });
  });
});
