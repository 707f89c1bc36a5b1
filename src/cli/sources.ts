import { type Capabilities, CopydeskError, extensionsOf } from '../client/index.ts';
import { batches } from './batches.ts';
import { type Found, gather, type Missing } from './gather.ts';
import type { OptimizeOptions } from './options.ts';
import { readSource, readStandardInput, type Source } from './read.ts';

/** The argument that stands for standard input. */
export const STANDARD_INPUT = '-';

/** The documents that a command is given. */
export interface Sources {
  readonly files: readonly Found[];
  readonly missing: readonly Missing[];
  /** Reads them as they are asked for, put together for one request each. */
  batches(onFailure: (file: Found, error: unknown) => void): AsyncGenerator<readonly Source[], void>;
}

/** The documents that `args` stand for. Throws a CopydeskError where there is none. */
export async function openSources(
  args: readonly string[],
  { out, write }: OptimizeOptions,
  { formats, limits }: Capabilities,
  stop: AbortSignal,
): Promise<Sources> {
  if (!args.includes(STANDARD_INPUT)) {
    const { files, missing } = await gather(args, { extensions: extensionsOf(formats), except: out });
    if (files.length === 0) {
      throw new CopydeskError('INVALID_INPUT', missing.map(({ name, reason }) => `${name}: ${reason}.`).join('\n'));
    }
    const read = (file: Found) => readSource(file, limits.documentBytes);
    return { files, missing, batches: (onFailure) => batches(files, read, limits, onFailure) };
  }
  if (args.length > 1 || write || out !== undefined) {
    throw new CopydeskError(
      'INVALID_INPUT',
      '`-` goes from standard input to standard output: without files, `--write` and `--out`.',
    );
  }
  const files = [{ name: STANDARD_INPUT, path: STANDARD_INPUT }];
  const read = ({ name }: Found) => readStandardInput(name, limits.documentBytes, stop);
  return { files, missing: [], batches: (onFailure) => batches(files, read, limits, onFailure) };
}
