import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Stands in the page where the server puts the nonce of each answer. */
const NONCE = '__NONCE__';

/** What the page was built from: each file below the root, and a fingerprint of it. */
const STAMP = 'sources.json';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = join(root, 'src/web');

/** The folder of the built page. */
export const pageFolder: string = join(root, 'dist/web');

/** Builds the page into `folder` unless what stands there was made of the sources as they are. Gives whether it built. */
export async function buildPage(folder: string = pageFolder): Promise<boolean> {
  if (await isFresh(folder)) {
    return false;
  }
  // Only now: it takes longer to load than the server takes to start.
  const { build } = await import('vite');
  const target = resolve(folder);
  await mkdir(dirname(target), { recursive: true });
  // Beside it, so that a server that starts meanwhile finds one page or the other, whole.
  const draft = await mkdtemp(`${target}-`);
  const outDir = join(draft, 'web');
  // Else it would be the environment's, and a page that tests built another than the one that people get.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const own = await readdir(page, { recursive: true, withFileTypes: true });
  const sources = new Set([
    join(root, 'package-lock.json'),
    ...own.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)),
  ]);
  try {
    await build({
      root: page,
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      html: { cspNonce: NONCE },
      build: {
        outDir,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        target: 'baseline-widely-available',
      },
      plugins: [
        {
          name: 'sources',
          buildEnd() {
            for (const id of this.getModuleIds()) {
              const [file = ''] = id.split('?');
              if (file.startsWith(join(root, 'src/'))) {
                sources.add(file);
              }
            }
          },
        },
      ],
    });
    const stamp = await Promise.all(
      [...sources].toSorted().map(async (file) => [relative(root, file), await fingerprint(file)] as const),
    );
    await writeFile(join(outDir, STAMP), JSON.stringify(Object.fromEntries(stamp), undefined, 1));
    await rename(target, join(draft, 'before')).catch(() => {});
    await rename(outDir, target);
  } finally {
    process.env.NODE_ENV = NODE_ENV;
    if (NODE_ENV === undefined) {
      delete process.env.NODE_ENV;
    }
    await rm(draft, { recursive: true, force: true });
  }
  return true;
}

async function isFresh(folder: string): Promise<boolean> {
  try {
    const stamp: Record<string, string> = JSON.parse(await readFile(join(folder, STAMP), 'utf8'));
    const checks = Object.entries(stamp).map(async ([file, print]) => (await fingerprint(join(root, file))) === print);
    return (await Promise.all(checks)).every(Boolean);
  } catch {
    return false;
  }
}

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('base64url');
}

if (import.meta.main) {
  try {
    await buildPage();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) {
      throw error;
    }
    process.stderr.write(
      'The page is not built: what builds it was left out (`npm ci` brings it). The API and GraphiQL work without.\n',
    );
  }
}
