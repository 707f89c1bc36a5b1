import type { Client } from '../client/index.ts';
import { connect } from './connect.ts';
import { printEstimate } from './estimate.ts';
import { type ExitCode, exitCodeOf } from './exit-codes.ts';
import { listenForInterrupts } from './interrupt.ts';
import { type Failure, failureOf, type Result, runJob } from './job.ts';
import { keeperFor } from './keep.ts';
import { type OptimizeOptions, type Task, taskOf } from './options.ts';
import { createOutput, type Output } from './output.ts';
import type { Source } from './read.ts';
import { type Keep, settle } from './settle.ts';
import { openSources, type Sources, STANDARD_INPUT } from './sources.ts';

/** Jobs at a time: while one ends, the other keeps the model's places filled. */
const JOBS_AT_ONCE = 2;

/** `copydesk optimize`: optimizes what `args` stand for. Throws where nothing of it was begun. */
export async function optimize(args: readonly string[], options: OptimizeOptions): Promise<ExitCode> {
  using interrupt = listenForInterrupts();
  const { signal } = interrupt;
  await using connection = await connect(options.server);
  const { client } = connection;
  const capabilities = await client.capabilities({ signal });
  const task = taskOf(options, capabilities);
  const sources = await openSources(args, options, capabilities, signal);
  if (options.estimate) {
    return printEstimate(client, task, sources, options.json === true, signal);
  }

  const names = sources.files.map(({ name }) => name);
  const output = createOutput({ names, isFilter: names[0] === STANDARD_INPUT, interrupted: signal, options });
  for (const { name, reason } of sources.missing) {
    output.missing(name, reason);
  }
  try {
    await optimizeAll(client, task, sources, keeperFor(options, sources), output, signal);
  } finally {
    output.close();
  }
  return signal.aborted ? interrupt.exitCode : exitCodeOf(output.outcomes, options.check === true);
}

async function optimizeAll(
  client: Client,
  task: Task,
  sources: Sources,
  keep: Keep,
  output: Output,
  interrupted: AbortSignal,
): Promise<void> {
  const broken = new AbortController();
  const stop = AbortSignal.any([interrupted, broken.signal]);
  const kept: Promise<void>[] = [];
  const places = new Map(sources.files.map(({ name }, index) => [name, index]));
  const placeOf = ({ name }: Source) => places.get(name) ?? 0;
  const end = async (source: Source, outcome: Result | Failure) =>
    output.ended(placeOf(source), await settle(source, outcome, keep));
  const watcher = {
    progressed: (source: Source, percent: number) => output.progressed(placeOf(source), percent),
    ended: (source: Source, outcome: Result | Failure) => void kept.push(end(source, outcome)),
    waits: output.waits,
  };
  const all = sources.batches(({ name }, error) =>
    watcher.ended({ name, path: undefined, content: '' }, failureOf(error)),
  );

  async function work(): Promise<void> {
    for await (const batch of all) {
      try {
        await runJob(client, task, batch, watcher, stop);
      } catch (error) {
        // Whatever it is, the next job would meet it too.
        broken.abort();
        if (kept.length === 0) {
          throw error;
        }
        for (const source of batch) {
          watcher.ended(source, failureOf(error));
        }
      }
      if (stop.aborted) {
        break;
      }
    }
  }

  const ends = await Promise.allSettled(Array.from({ length: JOBS_AT_ONCE }, work));
  await Promise.all(kept);
  for (const ended of ends) {
    if (ended.status === 'rejected') {
      throw ended.reason;
    }
  }
}
