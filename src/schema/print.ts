import { readFileSync, writeFileSync } from 'node:fs';
import { printedSchema } from './index.ts';

/** Writes the schema to `schema/schema.graphql`; with `--check` fails instead where that differs. */
const file = new URL('../../schema/schema.graphql', import.meta.url);
if (!process.argv.includes('--check')) {
  writeFileSync(file, printedSchema());
} else if (readFileSync(file, 'utf8') !== printedSchema()) {
  process.stderr.write('schema/schema.graphql is not what src/schema says: run `npm run schema`.\n');
  process.exitCode = 1;
}
