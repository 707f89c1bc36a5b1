import type { Bench, Findings } from '../bench.ts';
import { book } from './book.ts';
import { hostile } from './hostile.ts';
import { memory } from './memory.ts';
import { rules } from './rules.ts';
import { single } from './single.ts';
import { startup } from './startup.ts';
import { together } from './together.ts';
import { unpaced } from './unpaced.ts';

/** A column of a scenario's table. */
export interface Column {
  readonly figure: string;
  readonly title: string;
  readonly digits: number;
  /** With the ratio to Copydesk's value behind it. */
  readonly hasRatio?: boolean;
}

/** Something to measure, and how to show it. */
export interface Scenario {
  readonly title: string;
  readonly columns: readonly Column[];
  run(bench: Bench): Promise<Findings>;
}

const cpu: Column = { figure: 'cpuUs', title: 'CPU µs/token', digits: 1, hasRatio: true };
const rate: Column = { figure: 'tokensPerSecond', title: 'tokens/s', digits: 0, hasRatio: true };
const lost: Column = { figure: 'lost', title: 'streams that lost text', digits: 0 };

const togetherColumns: readonly Column[] = [
  { figure: 'firstP50Ms', title: 'first text p50 ms', digits: 1, hasRatio: true },
  { figure: 'firstP99Ms', title: 'p99 ms', digits: 1, hasRatio: true },
  { figure: 'gapP99Ms', title: 'gap p99 ms', digits: 1, hasRatio: true },
  cpu,
  rate,
  lost,
  { figure: 'lateP99Ms', title: 'endpoint late p99 ms', digits: 1 },
];

/** All scenarios by the name they are chosen with. */
export const scenarios = {
  a: {
    title: '(a) As fast as the endpoint can: 8 at a time, 40 streams, 2,000 tokens each',
    columns: [cpu, rate, lost],
    run: unpaced,
  },
  b1: {
    title: '(b) One stream at a time, 20 ms per token',
    columns: [
      { figure: 'firstP50Ms', title: 'first text p50 ms', digits: 1 },
      { figure: 'addedP50Ms', title: 'added p50 ms', digits: 1, hasRatio: true },
      { figure: 'addedP99Ms', title: 'added p99 ms', digits: 1, hasRatio: true },
      { figure: 'samples', title: 'streams', digits: 0 },
    ],
    run: single,
  },
  b128: {
    title: '(b) 128 streams arriving together, 64 tokens each, 20 ms per token',
    columns: togetherColumns,
    run: (bench) => together(bench, 128),
  },
  b512: {
    title: '(b) 512 streams arriving together, 64 tokens each, 20 ms per token',
    columns: togetherColumns,
    run: (bench) => together(bench, 512),
  },
  c: {
    title: '(c) Memory per stream of 1,000 open ones; growth over 2,000 that were left',
    columns: [
      { figure: 'rssKbPerStream', title: 'RSS kB/open stream', digits: 1, hasRatio: true },
      { figure: 'heldKbPerStream', title: 'held kB/open stream', digits: 1, hasRatio: true },
      { figure: 'growthRssMb', title: 'RSS growth MB', digits: 1 },
      { figure: 'growthHeldKb', title: 'held growth kB/left stream', digits: 2 },
      { figure: 'rssMb', title: 'RSS MB, warm and idle', digits: 0, hasRatio: true },
    ],
    run: memory,
  },
  d: {
    title: '(d) From start to first answer',
    columns: [
      { figure: 'listeningMs', title: 'listening after ms', digits: 0, hasRatio: true },
      { figure: 'answerMs', title: 'first answer after ms', digits: 0, hasRatio: true },
      lost,
    ],
    run: startup,
  },
  e: {
    title: '(e) A book of 60,000 words, and other streams beside long documents',
    columns: [
      { figure: 'segments', title: 'calls', digits: 0 },
      { figure: 'wallRatio', title: 'time / ideal', digits: 3 },
      { figure: 'firstAddedMs', title: "first text behind the endpoint's ms", digits: 1 },
      { figure: 'memoryRatio', title: 'held / document', digits: 1 },
      { figure: 'gapP99Ms', title: 'gap p99 beside ms', digits: 1 },
      lost,
    ],
    run: book,
  },
  f: {
    title: '(f) The rule-based editor, and other streams beside it',
    columns: [
      { figure: 'clarityRate', title: 'CLARITY words/s', digits: 0 },
      { figure: 'clarityCpuUs', title: 'CPU µs/word', digits: 1 },
      { figure: 'freshRate', title: 'GRAMMAR words/s', digits: 0 },
      { figure: 'seenRate', title: 'seen before', digits: 0 },
      { figure: 'delayP99Ms', title: 'event loop delay p99 ms', digits: 1 },
      { figure: 'delayMostMs', title: 'most ms', digits: 1 },
      { figure: 'gapAloneMs', title: 'gap p99 alone ms', digits: 1 },
      { figure: 'gapRulesMs', title: 'beside CLARITY ms', digits: 1 },
      { figure: 'gapGrammarMs', title: 'beside GRAMMAR ms', digits: 1 },
      { figure: 'threadRssMb', title: 'thread MB', digits: 0 },
      lost,
    ],
    run: rules,
  },
  g: {
    title: '(g) Documents that may be hard on a server: the longest turn of its event loop, in CPU time of its thread',
    columns: [
      { figure: 'estimate', title: 'estimate ms', digits: 0 },
      { figure: 'stream', title: 'optimizeStream ms', digits: 0 },
      { figure: 'job', title: 'job ms', digits: 0 },
      { figure: 'optimize', title: 'optimize ms', digits: 0 },
      { figure: 'reread', title: 'job after a restart ms', digits: 0 },
      { figure: 'all', title: 'event loop held at most, ms', digits: 0 },
      { figure: 'wall', title: 'by the clock ms', digits: 0 },
      { figure: 'failed', title: 'results that failed', digits: 0 },
    ],
    run: hostile,
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;
