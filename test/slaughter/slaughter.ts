import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../kit/listen.ts';
import { type PacedModel, startPacedModel } from './model.ts';
import { createRandom, pick, prose, type Random } from './random.ts';
import { type Reader, startReader } from './reader.ts';
import { judgeCalls, judgeJob, judgeReader, type Kill } from './verdict.ts';
import { doneTargets, readDisk, startVictim, type Victim } from './victim.ts';

/** How much is killed. */
export interface SlaughterOptions {
  readonly seed: number;
  readonly kills: number;
  readonly jobs: number;
  /** Of 40 words each, per document. */
  readonly paragraphs: number;
}

/** What came of it. Times in milliseconds. */
export interface SlaughterReport {
  readonly lasted: number;
  readonly kills: number;
  /** Kills of a server that had not come so far as to listen. */
  readonly killsAtStart: number;
  /** Kills while a job had been accepted and had not ended. */
  readonly killsInWork: number;
  readonly segments: number;
  readonly calls: number;
  readonly finishedCalls: number;
  /** How often clients asked. */
  readonly requests: number;
  /** Rewrites that were paid twice because the kill fell between the endpoint's last byte and the disk, by that time. */
  readonly windows: readonly number[];
  readonly killsInWindow: number;
  /** What broke a promise. */
  readonly problems: readonly string[];
}

const CALLS_AT_ONCE = 16;
const DOCUMENTS = 3;
const LONGEST_END_MS = 120_000;

/** Kills a server again and again while clients follow its jobs, and tells what came of them. */
export async function slaughter({ seed, kills: count, jobs, paragraphs }: SlaughterOptions): Promise<SlaughterReport> {
  const startedAt = performance.now();
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-slaughter-'));
  const model = await startPacedModel();
  const port = await freePort();
  const settings = {
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    OPENAI_BASE_URL: model.endpoint.url,
    OPENAI_MODEL: 'test-model',
    SEGMENT_WORDS: '50',
    MODEL_CONCURRENCY: String(CALLS_AT_ONCE),
    RECOVERY_ATTEMPTS: '1000',
  };
  const inputs = Array.from({ length: jobs }, (_, job) => ({
    optimizationType: 'CLARITY',
    idempotencyKey: `job-${job}`,
    documents: Array.from({ length: DOCUMENTS }, (_, index) => ({
      name: `${index}.txt`,
      content: prose(random, paragraphs),
    })),
  }));
  const readers: { readonly job: number; readonly reader: Reader }[] = [];
  const starters: Promise<void>[] = [];
  const start = async (job: number) => {
    await sleep(random() * 1_000);
    const wait = () => sleep(20 + Math.random() * 100);
    for (const sendsCursor of [false, true]) {
      readers.push({
        job,
        reader: startReader(`http://127.0.0.1:${port}/graphql`, inputs[job] ?? {}, sendsCursor, wait),
      });
    }
  };

  const kills: Kill[] = [];
  const complaints: string[] = [];
  let victim: Victim | undefined;
  let begun = 0;
  try {
    for (let kill = 0; kill <= count; kill += 1) {
      // Half of the jobs at once, the others while servers die.
      const due = kill === count ? jobs : Math.ceil(jobs / 2 + (jobs * kill) / count / 1.5);
      for (; begun < Math.min(jobs, due); begun += 1) {
        starters.push(start(begun));
      }
      victim = startVictim(settings);
      if (kill < count) {
        kills.push(await killAtRandom(victim, model, random, folder));
        complaints.push(victim.complaints());
      }
    }
    await Promise.all(starters);
    const late = sleep(LONGEST_END_MS, 'late' as const, { ref: false });
    const end = await Promise.race([late, Promise.allSettled(readers.map(({ reader }) => reader.ended))]);
    await victim?.kill();
    complaints.push(victim?.complaints() ?? '');
    const { states, integrity } = await readDisk(folder);

    const verdict = judgeCalls(model.calls, kills, CALLS_AT_ONCE);
    const problems = [
      ...(end === 'late' ? ['Clients still wait for an end.'] : []),
      ...(states.length === jobs ? [] : [`${states.length} jobs are on disk.`]),
      ...(integrity === 'ok' ? [] : [`The file is broken: ${integrity}`]),
      ...complaints.filter(Boolean).map((lines) => `The server complained: ${lines.slice(0, 600)}`),
      ...verdict.problems,
      ...states.flatMap((state) => judgeJob(state, model.calls)),
      ...readers.flatMap(({ job, reader }) => {
        const state = states.find((candidate) => candidate.job.idempotencyKey === `job-${job}`);
        return state ? judgeReader(reader, state) : [`Job ${job} is not on disk.`];
      }),
    ];
    return {
      lasted: performance.now() - startedAt,
      kills: kills.length,
      killsAtStart: kills.filter(({ hasListened }) => !hasListened).length,
      killsInWork: kills.filter(({ unfinished }) => unfinished > 0).length,
      segments: states.flatMap(doneTargets).length,
      calls: model.calls.length,
      finishedCalls: model.calls.filter(({ finishedAt }) => finishedAt !== undefined).length,
      requests: readers.reduce((sum, { reader }) => sum + reader.requests(), 0),
      windows: verdict.repeats.map(({ windowMs }) => windowMs).toSorted((a, b) => a - b),
      killsInWindow: new Set(verdict.repeats.map(({ kill }) => kill)).size,
      problems,
    };
  } finally {
    for (const { reader } of readers) {
      reader.stop();
    }
    await victim?.kill();
    await model.endpoint.close();
    await rm(folder, { recursive: true });
  }
}

