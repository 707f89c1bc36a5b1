import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { listen } from '../kit/listen.ts';
import { startPair } from '../kit/server.ts';
import { command, copydesk, folderOf, plain, wordy } from './command.ts';

describe('copydesk at a server', () => {
  it('optimizes there, lists the job, and shows it again', async () => {
    await using pair = await startPair({ answer: () => ({ text: plain }) });
    await using folder = await folderOf({ 'a.md': wordy, 'b.md': plain });
    const at = { cwd: folder.path, env: { COPYDESK_SERVER: new URL('/', pair.server.url).href } };
    const { stdout } = await copydesk(['optimize', '.'], at);

    const jobs = await copydesk(['jobs'], at);
    expect(jobs.stdout).toMatch(/^[\w-]{36} {2}completed {12} {2}100 % {2}clarity {6}20\S+Z {2}a\.md and 1 more\n$/);
    expect(jobs.code).toBe(0);
    expect((await copydesk(['jobs', '--status', 'failed'], at)).stdout).toBe('');
    const [id = ''] = jobs.stdout.split(' ');
    expect(JSON.parse((await copydesk(['jobs', '--json', '--limit', '5'], at)).stdout).id).toBe(id);

    const followed = await copydesk(['follow', id], at);
    expect(followed.stdout).toBe(stdout);
    expect(followed.stderr).toBe('✓ a.md: 2 edits\n2 documents: 1 changed, 1 unchanged\n');
    const told = (await copydesk(['follow', id, '--json'], at)).stdout.trim().split('\n');
    expect(told.map((line) => JSON.parse(line).optimizedContent)).toEqual([plain, plain]);
  });

  it('sends the token that is set as a bearer token, and refuses one that can be none', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{"errors":[{"message":"Who are you?","extensions":{"code":"UNAUTHENTICATED"}}]}');
    });
    const env = { COPYDESK_SERVER: `http://127.0.0.1:${await listen(server)}` };
    const { stderr, code } = await copydesk(['jobs'], { cwd: '.', env: { ...env, COPYDESK_TOKEN: 't0ken' } });
    server.close();
    expect(seen).toEqual(['Bearer t0ken']);
    expect(stderr).toBe('copydesk: Who are you?\n');
    expect(code).toBe(2);
    const refused = await copydesk(['jobs'], { cwd: '.', env: { ...env, COPYDESK_TOKEN: 'tokén' } });
    expect(refused.stderr).toBe('copydesk: COPYDESK_TOKEN must be a token: printable ASCII, no spaces.\n');
  });

  it('cancels a job, and runs it again', async () => {
    let text = () => ({ text: plain, tokenMs: 60_000 });
    await using pair = await startPair({ answer: () => text() });
    const at = { cwd: '.', env: { COPYDESK_SERVER: pair.server.url } };
    const input = { optimizationType: 'CLARITY', documents: [{ name: 'a.md', content: wordy }] } as const;
    const { id } = await createClient({ url: pair.server.url }).start({ ...input, documents: [...input.documents] });
    await vi.waitUntil(() => pair.endpoint.calls.length === 1);
    const cancelled = await copydesk(['cancel', id], at);
    expect(cancelled).toEqual({ code: 0, stdout: 'cancelled: 0 of 1 document finished\n', stderr: '' });
    const followed = await copydesk(['follow', id], at);
    expect(followed).toMatchObject({ code: 3, stdout: '', stderr: '- a.md: cancelled\n' });
    text = () => ({ text: plain, tokenMs: 1 });
    const retried = await copydesk(['retry', id], at);
    expect(retried.stdout).toContain('[-Due to the fact that-]{+Because+}');
    expect(retried.code).toBe(0);
  });

  it.each(['follow', 'retry', 'cancel'])('%s says that there is no such job', async (name) => {
    await using pair = await startPair();
    const { code, stderr } = await copydesk([name, 'nowhere', '--server', pair.server.url], { cwd: '.' });
    expect(stderr).toMatch(/^copydesk: There is no job of this .+\n$/);
    expect(code).toBe(2);
  });

  it('says which server it cannot reach, and how one is started', async () => {
    const { code, stderr } = await copydesk(['jobs', '--server', 'http://127.0.0.1:9'], { cwd: '.' });
    expect(stderr).toBe(
      'copydesk: http://127.0.0.1:9/graphql cannot be reached. `copydesk serve` starts a server, --server names one.\n',
    );
    expect(code).toBe(2);
  });

  it('lists what can be optimized, by which models and in which formats', async () => {
    const { stdout } = await copydesk(['types'], { cwd: '.' });
    expect(stdout).toMatch(/^clarity +\S.+\n +builtin: /);
    expect(stdout).toMatch(/\ncustom .+\n +builtin cannot do it\n/);
    expect(stdout).toMatch(/\n\nmodels {3}builtin \(default\)\nformats {2}text, markdown, html\n$/);
    expect(JSON.parse((await copydesk(['types', '--json'], { cwd: '.' })).stdout).defaultModel).toBe('builtin');
  });
});

describe('copydesk serve', () => {
  it('starts a server, and ends it when it is told to', async () => {
    const child = spawn(process.execPath, [command, 'serve', '--port', '0'], {
      env: { PATH: process.env.PATH ?? '', DATA_DIR: ':memory:', DRAIN_TIMEOUT_MS: '100' },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const url = await vi.waitUntil(() => /listens at ([^;\s]+)/.exec(output)?.[1], { timeout: 20_000 });
    const { stdout } = await copydesk(['optimize', '-', '--server', url], { cwd: '.', input: wordy });
    expect(stdout).toBe(plain);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('copydesk --help', () => {
  it('shows the commands, and for optimize its options, examples and exit codes', async () => {
    const { stdout, code } = await copydesk(['--help'], { cwd: '.' });
    expect(stdout).toMatch(/optimize[\s\S]+types[\s\S]+jobs[\s\S]+follow[\s\S]+retry[\s\S]+cancel[\s\S]+serve/);
    expect(code).toBe(0);
    const optimize = await copydesk(['optimize', '--help'], { cwd: '.' });
    for (const part of ['--write', '--check', '--estimate', 'Examples:', 'Exit codes:', '130']) {
      expect(optimize.stdout).toContain(part);
    }
  });
});
