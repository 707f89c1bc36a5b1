import { parseArgs } from 'node:util';
import { type PeerName, peerNames } from './peers.ts';
import { type ScenarioName, scenarios } from './scenarios/index.ts';

/** What to run. */
export interface Options {
  readonly only: readonly ScenarioName[];
  readonly servers: readonly PeerName[];
  readonly rounds: number;
  /** Rounds before those, in which servers have their code compiled: they do not count. */
  readonly warmUpRounds: number;
  readonly isQuick: boolean;
}

const usage = `npm run bench -- [--quick] [--rounds N] [--warm-up N] [--only a,b1,b128,b512,c,d,e,f,g] [--servers copydesk,fastify,ai-sdk,yoga,pipe]`;

/** Reads the command line. Throws with the usage where it can't be right. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      servers: { type: 'string' },
      rounds: { type: 'string' },
      'warm-up': { type: 'string' },
    },
  });
  const allScenarios = Object.keys(scenarios).filter((name): name is ScenarioName => name in scenarios);
  return {
    isQuick: values.quick,
    rounds: readCount(values.rounds ?? (values.quick ? '1' : '3'), 1),
    warmUpRounds: readCount(values['warm-up'] ?? (values.quick ? '1' : '6'), 0),
    only: choose(allScenarios, values.only),
    // What the endpoint gives without a server is always needed, to compare with.
    servers: [...choose(peerNames, values.servers).filter((name) => name !== 'direct'), 'direct'],
  };
}

function readCount(text: string, least: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least) {
    throw new Error(usage);
  }
  return count;
}

function choose<Name extends string>(all: readonly Name[], list: string | undefined): readonly Name[] {
  if (list === undefined) {
    return all;
  }
  const wanted = list.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !all.some((known) => known === name));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')} is unknown.\n${usage}`);
  }
  return all.filter((name) => wanted.includes(name));
}
