import { CopydeskError } from '../client/index.ts';
import type { OptimizeOptions } from './options.ts';
import { type Keep, lossOf } from './settle.ts';
import type { Sources } from './sources.ts';
import { createOutFolder, writeBack } from './write.ts';

/** How the optimized documents are kept: in place, in a folder, or not at all. */
export function keeperFor({ write, out, check, json, force }: OptimizeOptions, { files }: Sources): Keep {
  const isForced = force === true;
  const folder = out === undefined ? undefined : createOutFolder(out, files);
  return async (source, result, isChanged) => {
    const { name, path } = source;
    // Standard output takes its place: the caller is as blind to a loss as with a file.
    const isFilter = path === undefined && !check && !json;
    const loss = write || folder || isFilter ? lossOf(result) : undefined;
    if (loss !== undefined && !isForced) {
      throw new CopydeskError('MODEL_OUTPUT_INVALID', loss);
    }
    if (folder) {
      return folder.write(name, result.optimizedContent);
    }
    if (!write || path === undefined || !isChanged) {
      return undefined;
    }
    await writeBack(source, path, result.optimizedContent, isForced);
    return name;
  };
}
