import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copydesk, folderOf, wordy } from './command.ts';

/** The names of the documents that a command takes for `args`. */
async function taken(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const { stdout } = await copydesk(['optimize', ...args, '--json'], { cwd });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).name);
}

const project = {
  '.gitignore': 'secret*\nbuild/\n',
  'docs/.gitignore': 'draft.md\n',
  'a.md': wordy,
  'secret.md': wordy,
  'docs/b.html': `<p>${wordy}</p>`,
  'docs/draft.md': wordy,
  'docs/10.txt': wordy,
  'docs/9.txt': wordy,
  'docs/picture.png': new Uint8Array([137, 80, 78, 71]),
  'docs/build/c.md': wordy,
  'docs/odd [1]/d.md': wordy,
  'node_modules/x/readme.md': wordy,
  LICENSE: wordy,
};

describe('the files of a command', () => {
  it('are, of folders, those of a known kind that git does not ignore', async () => {
    await using folder = await folderOf(project);
    await mkdir(join(folder.path, '.git'));
    await symlink('../..', join(folder.path, 'docs/loop'));
    expect(await taken(['.'], folder.path)).toEqual([
      'a.md',
      'docs/9.txt',
      'docs/10.txt',
      'docs/b.html',
      'docs/odd [1]/d.md',
    ]);
  });

  it('follow the .gitignore of the folders above', async () => {
    await using folder = await folderOf({ ...project, 'docs/secret2.md': wordy });
    await mkdir(join(folder.path, '.git'));
    expect(await taken(['.'], join(folder.path, 'docs'))).toEqual(['9.txt', '10.txt', 'b.html', 'odd [1]/d.md']);
    expect(await taken(['docs'], folder.path)).not.toContain('docs/secret2.md');
    expect(await taken(['../docs/*.md', '../docs/*.html'], join(folder.path, 'docs'))).toEqual(['b.html']);
  });

  it('are, of patterns, those that match, each once', async () => {
    await using folder = await folderOf(project);
    await mkdir(join(folder.path, '.git'));
    expect(await taken(['docs/**/*.{md,html}', 'docs/b.html', '*.md'], folder.path)).toEqual([
      'docs/b.html',
      'docs/odd [1]/d.md',
      'a.md',
    ]);
  });

  it('are, of names, those files, whatever git or their name says', async () => {
    await using folder = await folderOf(project);
    const names = ['secret.md', 'LICENSE', 'docs/odd [1]/d.md'];
    expect(await taken(names, folder.path)).toEqual(names);
  });

  it('are no pipes and no devices', async () => {
    await using folder = await folderOf({ 'a.md': wordy });
    execFileSync('mkfifo', [join(folder.path, 'pipe.md')]);
    const { code, stderr } = await copydesk(['optimize', 'pipe.md', '/dev/zero', 'a.md'], { cwd: folder.path });
    expect(stderr).toContain('✗ pipe.md: It is no file.\n');
    expect(stderr).toContain('✗ /dev/zero: It is no file.\n');
    expect(stderr).toContain('✓ a.md: 2 edits\n');
    expect(code).toBe(3);
  });
});
