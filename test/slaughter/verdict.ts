import type { JobState } from '../../src/jobs/state.ts';
import type { PaidCall } from './model.ts';
import type { Reader } from './reader.ts';

/** One kill of the server. Times are those of `performance.now()`. */
export interface Kill {
  /** When the signal was sent, and when the process was gone. */
  readonly at: number;
  readonly goneAt: number;
  /** Whether the server had come so far as to listen. */
  readonly hasListened: boolean;
  /** Jobs that were accepted and had not ended. */
  readonly unfinished: number;
  /** The texts whose rewrites were on disk then. */
  readonly onDisk: ReadonlySet<string>;
}

/** A rewrite that had come to its end and was not on disk when the server was killed. */
export interface Repeat {
  readonly kill: Kill;
  /** Between the endpoint's last byte and the kill. */
  readonly windowMs: number;
}

/** Which finished calls were made again, and what of it may not be. */
export function judgeCalls(calls: readonly PaidCall[], kills: readonly Kill[], callsAtOnce: number) {
  const problems: string[] = [];
  const repeats: Repeat[] = [];
  for (const group of Map.groupBy(calls, ({ call }) => call.target).values()) {
    for (const [place, { call }] of group.entries()) {
      const lastKill = kills.findLast(({ goneAt }) => goneAt <= call.receivedAt);
      if (lastKill?.onDisk.has(call.target)) {
        problems.push(`A segment that was on disk was sent again: ${call.target.slice(0, 40)}`);
      }
      const paid = group.slice(0, place).findLast(({ finishedAt }) => finishedAt !== undefined);
      // Only the call right behind a finished one repeats it.
      if (paid?.finishedAt === undefined || paid !== group[place - 1]) {
        continue;
      }
      const { finishedAt } = paid;
      const kill = kills.find(({ goneAt }) => goneAt >= finishedAt);
      if (!kill || kill.goneAt > call.receivedAt) {
        problems.push(`A segment was paid again without a kill: ${call.target.slice(0, 40)}`);
      } else {
        repeats.push({ kill, windowMs: kill.at - finishedAt });
      }
    }
  }
  for (const [kill, list] of Map.groupBy(repeats, (repeat) => repeat.kill)) {
    if (list.length > callsAtOnce) {
      problems.push(`Kill ${kills.indexOf(kill) + 1} cost ${list.length} rewrites, more than are in flight.`);
    }
  }
  return { problems, repeats };
}

/** What is wrong with a job as it is on disk at the end: it holds every byte, and what was paid for. */
export function judgeJob({ job, status, documents }: JobState, calls: readonly PaidCall[]): string[] {
  const problems = status === 'COMPLETED' ? [] : [`Job ${job.claim} ended ${status}.`];
  for (const { source, segments } of documents) {
    const tiled = segments.map(({ start, end }) => source.content.slice(start, end)).join('');
    if (tiled !== source.content) {
      problems.push(`${source.name} of ${job.claim} is not whole.`);
    }
    for (const { start, end, text } of segments) {
      const target = source.content.slice(start, end).trim();
      const paid = calls.findLast(({ call, finishedAt }) => call.target === target && finishedAt !== undefined);
      if (paid ? text.trim() !== paid.answer : text !== source.content.slice(start, end)) {
        problems.push(`${source.name} of ${job.claim} holds what the model did not write last.`);
      }
    }
  }
  return problems;
}

/** What is wrong with what a client saw of a job. */
export function judgeReader({ chunks, refusals, texts }: Reader, { job, documents }: JobState): string[] {
  const problems = refusals.map(({ code, message }) => `A client of ${job.claim} was refused: ${code} ${message}`);
  const expected = documents.map(({ segments }) => segments.map(({ text }) => text).join(''));
  if (JSON.stringify(texts()) !== JSON.stringify(expected)) {
    problems.push(`A client of ${job.claim} holds other text than the job.`);
  }
  const results = documents.map(
    ({ index }) => chunks.findLast(({ result }) => result?.document.index === index)?.result.optimizedContent,
  );
  if (JSON.stringify(results) !== JSON.stringify(expected)) {
    problems.push(`A client of ${job.claim} was told other results than the job's.`);
  }
  const ends = chunks.filter(({ __typename }) => __typename === 'CompleteChunk');
  if (ends.length !== 1 || chunks.at(-1) !== ends[0]) {
    problems.push(`A client of ${job.claim} was told ${ends.length} ends.`);
  }
  if (new Set(chunks.map(({ jobId }) => jobId)).size !== 1) {
    problems.push(`A client of ${job.claim} followed more than one job.`);
  }
  return problems;
}