const moments = ['start', 'whenever', 'whenever', 'call', 'finish', 'finish'] as const;

/** Kills a server: while it starts, whenever it may be, at a call's beginning or right behind an answer's last byte. */
async function killAtRandom(victim: Victim, model: PacedModel, random: Random, folder: string): Promise<Kill> {
  const moment = pick(random, moments);
  let hasListened = false;
  void victim.listens.then((listens) => {
    hasListened = listens;
  });
  if (moment === 'start') {
    await sleep(random() * 2_000);
  } else {
    await victim.listens;
    await sleep(random() * 1_500);
    if (moment !== 'whenever') {
      await Promise.race([model.next(moment), sleep(2_000)]);
      await sleep(random() * 8);
    }
  }
  const at = performance.now();
  await victim.kill();
  const goneAt = performance.now();
  const { states } = await readDisk(folder);
  return {
    at,
    goneAt,
    hasListened,
    unfinished: states.filter(({ endedAt }) => endedAt === undefined).length,
    onDisk: new Set(states.flatMap(doneTargets)),
  };
}

function describe(report: SlaughterReport): string {
  const { windows } = report;
  const longest = windows.at(-1)?.toFixed(1) ?? '0';
  return [
    `${report.kills} kills in ${(report.lasted / 1_000).toFixed(0)} s: ${report.killsInWork} while jobs were in work, ${report.killsAtStart} before the server listened`,
    `${report.segments} segments, ${report.calls} calls, ${report.finishedCalls} of them to their end; clients asked ${report.requests} times`,
    `paid twice, the kill falling between the endpoint's last byte and the disk: ${windows.length} rewrites in ${report.killsInWindow} kills, at most ${longest} ms after that byte`,
    report.problems.length === 0 ? 'nothing lost, nothing doubled' : `PROBLEMS\n${report.problems.join('\n')}`,
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '50' },
      jobs: { type: 'string', default: '20' },
      paragraphs: { type: 'string', default: '18' },
    },
  });
  const report = await slaughter({
    seed: Number(values.seed),
    kills: Number(values.kills),
    jobs: Number(values.jobs),
    paragraphs: Number(values.paragraphs),
  });
  process.stdout.write(`${describe(report)}\n`);
  process.exitCode = report.problems.length === 0 ? 0 : 1;
}
