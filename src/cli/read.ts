import { readFile, stat } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { CopydeskError, decodeText } from '../client/index.ts';
import type { Found } from './gather.ts';

/** A document to optimize. */
export interface Source {
  readonly name: string;
  /** The file it was read from; undefined for standard input. */
  readonly path: string | undefined;
  readonly content: string;
}

/** Reads a file of at most `maxBytes`. Throws a CopydeskError where it is no text, too large, or cannot be read. */
export async function readSource({ name, path }: Found, maxBytes: number): Promise<Source> {
  const stats = await stat(path).catch(unreadable);
  if (!stats.isFile()) {
    throw new CopydeskError('UNSUPPORTED_DOCUMENT', 'It is no file.');
  }
  requireSize(stats.size, maxBytes);
  return { name, path, content: textOf(await readFile(path).catch(unreadable), maxBytes) };
}

/** Reads standard input to its end, as a document called `name`. Throws where `stop` aborts meanwhile, too. */
export async function readStandardInput(name: string, maxBytes: number, stop: AbortSignal): Promise<Source> {
  const reads: Buffer[] = [];
  let size = 0;
  try {
    for await (const read of addAbortSignal(stop, process.stdin)) {
      size += read.length;
      requireSize(size, maxBytes);
      reads.push(read);
    }
  } catch (error) {
    throw error instanceof CopydeskError ? error : unreadable(error);
  }
  return { name, path: undefined, content: textOf(Buffer.concat(reads), maxBytes) };
}

function textOf(bytes: Uint8Array, maxBytes: number): string {
  requireSize(bytes.length, maxBytes);
  const text = decodeText(bytes);
  if (text === undefined) {
    throw new CopydeskError('UNSUPPORTED_DOCUMENT', 'It is no text in UTF-8.');
  }
  return text;
}

function requireSize(bytes: number, most: number): void {
  if (bytes > most) {
    throw new CopydeskError('TOO_LARGE', `It has more than ${most} bytes (MAX_DOCUMENT_BYTES).`);
  }
}

function unreadable(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  throw new CopydeskError('INVALID_INPUT', `It cannot be read${code}.`);
}
