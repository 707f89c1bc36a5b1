import type { OptimizeOptions } from './options.ts';
import { paintFor } from './paint.ts';
import { createProgress } from './progress.ts';
import { diffOf, jsonOf, lineOf, summaryOf } from './report.ts';
import type { Settled } from './settle.ts';
import { shown, shownName } from './shown.ts';

/** Where a command tells how its documents fare: on standard error, and what came of them on standard output. */
export interface Output {
  /** Of what ended so far. */
  readonly outcomes: readonly Settled['outcome'][];
  /** The document at `index` has got so far. */
  progressed(index: number, percent: number): void;
  /** The document at `index` ended. */
  ended(index: number, settled: Settled): void;
  /** An argument that stands for no document. */
  missing(name: string, reason: string): void;
  /** A job waits for its place, because of `reason`. */
  waits(reason: string): void;
  /** Nothing follows. */
  close(): void;
}

/** What is to come, and how it is to be told. */
export interface OutputOptions {
  readonly names: readonly string[];
  /** Whether the one document goes to standard output. */
  readonly isFilter: boolean;
  /** Aborts where the command is interrupted. */
  readonly interrupted?: AbortSignal;
  readonly options: Pick<OptimizeOptions, 'json' | 'write' | 'out' | 'check'>;
}

/** Output for documents. What goes to standard output keeps their order. */
export function createOutput({ names, isFilter, interrupted, options }: OutputOptions): Output {
  const print = printerFor(options, isFilter);
  const progress = createProgress(names);
  const paint = paintFor(process.stderr);
  const outcomes: Settled['outcome'][] = [];
  const waiting = new Map<number, string>();
  let total = names.length;
  let next = 0;
  let isWaiting = false;

  /** Of many documents, those to which nothing happened are only counted. */
  function isWorthALine({ outcome, result }: Settled): boolean {
    if (outcome === 'CANCELLED') {
      return !interrupted?.aborted;
    }
    return outcome !== 'UNCHANGED' || total === 1 || result?.status !== 'FULFILLED';
  }

  function flush(isLast: boolean): void {
    for (; next < names.length && (isLast || waiting.has(next)); next += 1) {
      process.stdout.write(waiting.get(next) ?? '');
      waiting.delete(next);
    }
  }

  interrupted?.addEventListener('abort', () =>
    progress.note('Cancelling: what is finished stays. Press Ctrl-C again to end at once.'),
  );
  return {
    outcomes,
    progressed: progress.progressed,
    missing(name, reason) {
      total += 1;
      outcomes.push('FAILED');
      progress.note(`${paint.red('✗')} ${paint.bold(shownName(name))}: ${reason}`);
    },
    waits(reason) {
      if (!isWaiting) {
        isWaiting = true;
        progress.note(`Waiting: ${shown(reason)}`);
      }
    },
    ended(index, settled) {
      isWaiting = false;
      outcomes.push(settled.outcome);
      waiting.set(index, print(settled));
      progress.ended(index, isWorthALine(settled) ? lineOf(settled, paint) : undefined);
      // What comes to a terminal between its bars tears them.
      if (!process.stdout.isTTY) {
        flush(false);
      }
    },
    close() {
      const isInterrupted = interrupted?.aborted === true;
      progress.close();
      flush(true);
      if (isInterrupted || (total > 1 && outcomes.length > 0)) {
        process.stderr.write(`${summaryOf(outcomes, total, isInterrupted)}\n`);
      }
    },
  };
}

/** What of a document goes to standard output. */
function printerFor(
  { json, write, out, check }: OutputOptions['options'],
  isFilter: boolean,
): (settled: Settled) => string {
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
