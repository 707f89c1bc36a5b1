#!/usr/bin/env node
import module from 'node:module';
import { resolveOnce } from '../resolve-once.js';

const LEAST_NODE = 24;

/** As for a document that could not be written. */
const LOST = 3;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  process.stderr.write(`copydesk needs Node ${LEAST_NODE} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      // Whoever reads has left, as `head` does: nobody is there for the rest. Else something is lost, a disk full.
      process.exit('code' in error && error.code === 'EPIPE' ? 0 : LOST);
    });
  }
  // A third of a short command's time is that of reading its own code.
  module.enableCompileCache();
  resolveOnce();
  // Only now: an older Node could not read it.
  const { run } = await import('./program.ts');
  process.exitCode = (await run(process.argv)) ?? process.exitCode;
}
