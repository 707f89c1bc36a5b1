import { byRules, goldTypes, scoreOf } from './gold.ts';

/** Prints what the rules reach on the gold set, type by type: `node test/builtin/gold/score.ts`; with `-v` every miss. */
const isVerbose = process.argv.includes('-v');
const lines = goldTypes.flatMap((type) => {
  const { right, wrong, missed, precision, recall } = scoreOf(type, byRules);
  const figures = `${type.padEnd(12)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  right ${right}, wrong ${wrong.length}, missed ${missed.length}`;
  return [
    figures,
    ...wrong.map((text) => `  wrong   ${text}`),
    ...(isVerbose ? missed.map((text) => `  missed  ${text}`) : []),
  ];
});
process.stdout.write(`${lines.join('\n')}\n`);
