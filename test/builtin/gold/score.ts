import { byBuiltin, goldTypes, scoreOf } from './gold.ts';

/** Prints what the rule-based editor reaches on the gold set, type by type: `node test/builtin/gold/score.ts`; with `-v` every miss. */
const isVerbose = process.argv.includes('-v');
const rewrite = byBuiltin();
for (const type of goldTypes) {
  const { right, wrong, missed, precision, recall } = await scoreOf(type, rewrite);
  const lines = [
    `${type.padEnd(12)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  right ${right}, wrong ${wrong.length}, missed ${missed.length}`,
    ...wrong.map((text) => `  wrong   ${text}`),
    ...(isVerbose ? missed.map((text) => `  missed  ${text}`) : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
