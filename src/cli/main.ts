#!/usr/bin/env node
import module from 'node:module';

const LEAST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  process.stderr.write(`copydesk needs Node ${LEAST_NODE} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Whoever reads has left, as `head` does: nobody is there for the rest.
  process.stdout.on('error', () => process.exit());
  // A third of a short command's time is that of reading its own code.
  module.enableCompileCache();
  // Only now: an older Node could not read it.
  const { run } = await import('./program.ts');
  process.exitCode = (await run(process.argv)) ?? process.exitCode;
}
