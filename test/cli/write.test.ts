import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEndpoint } from '../kit/endpoint.ts';
import { listen } from '../kit/listen.ts';
import { startServer } from '../kit/server.ts';
import { copydesk, folderOf, plain, wordy } from './command.ts';

describe('copydesk optimize --write', () => {
  it('changes files in place, byte for byte outside of the edits, with their mode, and leaves nothing beside them', async () => {
    const source = `\uFEFF---\r\ntitle:  "x"\r\n---\r\n\r\n${wordy}\r\n\r\n\`\`\`sh\r\nutilize   it\r\n\`\`\``;
    await using folder = await folderOf({ 'a.md': source, 'b.md': `${plain}\n` });
    await chmod(join(folder.path, 'a.md'), 0o640);
    const before = await stat(join(folder.path, 'b.md'));
    const { code, stdout, stderr } = await copydesk(['optimize', '.', '--write'], { cwd: folder.path });
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(source.replace(wordy, plain));
    expect((await stat(join(folder.path, 'a.md'))).mode & 0o777).toBe(0o640);
    const after = await stat(join(folder.path, 'b.md'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(await readdir(folder.path)).toEqual(['a.md', 'b.md']);
    expect(stdout).toBe('');
    expect(stderr).toBe('✓ a.md: 2 edits, written to a.md\n2 documents: 1 changed, 1 unchanged\n');
    expect(code).toBe(0);
  });

  it('writes behind a symbolic link, which stays one, and a file that has two names once', async () => {
    await using folder = await folderOf({ 'real/a.md': wordy });
    await symlink('real/a.md', join(folder.path, 'link.md'));
    const { stderr } = await copydesk(['optimize', 'link.md', 'real', '--write'], { cwd: folder.path });
    expect((await lstat(join(folder.path, 'link.md'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder.path, 'real/a.md'), 'utf8')).toBe(plain);
    expect(stderr).toBe('✓ link.md: 2 edits, written to link.md\n');
  });

  it('leaves a file that changed meanwhile, with exit code 3, unless it is forced', async () => {
    for (const [options, expected] of [
      [[], { text: 'Mine.', code: 3, line: '! a.md: left as it is: the file changed meanwhile\n' }],
      [['--force'], { text: plain, code: 0, line: '✓ a.md: 2 edits, written to a.md\n' }],
    ] as const) {
      await using folder = await folderOf({ 'a.md': wordy });
      const meddle = async () => {
        await writeFile(join(folder.path, 'a.md'), 'Mine.');
        return { text: plain };
      };
      await using endpoint = await startEndpoint({ answer: meddle });
      const env = { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' };
      const { code, stderr } = await copydesk(['optimize', 'a.md', '--write', ...options], { cwd: folder.path, env });
      expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(expected.text);
      expect(stderr).toBe(expected.line);
      expect(code).toBe(expected.code);
    }
  });

  it('leaves a file whose facts did not all come through, and standard output empty, unless it is forced', async () => {
    await using server = await startLossyServer();
    await using folder = await folderOf({ 'a.md': wordy });
    const run = (...args: string[]) =>
      copydesk(['optimize', ...args, '--server', server.url], { cwd: folder.path, input: wordy });
    const left = 'left as it is: not all came through: number -5 +6';
    expect(await run('a.md', '--write')).toEqual({ code: 3, stdout: '', stderr: `! a.md: ${left}\n` });
    expect(await run('a.md', '--out', 'out')).toEqual({ code: 3, stdout: '', stderr: `! a.md: ${left}\n` });
    expect(await run('-')).toEqual({ code: 3, stdout: '', stderr: `! -: ${left}\n` });
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(wordy);
    expect(await readdir(folder.path)).toEqual(['a.md']);
    const shown = await run('a.md');
    expect(shown.stderr).toBe('✓ a.md: 2 edits; not all came through: number -5 +6\n');
    expect(shown.stdout).toContain('{+Because+}');
    expect((await run('-', '--force')).stdout).toBe(plain);
    expect((await run('a.md', '--write', '--force')).code).toBe(0);
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(plain);
  });

  it('writes a document of which a part kept its text, and says so', async () => {
    const kept = 'The meeting is at 9:45 and the fee is 120 euros.';
    const answer = (text: string) => (text.includes('fee') ? text.replace(/\d/g, '8') : plain);
    await using endpoint = await startEndpoint({ answer: ({ target }) => ({ text: answer(target) }) });
    const filler = `${'It rains on this day and on the next one. '.repeat(8)}\n\n`;
    await using folder = await folderOf({ 'a.md': `${wordy}\n\n## Fees\n\n${filler}${kept}\n` });
    const { code, stderr } = await copydesk(['optimize', 'a.md', '--write'], {
      cwd: folder.path,
      env: { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1', SEGMENT_WORDS: '50' },
    });
    expect(stderr).toMatch(/^✓ a\.md: 2 edits, written to a\.md; \d parts? kept: .+\n$/);
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(`${plain}\n\n## Fees\n\n${filler}${kept}\n`);
    expect(code).toBe(0);
  });

  it('tells where a document cannot be written', async () => {
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': wordy });
    const { code, stderr } = await copydesk(['optimize', 'a.md', '--out', 'b.md/better'], { cwd: folder.path });
    expect(stderr).toBe('! a.md: left as it is: it cannot be written (ENOTDIR)\n');
    expect(code).toBe(3);
  });
});

describe('copydesk optimize --out', () => {
  it('writes each document to its path below the folder, changed or not, and leaves the files alone', async () => {
    await using folder = await folderOf({ 'docs/a.md': wordy, 'docs/sub/b.md': plain, 'c.md': wordy });
    const { code } = await copydesk(['optimize', 'docs', 'c.md', '--out', 'better'], { cwd: folder.path });
    const written = await readdir(join(folder.path, 'better'), { recursive: true });
    expect(written.toSorted()).toEqual(['c.md', 'docs', 'docs/a.md', 'docs/sub', 'docs/sub/b.md']);
    expect(await readFile(join(folder.path, 'better/docs/a.md'), 'utf8')).toBe(plain);
    expect(await readFile(join(folder.path, 'docs/a.md'), 'utf8')).toBe(wordy);
    expect(code).toBe(0);
  });

  it('does not take its own folder for a source, and overwrites no document that was read', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    for (let run = 0; run < 2; run += 1) {
      await copydesk(['optimize', '.', '--out', 'better'], { cwd: folder.path });
      expect(await readdir(join(folder.path, 'better'))).toEqual(['a.md']);
    }
    const { code, stderr } = await copydesk(['optimize', 'a.md', '--out', '.'], { cwd: folder.path });
    expect(stderr).toContain('a.md was read itself; `--write` changes documents in place');
    expect(await readFile(join(folder.path, 'a.md'), 'utf8')).toBe(wordy);
    expect(code).toBe(3);
  });

  it('takes files from outside of the working folder by their path below the folder that holds them all', async () => {
    await using folder = await folderOf({ 'site/here/a.md': wordy, 'site/there/b.md': wordy });
    const cwd = join(folder.path, 'site/here');
    await copydesk(['optimize', 'a.md', '../there', '--out', 'better'], { cwd });
    const written = await readdir(join(cwd, 'better'), { recursive: true });
    expect(written.toSorted()).toEqual(['here', 'here/a.md', 'there', 'there/b.md']);
  });
});

/** A server whose results say that a number was lost on the way. */
async function startLossyServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = await startServer();
  const issue = { kind: 'NUMBER', segment: 0, message: 'A number.', lost: ['5'], added: ['6'] };
  const lossy = createServer(async (request, response) => {
    const body = new Uint8Array(Buffer.concat(await request.toArray()));
    const headers = { 'content-type': 'application/json', accept: request.headers.accept ?? '*/*' };
    const answer = await fetch(server.url, { method: 'POST', headers, body });
    const text = (await answer.text())
      .replaceAll('"isPreserved":true', '"isPreserved":false')
      .replaceAll('"issues":[]', `"issues":[${JSON.stringify(issue)}]`);
    response.writeHead(200, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  });
  return {
    url: `http://127.0.0.1:${await listen(lossy)}`,
    async [Symbol.asyncDispose]() {
      lossy.closeAllConnections();
      lossy.close();
      await server.drain();
    },
  };
}
