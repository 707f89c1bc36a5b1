import { mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { CopydeskError } from '../client/index.ts';
import { type Found, isWithin } from './gather.ts';
import type { Source } from './read.ts';

/**
 * Puts `content` in the place of the file that `source` was read from: the whole of it or nothing, with the file's mode, behind the
 * symbolic links that lead to it. Throws a CopydeskError where the file is not as it was read, unless `isForced`.
 */
export async function writeBack(source: Source, path: string, content: string, isForced: boolean): Promise<void> {
  const now = await readFile(path).catch(() => undefined);
  if (!isForced && !now?.equals(Buffer.from(source.content))) {
    throw new CopydeskError('INVALID_INPUT', 'the file changed meanwhile');
  }
  await writeFileAtomic(path, Buffer.from(content)).catch(unwritable);
}

/** A folder that documents are written to. */
export interface OutFolder {
  /**
   * Writes a document to the path that it has below the folder they come from, and gives where that is. Throws a CopydeskError
   * where one that was read would be overwritten.
   */
  write(name: string, content: string): Promise<string>;
}

/** The folder at `folder` for what is made of `files`. */
export function createOutFolder(folder: string, files: readonly Found[]): OutFolder {
  const base = baseOf(files.map(({ name }) => resolve(name)));
  const originals = new Set(files.map(({ path }) => path));
  return {
    async write(name, content) {
      const path = join(folder, relative(base, resolve(name)));
      const real = await realpath(path).catch(() => resolve(path));
      if (originals.has(real)) {
        throw new CopydeskError('INVALID_INPUT', `${path} was read itself; \`--write\` changes documents in place`);
      }
      await mkdir(dirname(path), { recursive: true }).catch(unwritable);
      await writeFileAtomic(path, Buffer.from(content)).catch(unwritable);
      return path;
    },
  };
}

/** The working folder, or where some files lie outside of it, the folder that holds them all. */
function baseOf(paths: readonly string[]): string {
  let base = resolve('.');
  for (const path of paths) {
    while (!isWithin(path, base)) {
      base = dirname(base);
    }
  }
  return base;
}

function unwritable(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  throw new CopydeskError('INVALID_INPUT', `it cannot be written${code}`);
}
