// Plain JavaScript: what takes types off takes a tenth of a start to load, and without the cache it would be needed for this file.
import module from 'node:module';
import { resolveOnce } from './resolve-once.js';

// A third of a start is that of reading code: what was read is kept for the next.
module.enableCompileCache();
resolveOnce();

if (process.env.DATA_DIR !== ':memory:') {
  // The disk's thread starts while all else is read.
  const { diskThread } = await import('./jobs/disk-thread.ts');
  diskThread.start();
}

await import('./main.ts');

// Node keeps it at its end only, and who is killed has none.
module.flushCompileCache();
