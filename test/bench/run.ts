import { cpus } from 'node:os';
import { startBench } from './bench.ts';
import { installPeers, peerVersions } from './install.ts';
import { readOptions } from './options.ts';
import { type Scenario, scenarios } from './scenarios/index.ts';
import { markdownTable } from './table.ts';
import { targetLines } from './targets.ts';

const startedAt = performance.now();
const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { only, servers, rounds, warmUpRounds, isQuick } = readOptions(process.argv.slice(2));
  if (process.platform !== 'linux') {
    throw new Error('The bench reads /proc: it runs on Linux alone.');
  }
  installPeers();
  let title = '';
  const say = (line: string) => process.stderr.write(`${seconds()} ${title}: ${line}\n`);
  const bench = await startBench({ peers: servers, rounds, warmUpRounds, isQuick, say });

  print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}; ${peerVersions()}`);
  print(`Medians of ${rounds} rounds, servers in turn. In brackets: times Copydesk's.`);
  print(`Where many stream, in (a) and (b), ${warmUpRounds} rounds before warm up.`);
  if (isQuick) {
    print('Quick: small counts, to see that it works. The figures mean little.');
  }
  for (const name of only) {
    const scenario: Scenario = scenarios[name];
    title = name;
    const findings = await scenario.run(bench);
    print(`\n### ${scenario.title}\n\n${markdownTable(scenario.columns, findings)}\n`);
    for (const note of findings.notes) {
      print(`- ${note}`);
    }
    for (const line of targetLines(name, findings)) {
      print(line);
    }
  }
  print(`\nTook ${seconds()}.`);
}

function seconds(): string {
  return `${Math.round((performance.now() - startedAt) / 1_000)} s`;
}

try {
  await main();
  // Ends what was started, see processes.ts.
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exit(1);
}
