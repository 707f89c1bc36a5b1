import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { globby, isDynamicPattern } from 'globby';

/** A file to read. */
export interface Found {
  /** As it is shown, and sent: relative to the working folder. */
  readonly name: string;
  /** Where it really is, symbolic links followed. */
  readonly path: string;
}

/** An argument that stands for no file, and why. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

/** What to take from folders and patterns. */
export interface GatherOptions {
  /** Extensions of the files that are taken, without their dot. */
  readonly extensions: readonly string[];
  /** A folder that nothing is taken from. */
  readonly except?: string | undefined;
}

/**
 * The files that `args` stand for, each once: files by name, whatever they are; of folders and patterns those with a known
 * extension that git does not ignore.
 */
export async function gather(
  args: readonly string[],
  { extensions, except }: GatherOptions,
): Promise<{ readonly files: readonly Found[]; readonly missing: readonly Missing[] }> {
  const files = new Map<string, Found>();
  const missing: Missing[] = [];
  const known = new Set(extensions);
  const kinds = extensions.map((extension) => `.${extension}`).join(', ');
  const add = async (name: string) => {
    const path = await realpath(name).catch(() => resolve(name));
    if (!files.has(path)) {
      files.set(path, { name, path });
    }
  };

  for (const arg of args) {
    const kind = await kindOf(arg);
    if (kind === 'file') {
      await add(arg);
      continue;
    }
    if (kind === undefined && !isPattern(arg)) {
      missing.push({ name: arg, reason: 'there is no such file or folder' });
      continue;
    }
    const found = kind === 'folder' ? await search(arg, '**/*') : await searchPattern(arg);
    const taken = found
      .filter((path) => known.has(extensionOf(path)) && !(except !== undefined && isWithin(path, except)))
      .map((path) => relative('.', path))
      .toSorted(byName);
    if (taken.length === 0) {
      missing.push({ name: arg, reason: `no file of a known kind is there (${kinds}) that git does not ignore` });
    }
    for (const name of taken) {
      await add(name);
    }
  }
  return { files: [...files.values()], missing };
}

const { compare: byName } = new Intl.Collator('en', { numeric: true });

type Kind = 'file' | 'folder' | undefined;

async function kindOf(arg: string): Promise<Kind> {
  const found = await stat(arg).catch(() => undefined);
  return found && (found.isDirectory() ? 'folder' : 'file');
}

/** The part of a pattern that names a folder tells in which one to look for what git ignores. */
function searchPattern(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split('/');
  const first = parts.findIndex(isPattern);
  const folder = parts.slice(0, Math.max(0, first)).join('/');
  return first <= 0 ? search('.', pattern) : search(folder || '/', parts.slice(first).join('/'));
}

async function search(folder: string, pattern: string): Promise<readonly string[]> {
  return globby(pattern, {
    cwd: folder,
    absolute: true,
    gitignore: true,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
    expandNegationOnlyPatterns: false,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
}

function isPattern(text: string): boolean {
  return text !== '' && isDynamicPattern(text);
}

function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Whether `path` is `folder` or below it. */
export function isWithin(path: string, folder: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..';
}
