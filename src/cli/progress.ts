import { createLogUpdate } from 'log-update';
import stringWidth from 'string-width';
import { paintFor } from './paint.ts';
import { shownName } from './shown.ts';

/** Tells a person how documents fare, on standard error. */
export interface Progress {
  /** The document at `index` has got so far. */
  progressed(index: number, percent: number): void;
  /** The document at `index` ended: `line` is what is told of it, if anything. */
  ended(index: number, line: string | undefined): void;
  /** Something else to tell. */
  note(line: string): void;
  close(): void;
}

/** Bars on a terminal, plain lines elsewhere, for the documents of these names. */
export function createProgress(names: readonly string[]): Progress {
  const { isTTY } = process.stderr;
  // A log between the bars would tear them.
  const isQuiet = !process.env.LOG_LEVEL || process.env.LOG_LEVEL === 'silent';
  return isTTY && isQuiet && !process.env.CI && process.env.TERM !== 'dumb'
    ? createBars(names)
    : createLines(names.length);
}

/** How often plain lines tell that work goes on. */
const HEARTBEAT_MS = 15_000;

function createLines(total: number): Progress {
  let done = 0;
  const heartbeat = setInterval(() => write(`${done} of ${documents(total)} done`), HEARTBEAT_MS).unref();
  return {
    progressed() {},
    ended(_, line) {
      done += 1;
      heartbeat.refresh();
      if (line !== undefined) {
        write(line);
      }
    },
    note: write,
    close: () => clearInterval(heartbeat),
  };
}

function write(line: string): void {
  process.stderr.write(`${line}\n`);
}

const FRAME_MS = 80;
const BAR_WIDTH = 20;

/** Rows of the terminal that stay free of bars. */
const FREE_ROWS = 3;

function createBars(names: readonly string[]): Progress {
  const { dim, green } = paintFor(process.stderr);
  const screen = createLogUpdate(process.stderr);
  const percents = new Map<number, number>();
  let done = 0;
  let isChanged = true;
  const timer = setInterval(() => {
    if (isChanged) {
      isChanged = false;
      screen(frame());
    }
  }, FRAME_MS).unref();

  function frame(): string {
    const { columns = 80, rows = 24 } = process.stderr;
    const running = [...percents].toSorted(([a], [b]) => a - b).slice(0, Math.max(1, rows - FREE_ROWS));
    const bars = running.map(([index, percent]) => {
      const filled = Math.round((percent / 100) * BAR_WIDTH);
      const bar = green('█'.repeat(filled)) + dim('░'.repeat(BAR_WIDTH - filled));
      const label = fitted(shownName(names[index] ?? ''), columns - BAR_WIDTH - 8);
      return `${bar} ${String(Math.floor(percent)).padStart(3)} % ${label}`;
    });
    return [...bars, ...(names.length > 1 ? [dim(`${done} of ${documents(names.length)} done`)] : [])].join('\n');
  }

  return {
    progressed(index, percent) {
      if (percent > 0) {
        percents.set(index, percent);
        isChanged = true;
      }
    },
    ended(index, line) {
      done += 1;
      percents.delete(index);
      isChanged = true;
      if (line !== undefined) {
        screen.persist(line);
      }
    },
    note: (line) => screen.persist(line),
    close() {
      clearInterval(timer);
      screen.clear();
      screen.done();
    },
  };
}

function documents(count: number): string {
  return count === 1 ? '1 document' : `${count} documents`;
}

/** The end of a name that is too wide: it tells more than the start. */
function fitted(name: string, width: number): string {
  if (stringWidth(name) <= width) {
    return name;
  }
  let end = name.slice(-width);
  while (end && stringWidth(end) >= width) {
    end = end.slice(1);
  }
  return `…${end.toWellFormed()}`;
}
