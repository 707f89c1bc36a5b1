import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { startEndpoint } from '../kit/endpoint.ts';
import { startPair } from '../kit/server.ts';
import { command, copydesk, folderOf, plain, wordy } from './command.ts';

const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.md`, `${wordy} This is day ${index}.\n`]));
const improve = (target: string) => target.replace(wordy, plain);

describe('many documents', () => {
  it('run in one job per hundred, at the pace of the pool, and come out in their order', async () => {
    const callMs = 200;
    let open = 0;
    let most = 0;
    const answer = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, callMs));
      open -= 1;
      return { text: improve };
    };
    await using pair = await startPair({ answer });
    await using folder = await folderOf(numbered(250));
    const { code, stdout, stderr } = await copydesk(['optimize', '.', '--write', '--json'], {
      cwd: folder.path,
      env: { COPYDESK_SERVER: pair.server.url },
    });
    const { edges } = await createClient({ url: pair.server.url }).jobs();
    expect(edges.map(({ node }) => node.documents.length)).toEqual([50, 100, 100]);
    expect(most).toBe(16);
    // Between the first call and the last, hardly a place stays empty.
    const starts = pair.endpoint.calls.map(({ receivedAt }) => receivedAt);
    expect(starts).toHaveLength(250);
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(2 * (250 / 16) * callMs);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name);
    expect(names).toEqual(Array.from({ length: 250 }, (_, index) => `${index}.md`));
    expect(await readFile(join(folder.path, '249.md'), 'utf8')).toBe(`${plain} This is day 249.\n`);
    expect(stderr).toContain('250 documents: 250 changed, 0 unchanged\n');
    expect(code).toBe(0);
  }, 60_000);

  it('keep below what a request and a caller may bring, and wait for their place', async () => {
    await using pair = await startPair(
      { answer: () => ({ text: improve }) },
      { MAX_REQUEST_BYTES: '300000', MAX_CALLER_DOCUMENTS: '6' },
    );
    const long = 'It rains here on this day, and on the one that follows. '.repeat(400);
    await using folder = await folderOf(
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}.md`, `${wordy}\n\n${long}\n`])),
    );
    const { code, stderr } = await copydesk(['optimize', '.', '--out', 'better'], {
      cwd: folder.path,
      env: { COPYDESK_SERVER: pair.server.url },
    });
    expect(stderr).toContain('9 documents: 9 changed, 0 unchanged\n');
    expect(await readdir(join(folder.path, 'better'))).toHaveLength(9);
    const { edges } = await createClient({ url: pair.server.url }).jobs();
    expect(Math.max(...edges.map(({ node }) => node.documents.length))).toBe(4);
    expect(code).toBe(0);
  });

  it('are handed over in halves where the server takes them for too many, and wait where it has no room', async () => {
    await using pair = await startPair(
      { answer: ({ target }) => ({ text: improve, firstTokenMs: target.includes('day') ? 100 : 6_000 }) },
      { MAX_CALLER_DOCUMENTS: '6', MAX_CONCURRENT_JOBS: '1', MODEL_CONCURRENCY: '1' },
    );
    const input = { optimizationType: 'CLARITY' as const, documents: [{ name: 'other', content: wordy }] };
    await createClient({ url: pair.server.url }).start({ ...input, onDisconnect: 'CONTINUE' });
    await using folder = await folderOf(numbered(20));
    const { code, stderr } = await copydesk(['optimize', '.', '--write'], {
      cwd: folder.path,
      env: { COPYDESK_SERVER: pair.server.url },
    });
    expect(stderr).toMatch(/^Waiting: 1 jobs are in work/);
    expect(stderr).toContain('20 documents: 20 changed, 0 unchanged\n');
    expect(code).toBe(0);
    const { edges } = await createClient({ url: pair.server.url }).jobs();
    expect(edges.map(({ node }) => node.documents.length)).toEqual([5, 5, 5, 5, 1]);
  });

  it('one that the server refuses does not stop the others of its job', async () => {
    await using pair = await startPair({ answer: () => ({ text: improve }) });
    // A name of white space alone is none to the server.
    await using folder = await folderOf({ 'a.md': wordy, ' ': wordy, 'b.md': wordy });
    const { code, stdout } = await copydesk(['optimize', 'a.md', ' ', 'b.md', '--json'], {
      cwd: folder.path,
      env: { COPYDESK_SERVER: pair.server.url },
    });
    const outcomes = stdout.match(/(?<="outcome":")\w+/g);
    expect(outcomes).toEqual(['CHANGED', 'FAILED', 'CHANGED']);
    expect(stdout).toContain('`documents.1.name` must have 1 to 255 characters');
    expect(code).toBe(3);
  });
});

describe('the end of a command', () => {
  it('comes by itself as soon as all is done: nothing is left open', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ text: improve }) });
    await using folder = await folderOf({ 'a.md': wordy });
    const child = spawn(process.execPath, [command, 'optimize', 'a.md'], {
      cwd: folder.path,
      env: { PATH: process.env.PATH ?? '', OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' },
    });
    await once(child.stdout, 'data');
    const told = performance.now();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - told).toBeLessThan(1_000);
  });

  it('is the same where nobody reads what it prints', async () => {
    await using folder = await folderOf(numbered(30));
    const child = spawn(process.execPath, [command, 'optimize', '.', '--json'], {
      cwd: folder.path,
      env: { PATH: process.env.PATH ?? '' },
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(stderr).not.toContain('Error');
  });

  it('is no success where what it prints is lost', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    const shell = `'${process.execPath}' '${command}' optimize a.md --json > /dev/full`;
    const child = spawn('sh', ['-c', shell], { cwd: folder.path, env: { PATH: process.env.PATH ?? '' } });
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  it('is in order at SIGTERM too, with its own exit code', async () => {
    await using endpoint = await startEndpoint({ answer: () => ({ text: improve, tokenMs: 60_000 }) });
    await using folder = await folderOf({ 'a.md': wordy });
    const ended = copydesk(['optimize', 'a.md', '--write'], {
      cwd: folder.path,
      env: { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: 'm1' },
      onStart: async (child) => {
        while (endpoint.calls.length === 0) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        child.kill('SIGTERM');
      },
    });
    const { code, stderr } = await ended;
    expect(stderr).toContain('Cancelled: 0 of 1 document finished');
    expect(code).toBe(143);
    expect(endpoint.calls[0]?.state).toBe('closed');
  });

  it('cancels the job at a server where it is interrupted', async () => {
    await using pair = await startPair({ answer: () => ({ text: improve, tokenMs: 60_000 }) });
    await using folder = await folderOf({ 'a.md': wordy });
    const { code } = await copydesk(['optimize', 'a.md'], {
      cwd: folder.path,
      env: { COPYDESK_SERVER: pair.server.url },
      onStart: async (child) => {
        while (pair.endpoint.calls.length === 0) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    const { edges } = await createClient({ url: pair.server.url }).jobs();
    expect(edges.map(({ node }) => node.status)).toEqual(['CANCELLED']);
    expect(pair.endpoint.calls[0]?.state).toBe('closed');
  });

  it('does not wait for standard input that does not end', async () => {
    const child = spawn(process.execPath, [command, 'optimize', '-'], { env: { PATH: process.env.PATH ?? '' } });
    child.stdin.write('It rains');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });
});
