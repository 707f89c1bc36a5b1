import type { OptimizeOptions } from './options.ts';
import { paintFor } from './paint.ts';
import { createProgress } from './progress.ts';
import { counted, diffOf, jsonOf, lineOf } from './report.ts';
import type { Settled } from './settle.ts';
import { shown, shownName } from './shown.ts';
import type { Sources } from './sources.ts';
import { STANDARD_INPUT } from './sources.ts';

/** Where a command tells how its documents fare: on standard error, and what it makes of them on standard output. */
export interface Output {
  /** Of the documents that ended, and the arguments that stand for none. */
  readonly outcomes: readonly Settled['outcome'][];
  progressed(name: string, percent: number): void;
  ended(settled: Settled): void;
  note(line: string): void;
  /** Nothing follows. */
  close(isInterrupted: boolean): void;
}

/** Output for the documents of `sources`. What goes to standard output keeps their order. */
export function createOutput({ files, missing }: Sources, options: OptimizeOptions): Output {
  const print = printerFor(options, files[0]?.name === STANDARD_INPUT);
  const progress = createProgress(files.length);
  const paint = paintFor(process.stderr);
  const outcomes: Settled['outcome'][] = [];
  const waiting = new Map<string, string>();
  let next = 0;

  function flush(isLast: boolean): void {
    for (let file = files[next]; file && (isLast || waiting.has(file.name)); file = files[next]) {
      process.stdout.write(waiting.get(file.name) ?? '');
      waiting.delete(file.name);
      next += 1;
    }
  }

  for (const { name, reason } of missing) {
    outcomes.push('FAILED');
    progress.note(`${paint.red('✗')} ${paint.bold(shownName(name))}: ${reason}`);
  }
  return {
    outcomes,
    progressed: progress.progressed,
    note: progress.note,
    ended(settled) {
      outcomes.push(settled.outcome);
      waiting.set(settled.name, print(settled));
      progress.ended(settled.name, lineOf(settled, paint));
      // What comes to a terminal between its bars tears them.
      if (!process.stdout.isTTY) {
        flush(false);
      }
    },
    close(isInterrupted) {
      progress.close();
      flush(true);
      if (isInterrupted || files.length + missing.length > 1) {
        process.stderr.write(`${summaryOf(outcomes, files.length + missing.length, isInterrupted)}\n`);
      }
    },
  };
}

/** What goes to standard output of a document. */
function printerFor(options: OptimizeOptions, isFilter: boolean): (settled: Settled) => string {
  const { json, write, out, check } = options;
  if (json) {
    return jsonOf;
  }
  if (write || out !== undefined || check) {
    return () => '';
  }
  if (isFilter) {
    return ({ outcome, result }) => {
      const text = (outcome === 'CHANGED' || outcome === 'UNCHANGED') && result ? result.optimizedContent : '';
      return process.stdout.isTTY ? shown(text) : text;
    };
  }
  const paint = paintFor(process.stdout);
  return (settled) => diffOf(settled, paint);
}

function summaryOf(outcomes: readonly Settled['outcome'][], total: number, isInterrupted: boolean): string {
  const of = (outcome: Settled['outcome']) => outcomes.filter((one) => one === outcome).length;
  const parts = [
    `${of('CHANGED')} changed`,
    `${of('UNCHANGED')} unchanged`,
    ...(of('LEFT') > 0 ? [`${of('LEFT')} left as they are`] : []),
    ...(of('FAILED') > 0 ? [`${of('FAILED')} failed`] : []),
  ];
  const head = isInterrupted
    ? `Cancelled: ${of('CHANGED') + of('UNCHANGED') + of('LEFT')} of ${counted(total, 'document')} finished`
    : counted(total, 'document');
  return `${head}: ${parts.join(', ')}`;
}
