import type { Figures, Findings } from './bench.ts';
import type { PeerName } from './peers.ts';
import type { ScenarioName } from './scenarios/index.ts';

/** What is to be reached: a value that is at most, or below, a limit. */
interface Target {
  readonly scenario: ScenarioName;
  readonly says: string;
  readonly value: (of: (peer: PeerName, figure: string) => number) => number;
  readonly atMost?: number;
  readonly below?: number;
}

const targets: readonly Target[] = [
  {
    scenario: 'a',
    says: "at most half the CPU per token of the Fastify design's",
    value: (of) => of('copydesk', 'cpuUs') / of('fastify', 'cpuUs'),
    atMost: 1 / 2,
  },
  {
    scenario: 'a',
    says: "at most a sixth of the AI SDK's",
    value: (of) => of('copydesk', 'cpuUs') / of('ai-sdk', 'cpuUs'),
    atMost: 1 / 6,
  },
  {
    scenario: 'a',
    says: "at most an eighth of naive Yoga's",
    value: (of) => of('copydesk', 'cpuUs') / of('yoga', 'cpuUs'),
    atMost: 1 / 8,
  },
  { scenario: 'b1', says: 'added p50 under 3 ms', value: (of) => of('copydesk', 'addedP50Ms'), below: 3 },
  { scenario: 'b1', says: 'added p99 under 10 ms', value: (of) => of('copydesk', 'addedP99Ms'), below: 10 },
  {
    scenario: 'b128',
    says: "first text p50 within twice the pipe's",
    value: (of) => of('copydesk', 'firstP50Ms') / of('pipe', 'firstP50Ms'),
    atMost: 2,
  },
  {
    scenario: 'b128',
    says: "at most three quarters of the CPU per token of the Fastify design's",
    value: (of) => of('copydesk', 'cpuUs') / of('fastify', 'cpuUs'),
    atMost: 3 / 4,
  },
  { scenario: 'b512', says: 'no text lost', value: (of) => of('copydesk', 'lost'), atMost: 0 },
  { scenario: 'b512', says: 'gap p99 under 100 ms', value: (of) => of('copydesk', 'gapP99Ms'), below: 100 },
  {
    scenario: 'c',
    says: 'under 60 kB per open stream, by RSS and by what is held',
    value: (of) => Math.max(of('copydesk', 'rssKbPerStream'), of('copydesk', 'heldKbPerStream')),
    below: 60,
  },
  {
    scenario: 'c',
    says: 'no growth over streams that were left: under 0.5 kB held for each',
    value: (of) => of('copydesk', 'growthHeldKb'),
    below: 0.5,
  },
  { scenario: 'd', says: 'first answer in under 1 s', value: (of) => of('copydesk', 'answerMs') / 1_000, below: 1 },
  {
    scenario: 'e',
    says: 'within 1.15 of the ideal schedule',
    value: (of) => of('copydesk', 'wallRatio'),
    atMost: 1.15,
  },
  {
    scenario: 'e',
    says: "first text within 150 ms of the endpoint's",
    value: (of) => of('copydesk', 'firstAddedMs'),
    atMost: 150,
  },
  {
    scenario: 'e',
    says: 'memory under 10 times the document',
    value: (of) => of('copydesk', 'memoryRatio'),
    below: 10,
  },
  {
    scenario: 'e',
    says: 'gap p99 under 100 ms beside long documents',
    value: (of) => of('copydesk', 'gapP99Ms'),
    below: 100,
  },
  {
    scenario: 'f',
    says: 'at least 20,000 words/s by rules, and by Harper where text was seen before',
    value: (of) => 20_000 / Math.min(of('copydesk', 'clarityRate'), of('copydesk', 'seenRate')),
    atMost: 1,
  },
  {
    scenario: 'f',
    says: 'at least 1,500 words/s by Harper where not',
    value: (of) => 1_500 / of('copydesk', 'freshRate'),
    atMost: 1,
  },
  {
    scenario: 'f',
    says: 'event loop held no longer than 20 ms, p99',
    value: (of) => of('copydesk', 'delayP99Ms'),
    atMost: 20,
  },
  {
    scenario: 'f',
    says: 'gap p99 beside 100 documents within 20 ms of that alone',
    value: (of) =>
      Math.max(of('copydesk', 'gapRulesMs'), of('copydesk', 'gapGrammarMs')) - of('copydesk', 'gapAloneMs'),
    atMost: 20,
  },
  {
    scenario: 'g',
    says: 'event loop held no longer than 50 ms, whatever the documents are',
    value: (of) => of('copydesk', 'all'),
    atMost: 50,
  },
];

/** A line per target of a scenario: reached or not, and the value. */
export function targetLines(scenario: ScenarioName, { figures }: Findings): string[] {
  const of = (peer: PeerName, figure: string) => {
    const row: Figures | undefined = figures.get(peer);
    return row?.[figure] ?? Number.NaN;
  };
  return targets
    .filter((target) => target.scenario === scenario)
    .map(({ says, value: measure, atMost, below }) => {
      const value = measure(of);
      if (Number.isNaN(value)) {
        return `- not measured: ${says}`;
      }
      const isReached = atMost === undefined ? value < (below ?? Number.NaN) : value <= atMost;
      const limit = atMost === undefined ? `under ${number(below)}` : `at most ${number(atMost)}`;
      return `- ${isReached ? 'reached' : 'NOT reached'}: ${says} (${number(value)}; ${limit})`;
    });
}

function number(value = Number.NaN): string {
  return String(Number(value.toFixed(3)));
}
